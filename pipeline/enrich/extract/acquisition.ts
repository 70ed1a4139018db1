import { placeOf } from "../read-place.ts";
import type { EventReader } from "./dated-events.ts";
import { doerAt, isOwn, type Own } from "./dated-own.ts";
import { isPersonName } from "./names.ts";

/** What may stand between the verb and the name: `acquires the Berlin-based freight start-up Kestrel`. */
const between =
  "(?:(?!(?:in|at|from|by|during|since|with|for|through|to|last|this|into|on|and|its|our|their|more|new|customers?|users?|leads?|talent|when)\\s)(?:\\p{Ll}[\\p{L}-]*|\\p{Lu}\\p{L}*-based|Dutch|German|French|Spanish|Italian|Swiss|Austrian|Belgian|Danish|Swedish|Norwegian|Finnish|Polish|British|UK|US|American|Canadian|European|Irish|Portuguese|Czech|Estonian|Indian|Israeli|Australian|100|51|%)\\s){0,7}";
const name =
  "(?<name>(?:\\p{Lu}|\\d+\\p{Lu})[\\p{L}\\d.&'’+-]*(?:\\s(?!(?:To|In|For|From|With|As|After|On|At|By|And|The|Expanding|Strengthening|Adding|Boosting|Creating)\\s)(?:(?:de|of|und|&)\\s)?\\p{Lu}[\\p{L}\\d.&'’+-]*){0,4})";

const bought = [
  "acquires?|acquired|to acquire|to buy|buys|bought|takes? over|took over|purchases|snaps up",
  "(?:acquisition|takeover|purchase|adquisición|overname|acquisizione|aquisição) (?:of|van|de|di|da|do)|übernahme (?:von|der|des)",
  "übernimmt|kauft|erwirbt|hat|acquiert|rachète|adquiere|compra|neemt|acquisisce|adquire",
  "acquisition d[eu]|rachat d[eu]",
].map(shape);
const sold = [
  "(?:acquired|bought|taken over|purchased) by|(?:now|become|becomes|became) (?:a )?(?:proud )?part of|(?:wird|ist jetzt|ist nun) teil (?:von|der|des)|joins the|has joined the",
  "(?:acquise?|rachetée?|reprise?) par|adquirid[ao] por|comprad[ao] por|overgenomen door|acquisit[ao] da|von|durch",
].map(shape);

/** The verb in any case, as headlines have it; the name as names are written. */
function shape(verbs: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?<verb>(?i:${verbs}))(?:\\s|(?<=d)['’])${between}${name}`, "u");
}

/** Verbs that say nothing until the sentence ends: `hat Kestrel übernommen`, `neemt Kestrel over`. */
const halves: ReadonlyMap<string, RegExp> = new Map([
  ["hat", /^\s(?:übernommen|gekauft|erworben)(?!\p{L})/u],
  ["von", /^\s(?:übernommen|gekauft|erworben)(?!\p{L})/u],
  ["durch", /^\s(?:übernommen|gekauft|erworben)(?!\p{L})/u],
  ["neemt", /^\sover(?!\p{L})/u],
]);

/** `den Zählerhersteller Kranich`: German writes what a company does like a name. */
const apposition =
  /^\p{L}+(?:hersteller|anbieter|spezialist|unternehmen|agentur|dienstleister|händler|entwickler|start-?up)\s(?=\p{Lu})/u;

const notDone =
  /(?<!\p{L})(?:rumou?r\w*|in talks|talks to|consider(?:s|ing)|explor\w+|(?-i:may)|might|could|would|should|fail(?:s|ed)|terminat\w+|abandon\w*|block(?:s|ed)?|plan(?:s|ned)? to|how to|help\w*|lets you|allows?|want to|looking to|opportunit\w+|strategy|funnel|cost)(?!\p{L})/iu;
const generic =
  /(?<!\p{L})(?:you|we|they|i|he|she|it|who|iso|soc|certificat\w*|customers?|users?|clients?|leads?|talent|data|skills?|knowledge|more|better|your|our|us|traffic|companies|businesses|competitor|property|land|shares?|licen[cs]es?|inc|team|family|movement|journey|community|network|future|fight|world|vertrieb|januar|january|february|march|april|may|june|july|august|september|october|november|december)(?!\p{L})/iu;

/** Who bought whom, where the company is one of the two. */
export const acquisitionIn: EventReader = (text, own) => {
  if (notDone.test(text)) return undefined;
  const buyer = named(sold, text);
  if (buyer && isOwn(buyer.other, own)) return byAnother(text, buyer.match, "buyer");
  if (buyer && isCompany(buyer.other, own) && isSold(text, buyer.match, own)) {
    return told("bought", buyer);
  }
  const target = named(bought, text);
  if (!target) return undefined;
  const side = doerAt(text, target.match.index, own);
  const rest = text.slice(target.match.index + target.match[0].length);
  const isOurs = side === "own" || (/^ (?:by|durch|par|por|door) /.test(rest) && isOwn(rest, own));
  if (isOurs && isCompany(target.other, own)) return told("buyer", target);
  return side !== "own" && isOwn(target.other, own)
    ? byAnother(text, target.match, "bought")
    : undefined;
};

type Named = { match: RegExpExecArray; other: string };

function named(shapes: readonly RegExp[], text: string): Named | undefined {
  for (const pattern of shapes) {
    const match = pattern.exec(text);
    const { name, verb = "" } = match?.groups ?? {};
    const half = halves.get(verb.toLowerCase());
    if (!match || !name || (half && !half.test(text.slice(match.index + match[0].length))))
      continue;
    return { match, other: name.replace(apposition, "").replace(/['’]s$|[.,'’-]+$/, "") };
  }
  return undefined;
}

/** In `Kestrel, acquired by Litware`, read on our page, Kestrel was sold and we were not. */
function isSold(text: string, { index }: RegExpExecArray, own: Own): boolean {
  const before = text.slice(0, index);
  const another = /(?:acquires?|acquisition of|übernahme von|bought) /i.test(before);
  return doerAt(text, index, own) === "own" && (!another || isOwn(before, own));
}

/** `Kestrel acquires Northwind`, or `Kestrel is now part of Northwind`, on Northwind's own page. */
function byAnother(text: string, match: RegExpExecArray, role: "buyer" | "bought") {
  const before =
    /(\p{Lu}[\p{L}\d.&'’+-]*(?:\s\p{Lu}[\p{L}\d.&'’+-]*){0,3})(?:\s(?:has|have|is|was|has been|completes|announces))?\s*$/u;
  const other = before.exec(text.slice(0, match.index))?.[1];
  const joined = role === "buyer" && other && isPersonName(other);
  return other && !joined && isCompany(other, []) ? told(role, { match, other }) : undefined;
}

function isCompany(other: string, own: Own): boolean {
  return !isOwn(other, own) && !generic.test(other) && !placeOf(other) && other.length >= 2;
}

function told(role: "buyer" | "bought", { match, other }: Named) {
  return {
    name: "acquisition" as const,
    match,
    key: other,
    weight: 0,
    value: (date: string | null) => ({ role, other, date }),
  };
}
