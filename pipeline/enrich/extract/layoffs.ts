import type { EventReader } from "./dated-events.ts";
import { doerAt } from "./dated-own.ts";

const people =
  "(?:people|persons|employees|jobs|positions|roles|staff(?: members)?|workers|colleagues|team members|teammates|engineers|stellen|arbeitsplätze|mitarbeiter(?:innen)?|beschäftigte|postes|emplois|salariés|collaborateurs|empleados|empleos|puestos|trabajadores|banen|medewerkers|posti|dipendenti)";
const count = new RegExp(
  `(?<![\\p{L}\\d.,$€£])(\\d{1,3}(?:[.,]\\d{3})+|\\d{1,6})(?! ?%)\\s(?:of (?:our|its|their|the) )?(?:\\p{L}+\\s){0,2}${people}(?!\\p{L})`,
  "iu",
);

const event = new RegExp(
  `(?<!\\p{L})(?:${[
    "lay(?:s|ing)? off|laid off|lay-?offs?|job cuts?|redundanc(?:y|ies)|workforce reduction|reduction in force",
    "(?:part(?:ing|ed)? ways with|sa(?:y|ying|id) goodbye to) (?:\\p{L}+ )?\\d+",
    "let(?:ting)? (?:go of )?(?:\\d|some|many|part|about|around|roughly|nearly)|let(?:ting)? go",
    "(?:cut|cuts|cutting|eliminat\\p{L}+|slash\\p{L}*|ax(?:e|es|ed|ing)) (?:\\p{L}+ )?\\d[\\d.,]*%?(?: of)?(?: \\p{L}+){0,3} (?:jobs|positions|roles|people|staff|employees|workforce|team)",
    "(?:reduc(?:e[sd]?|ing)|shrink(?:s|ing)?|cut(?:s|ting)?) (?:the size of )?(?:our|its|the|their) (?:global |total )?(?:workforce|headcount|team|staff)",
    "stellenabbau|(?:baut|bauen|streicht|streichen) (?:\\p{L}+ )?\\d[\\d.]* (?:stellen|arbeitsplätze|jobs)|entlässt|entlassen|entlassungen|kündigt \\d+",
    "licenciements?|licencie|supprim\\p{L}+ \\d+ (?:postes|emplois)|plan social",
    "despid(?:e|os|en)|recort\\p{L}+ \\d+ (?:empleos|puestos)|expediente de regulación",
    "ontslaat|ontslagen|ontslagronde|schrapt \\d+ banen|licenziamenti|licenzia",
  ].join("|")})(?!\\p{L})`,
  "iu",
);
const notThis =
  /(?<!\p{L})(?:no (?:lay-?offs?|job cuts|redundancies|one)|without|never|avoid\w*|prevent\w*|instead of|not (?:lay|let|cut)\w*|don['’]t|did not|didn['’]t|have not|haven['’]t|won['’]t|rumou?r\w*|been laid off|were laid off|who (?:were|was|lost)|tracker|insurance|lawyers?|advice|how to|help\w*|support\w*|guide|software|if|let go of (?:fear|control|the|your|old|spreadsheets|perfection)|keine|ohne|sans|sin)(?!\p{L})/iu;

/** The company says that it parts with people. */
export const layoffIn: EventReader = (text, own) => {
  const match = event.exec(text);
  if (!match || notThis.test(text.slice(0, match.index + match[0].length))) return undefined;
  if (doerAt(text, match.index, own) !== "own") return undefined;
  const counted = count.exec(text);
  if (/let(?:ting)? go/i.test(match[0]) && !counted && !/\d ?%/.test(text)) return undefined;
  const number = counted ? Number(counted[1]?.replace(/[.,]/g, "")) : null;
  return {
    name: "layoff_signal",
    match,
    key: "",
    weight: number ? 2 : 0,
    value: (date) => ({ count: number, date }),
  };
};
