import type { Finding, Known, Line } from "./line.ts";
import { fromLead, linesOf, neutral } from "./line.ts";
import { asksForOffer, urgencyOf } from "./phrases.ts";
import { listed, mentions } from "./words.ts";

const fit = linesOf("FIT");
const intent = linesOf("INTENT");

/** The rubric's lines about the offer, in the lead's own words. */
export function needLines(known: Known): Line[] {
  const { useCases, beyondOffer, negatives } = known.playbook;
  return [
    fit("use_case", "use case", [0, 8], heard(known, useCases, 8, "Wants what you offer")),
    fit("budget", "budget", [-5, 8], budget(known)),
    fit(
      "complexity",
      "complexity",
      [-4, 0],
      heard(known, beyondOffer, -4, "Asks for more than you offer"),
    ),
    fit("not_a_buyer", "kind of enquiry", [-20, 0], notABuyer(known, negatives)),
  ];
}

/** The rubric's lines about how much they want it, in the lead's own words. */
export function wantLines(known: Known): Line[] {
  const { competitors, blockers } = known.playbook;
  return [
    intent("referral", "referral", [0, 5], referral(known)),
    intent("urgency", "urgency", [0, 8], urgency(known)),
    intent("enquiry", "own enquiry", [0, 6], enquiry(known)),
    intent("competitor", "competitor", [0, 2], heard(known, competitors, 2, "Compares you with")),
    intent("blocker", "obstacles", [-6, 0], heard(known, blockers, -6, "Names an obstacle")),
  ];
}

function wordsOf({ lead }: Known): string {
  return [lead.freeText, lead.productInterest].filter(Boolean).join("\n");
}

/** Null when the lead said nothing at all; said without these phrases, it is known and counts nothing. */
function heard(
  known: Known,
  phrases: readonly string[],
  points: number,
  meaning: string,
): Finding | null {
  const text = wordsOf(known);
  if (!text) return null;
  const hits = mentions(text, phrases);
  if (hits.length === 0) return neutral(0);
  return fromLead(hits.length, points, `${meaning}: ${listed(hits.slice(0, 3))}`);
}

function budget({ lead, playbook }: Known): Finding | null {
  if (lead.budget === null) return null;
  const { min, max } = playbook.budget;
  const amount = lead.budget.toLocaleString("en-US");
  if (lead.budget < min) return fromLead(lead.budget, -5, `Budget below your deals: ${amount}`);
  if (max !== null && lead.budget > max) return neutral(lead.budget); // too much money is no fault
  return fromLead(lead.budget, 8, `Budget in your band: ${amount}`);
}

const noJobYet =
  /^(?:\p{L}+ )?(?:student(?:in)?|étudiante?|estudiante|studente(?:ssa)?|job ?seeker)$/iu;

function notABuyer(known: Known, negatives: readonly string[]): Finding | null {
  const { title } = known.lead;
  if (title && noJobYet.test(title.trim())) return fromLead(1, -20, `Not a buyer: ${title}`);
  return heard(known, negatives, -20, "Not a buyer, in their own words");
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

function urgency({ lead }: Known): Finding | null {
  const found = urgencyOf(lead.freeText ?? "");
  if (!found) return null;
  const { days, words } = found;
  if (days > 90) return neutral(days);
  return days <= 30
    ? fromLead(days, 8, `Wants it soon: “${words}”`)
    : fromLead(days, 4, `Has a date in mind: “${words}”`);
}

/** Sources in which a colleague wrote the text, or somebody wrote it down for them. */
const writtenByUs: ReadonlySet<string> = new Set(["slack", "teams", "csv", "import"]);

function enquiry(known: Known): Finding | null {
  const text = wordsOf(known);
  if (!text) return null;
  if (asksForOffer(text)) return fromLead(2, 6, "Asked for a demo or an offer");
  return writtenByUs.has(known.lead.source) ? neutral(0) : fromLead(1, 3, "Wrote to you first");
}
