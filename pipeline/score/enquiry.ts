import { type Enquiry, readEnquiry, type Said, wordsOf } from "../enrich/enquiry.ts";
import type { Finding, Known, Line } from "./line.ts";
import { fromLead, linesOf, neutral } from "./line.ts";
import { asksForOffer } from "./phrases.ts";
import { clip, listed, mentions } from "./words.ts";

const fit = linesOf("FIT");
const intent = linesOf("INTENT");

/** The rubric's lines about the offer, in the lead's own words. */
export function needLines(known: Known): Line[] {
  const said = saidBy(known);
  const useCase = said.use_case?.value.includes("other") ? null : said.use_case;
  return [
    fit("use_case", "use case", [0, 8], heard(known, useCase, 8, "Wants what you offer")),
    fit("budget", "budget", [-5, 8], budget(known, said)),
    fit("complexity", "complexity", [-4, 0], complexity(known, said)),
    fit("not_a_buyer", "kind of enquiry", [-20, 0], notABuyer(known)),
  ];
}

/** The rubric's lines about how much they want it, in the lead's own words. */
export function wantLines(known: Known): Line[] {
  const said = saidBy(known);
  const compared = rivals(known, said);
  return [
    intent("referral", "referral", [0, 5], referral(known)),
    intent("urgency", "urgency", [0, 8], urgency(said)),
    intent("enquiry", "own enquiry", [0, 6], enquiry(known)),
    intent("competitor", "competitor", [0, 2], heard(known, compared, 2, "Compares you with")),
    intent("blocker", "obstacles", [-6, 0], heard(known, said.blockers, -6, "Names an obstacle")),
  ];
}

/** The same reading that the card shows. */
function saidBy({ said, lead, playbook }: Known): Enquiry {
  return said ?? readEnquiry(wordsOf(lead), playbook);
}

/** Null when the lead said nothing at all; where it said nothing of this, that is known and counts nothing. */
function heard(
  { lead }: Known,
  said: Said<string[]> | null,
  points: number,
  meaning: string,
): Finding | null {
  if (wordsOf(lead) === "") return null;
  if (!said) return neutral(0);
  const { value, quote, by } = said;
  const what = by === "rules" ? listed(value.slice(0, 3)) : `“${clip(quote, 80)}”`;
  return fromLead(value.length, points, `${meaning}: ${what}`);
}

/** Only those on the tenant's list are known to be rivals; of others a model must have said so. */
function rivals(
  { playbook }: Known,
  { competitor_mentioned: said }: Enquiry,
): Said<string[]> | null {
  if (said?.by !== "rules") return said;
  const value = said.value.filter((name) => playbook.competitors.includes(name));
  return value.length > 0 ? { ...said, value } : null;
}

function complexity(known: Known, { complexity_level: said }: Enquiry): Finding | null {
  const beyond = mentions(wordsOf(known.lead), known.playbook.beyondOffer);
  const isMuch = beyond.length > 0 || (said?.by === "model" && said.value === "high");
  const asked = isMuch && said ? { ...said, value: beyond.length > 0 ? beyond : ["high"] } : null;
  return heard(known, asked, -4, "Asks for more than you offer");
}

/** What a form has a field for; in running text only what a model read counts. */
function budget({ lead, playbook }: Known, { budget_band: said }: Enquiry): Finding | null {
  const read = said?.by === "model" ? (said.value.max ?? said.value.min) : null;
  const stated = lead.budget ?? read;
  if (stated === null) return null;
  const { min, max } = playbook.budget;
  const amount = stated.toLocaleString("en-US");
  if (stated < min) return fromLead(stated, -5, `Budget below your deals: ${amount}`);
  if (max !== null && stated > max) return neutral(stated); // too much money is no fault
  return fromLead(stated, 8, `Budget in your band: ${amount}`);
}

const noJobYet =
  /^(?:\p{L}+ )?(?:student(?:in)?|étudiante?|estudiante|studente(?:ssa)?|job ?seeker)$/iu;

function notABuyer(known: Known): Finding | null {
  const { title } = known.lead;
  if (title && noJobYet.test(title.trim())) return fromLead(1, -20, `Not a buyer: ${title}`);
  const text = wordsOf(known.lead);
  const value = mentions(text, known.playbook.negatives);
  const said = value.length > 0 ? { value, quote: text, by: "rules" as const } : null;
  return heard(known, said, -20, "Not a buyer, in their own words");
}

const recommended =
  /(?<!\p{L})(?:referrals?|referred|recommend(?:ed|ation)|partners?|empfehlung|empfohlen|recommandation|recommandée? par|recomendación|recomendado|parrainage|passaparola)(?!\p{L})/iu;
const recommendedBy =
  /(?<!\p{L})(?:(?:referred|recommended) (?:to us |you )?by|(?:recommended|referred) (?:you|us)|empfohlen (?:von|durch)|(?:auf|durch) empfehlung|recommandée?s? par|recomendad[oa]s? por|consigliat[oi] da|aanbevolen door)(?!\p{L})/iu;

/** Silence about it is unknown; a campaign that is none is known. */
function referral({ lead }: Known): Finding | null {
  const told = recommendedBy.test(lead.freeText ?? "");
  const tagged = [lead.source, lead.utm.source ?? ""].some((text) => recommended.test(text));
  if (told || tagged) return fromLead(1, 5, "Came by recommendation");
  return lead.utm.source === null ? null : neutral(0);
}

function urgency({ urgency_days: said }: Enquiry): Finding | null {
  if (!said) return null;
  const { value: days, quote } = said;
  if (days > 90) return neutral(days);
  return days <= 30
    ? fromLead(days, 8, `Wants it soon: “${clip(quote, 80)}”`)
    : fromLead(days, 4, `Has a date in mind: “${clip(quote, 80)}”`);
}

/** Sources in which a colleague wrote the text, or somebody wrote it down for them. */
const writtenByUs: ReadonlySet<string> = new Set(["slack", "teams", "csv", "import"]);

function enquiry(known: Known): Finding | null {
  const text = wordsOf(known.lead);
  if (!text) return null;
  if (asksForOffer(text)) return fromLead(2, 6, "Asked for a demo or an offer");
  return writtenByUs.has(known.lead.source) ? neutral(0) : fromLead(1, 3, "Wrote to you first");
}
