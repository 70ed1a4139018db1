import { placeOf } from "../read-place.ts";
import type { EventReader, Told } from "./dated-events.ts";
import { doerAt } from "./dated-own.ts";
import { areaOf } from "./names.ts";

const words: ReadonlyMap<string, number> = new Map([
  ...[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ].map((word, index): [string, number] => [word, index + 2]),
  ...([
    ["zwei", 2],
    ["drei", 3],
    ["vier", 4],
    ["fünf", 5],
    ["sechs", 6],
    ["zehn", 10],
  ] as const),
  ...([
    ["deux", 2],
    ["trois", 3],
    ["cinq", 5],
    ["dix", 10],
    ["dos", 2],
    ["tres", 3],
    ["cinco", 5],
    ["diez", 10],
  ] as const),
]);
const number = `(?<count>\\d{1,3}(?:[.,]\\d{3})|\\d{1,5}|${[...words.keys()].join("|")})\\+?`;
const people =
  "(?:people|persons|employees|colleagues|team ?mates|team members|specialists|professionals|graduates|apprentices|trainees|workers|drivers|technicians|engineers|developers|programmers|designers|scientists|analysts|consultants|managers|researchers|nurses|experts|sales ?people|representatives|reps|hires|mitarbeite(?:r|nde)n?(?:innen)?|entwickler(?:innen)?|ingenieure?(?:innen)?|fachkräfte|kolleg(?:en|innen)|personnes|collaborateurs|salariés|ingénieurs|développeurs|personas|empleados|ingenieros|desarrolladores|medewerkers|collega['’]s|ontwikkelaars|persone|sviluppatori|pessoas)";
const posts =
  "(?:(?:open|new|vacant) (?:positions?|roles|jobs|vacancies)|openings|vacancies|job openings|offene[n]? (?:stellen|positionen)|neue (?:stellen|arbeitsplätze|jobs)|postes ouverts|(?:nouveaux )?(?:emplois|postes)|(?:nuevos )?(?:empleos|puestos)|vacatures|nieuwe banen)";
const middle =
  "(?:(?:more|new|additional|further|talented|senior|junior|weitere|neue|nouveaux|nuevos|nieuwe|of)\\s|[\\p{L}/-]+\\s){0,3}?";

const verb =
  "(?:hir(?:e|es|ing)|recruit(?:s|ing)?|look(?:s|ing)? (?:for|to hire)|search(?:ing)? for|seek(?:s|ing)?|grow(?:s|ing)? (?:our|its|the) (?:\\p{L}+ )?team by|add(?:s|ing)?|suchen|sucht|stellen|stellt|recrut(?:ons|e|ent)|recherch(?:ons|e)|embauch(?:ons|e)|busca(?:mos)?|contrata(?:mos|rá)?|zoeken|zoekt|cerchiamo|assumiamo|assume|procuramos)";
const shapes = [
  `${verb}\\s(?:about|around|over|up to|at least|another|more than|rund|über|bis zu|weitere)?\\s?${number}\\s${middle}(?<who>(?:[\\p{L}/-]+\\s){0,2}${people})`,
  `(?:creat(?:e[sd]?|ing)|add(?:s|ing|ed)?|fill(?:ing)?|have|has|with|currently|schafft|schaffen|cré(?:e|ons|er)|crea|creará|creamos|aktuell|derzeit|zurzeit)\\s(?:about|around|over|up to|more than|another|rund|über|bis zu)?\\s?${number}\\s(?<who>(?:[\\p{L}/-]+\\s){0,2}?${posts})`,
  `(?:hire|recruit|add|einstellen|recruter|contratar)\\s(?:another\\s)?${number}(?<who>(?:\\smore)?)(?=\\s(?:by|before|this|over|within|until|bis|d[’']ici|people)(?!\\p{L}))`,
  "(?:hiring|recruiting|looking for|seeking|suchen|sucht)\\s(?!a\\s|an\\s|eine?n?\\s)(?<who>(?:\\p{L}[\\p{L}/-]*\\s){0,2}(?:engineers|developers|programmers|designers|scientists|analysts|consultants|researchers|technicians|entwickler(?:innen)?|ingenieure?))",
  `(?<=^\\D{0,12})${number}\\s(?<who>(?:[\\p{L}/-]+\\s){0,2}?${posts})(?=.{0,20}$)`,
].map((source) => new RegExp(`(?<!\\p{L})${source}(?!\\p{L})`, "iu"));

const notThis =
  /(?<!\p{L})(?:you|your|their|help\w*|employers|recruiters?|candidates|companies (?:like|such)|lets?|enables?|for our (?:customers|clients)|post (?:a|your|\d+) jobs?|job board|job seekers|years of|years[’']? experience|faster|hours|hired|has hired|have hired|if|why|how to|guide|freeze|paus\w+|not hiring|no longer|stop\w*|applicants|applications|looking for a job|kunden|bewerber\w*|salaries|interviews?)(?!\p{L})/iu;

/** The company says how many people it looks for, or of what trade. */
export const hiringIn: EventReader = (text, own) => {
  if (notThis.test(text)) return undefined;
  return shapes
    .map((pattern) => pattern.exec(text))
    .filter((match) => match !== null)
    .filter(({ index }) => isOurs(text, index, own))
    .map((match) => told(text, match))
    .find((found) => found !== undefined);
};

function told(text: string, match: RegExpExecArray): Told | undefined {
  const area = tradeOf(match.groups?.who ?? "");
  const count = numberOf(match.groups?.count);
  const place = placeIn(text.slice(match.index + match[0].length));
  if (count === null ? area === null : count < 2 || count > 50_000) return undefined;
  return {
    name: "hiring_signal",
    match,
    key: `${area} ${place}`,
    weight: (count ? 2 : 0) + (place ? 1 : 0),
    value: (since) => ({ area, place, count, since }),
  };
}

/** `Hiring 40 engineers` has no doer: on the company's own site that is the company. */
function isOurs(text: string, at: number, own: Parameters<EventReader>[1]): boolean {
  const doer = doerAt(text, at, own);
  return doer === "own" || (doer === "nobody" && text.slice(0, at).trim().length <= 20);
}

/** `30 people` are of no trade; `3 people managers` would be. */
function tradeOf(who: string): string | null {
  return /^(?:\p{L}+\s)*people$/iu.test(who) ? null : areaOf(who);
}

function numberOf(text: string | undefined): number | null {
  if (!text) return null;
  return words.get(text.toLowerCase()) ?? Number(text.replace(/[.,]/g, ""));
}

function placeIn(text: string): string | null {
  const named =
    /^\s(?:\p{Ll}+\s){0,3}?(?:in|at our|à|en|em|a|te|in der nähe von)\s(?:our |the )?(\p{Lu}[\p{L}.-]*(?:\s\p{Lu}[\p{L}.-]*){0,2})/u.exec(
      text,
    )?.[1];
  const place = named?.replace(/\.$/, "");
  return place && placeOf(place) ? place : null;
}
