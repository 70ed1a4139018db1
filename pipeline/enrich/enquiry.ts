import type { LeadInput } from "../ingest/lead-input.ts";
import { urgencyOf } from "../score/phrases.ts";
import type { Playbook } from "../score/playbook.ts";
import { isDecisionMaker } from "../score/seniority.ts";
import { mentions } from "../score/words.ts";
import { type Band, budgetIn } from "./enquiry-budget.ts";
import { decisionBy, levelBy, selfTitles, usedProducts } from "./enquiry-phrases.ts";

/** Something a lead said, and the words that say it. */
export type Said<Value> = {
  value: Value;
  /** Literal words of theirs. */
  quote: string;
  by: "rules" | "model";
};

/** What a lead says of its own plans; null is what it does not say. */
export type Enquiry = {
  /** The tenant's own words for what it offers; `other` where it is none of these. */
  use_case: Said<string[]> | null;
  urgency_days: Said<number> | null;
  budget_band: Said<Band> | null;
  /** Whether the writer decides: `yes`, or `no` where somebody else does. */
  decision_maker: Said<"yes" | "no"> | null;
  competitor_mentioned: Said<string[]> | null;
  complexity_level: Said<Level> | null;
  blockers: Said<string[]> | null;
};
type Level = "low" | "medium" | "high";

/** The lead's own words, as scoring, models and cards read them. */
export function wordsOf({
  freeText,
  productInterest,
}: Pick<LeadInput, "freeText" | "productInterest">): string {
  return [freeText, productInterest].filter(Boolean).join("\n");
}

/** Reads an enquiry by rules. Whoever scores it and whoever shows it read the same. */
export function readEnquiry(text: string, playbook: Playbook): Enquiry {
  const urgency = urgencyOf(text);
  const budget = budgetIn(text);
  return {
    use_case: listed(text, mentions(text, playbook.useCases)),
    urgency_days: urgency && said(urgency.days, urgency.words),
    budget_band: budget && said(budget.band, budget.quote),
    decision_maker: decisionIn(text),
    competitor_mentioned: listed(text, competitorsIn(text, playbook)),
    complexity_level: levelIn(text, playbook),
    blockers: listed(text, mentions(text, playbook.blockers)),
  };
}

function said<Value>(value: Value, quote: string): Said<Value> {
  return { value, quote, by: "rules" };
}

/** The first of the phrases proves them all: it stands in the text, perhaps in other letters. */
function listed(text: string, found: readonly string[]): Said<string[]> | null {
  return found.length > 0 ? said([...found], sentenceWith(text, found)) : null;
}

const LONGEST = 200;

/** The sentence that one of these phrases stands in. */
function sentenceWith(text: string, phrases: readonly string[]): string {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/u).filter(Boolean);
  const first = sentences.find((sentence) => mentions(sentence, phrases).length > 0) ?? text;
  return first.trim().slice(0, LONGEST);
}

/** The tenant's list, and whatever the lead says it uses or looks at. */
function competitorsIn(text: string, { competitors }: Playbook): string[] {
  const known = mentions(text, competitors);
  const named = usedProducts(text).filter(
    (name) => !known.some((one) => one.toLowerCase() === name.toLowerCase()),
  );
  return [...known, ...named];
}

/** What somebody says of decisions, else the title they give themselves. */
function decisionIn(text: string): Enquiry["decision_maker"] {
  const stated = decisionBy(text);
  if (stated) return said(stated.value, stated.quote);
  const title = selfTitles(text).find(isDecisionMaker);
  return title === undefined ? null : said("yes", title);
}

function levelIn(text: string, { beyondOffer }: Playbook): Enquiry["complexity_level"] {
  const beyond = mentions(text, beyondOffer);
  if (beyond.length > 0) return said("high", sentenceWith(text, beyond));
  const level = levelBy(text);
  return level && said(level.value, level.quote);
}
