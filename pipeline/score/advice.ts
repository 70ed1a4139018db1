import { values } from "../enrich/fact.ts";
import type { Decision, Part } from "./decision.ts";
import { factsNamed, type Known } from "./line.ts";
import { isDecisionMaker } from "./seniority.ts";
import { listed } from "./words.ts";

type Judged = Pick<Decision, "label" | "parts" | "unknown" | "riskFlags">;

/** Summary and next step, made of the decision's own parts and named facts only. */
export function advise(known: Known, decision: Judged): Pick<Decision, "summary" | "nextAction"> {
  const reasons = decision.parts
    .filter((part) => part.component !== "BASE" && part.component !== "CAP")
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { summary: summarise(reasons), nextAction: nextStep(known, decision, reasons) };
}

/** The strongest reason for and the strongest against, the weightier first; trifles are left to the list. */
function summarise(reasons: readonly Part[]): string {
  const best = reasons.find((part) => part.points > 0);
  const worst = reasons.find((part) => part.points < 0);
  return reasons
    .filter((part) => (part === best || part === worst) && Math.abs(part.points) > 1)
    .map((part) => `${part.because}.`)
    .join(" ");
}

/** What a call could open with, by the part that proves it. */
const topics: ReadonlyMap<string, string> = new Map([
  ["urgency", "their deadline"],
  ["enquiry", "what they asked for"],
  ["use_case", "what they want to do"],
  ["engagement", "your last talk"],
  ["referral", "who recommended you"],
  ["competitor", "what they compare you with"],
  ["hiring", "the people they are looking for"],
  ["funding", "their funding"],
  ["news_sentiment", "their latest news"],
  ["product_maturity", "what they just released"],
]);

function nextStep(
  known: Known,
  { label, unknown, riskFlags }: Judged,
  reasons: readonly Part[],
): string {
  if (riskFlags.some(({ rule }) => rule === "sanction-country")) {
    return "Check whether you may do business there before anybody calls.";
  }
  const who = personToCall(known);
  const hook = reasons.find(({ name, points }) => points > 0 && topics.has(name));
  const about = hook ? ` about ${topics.get(hook.name)}` : "";
  switch (label) {
    case "A":
      return `Call ${who} today${about}.`;
    case "B":
      return `Write to ${who} this week${about}.`;
    case "C":
      return unknown.length > 0
        ? `Find out ${listed(worthKnowing(unknown))} before you spend time on it.`
        : "Look again when something changes.";
    default:
      return "Leave it for now: nothing here suggests a sale.";
  }
}

/** The two answers that could move the score most, said as one looks for them. */
function worthKnowing(unknown: Decision["unknown"]): string[] {
  const reach = ({ min, max }: Decision["unknown"][number]) => max - min;
  const widest = unknown
    .filter(({ name }) => askable.has(name))
    .toSorted((a, b) => reach(b) - reach(a));
  const found = (widest.length > 0 ? widest : unknown).slice(0, 2);
  return found.map(({ label }) => label);
}

/** What one question to the company, or one look at it, can answer. */
const askable: ReadonlySet<string> = new Set([
  ...["size_band", "industry", "budget", "decision_maker", "urgency", "use_case"],
]);

function personToCall({ lead, facts }: Known): string {
  const named = factsNamed(facts, "person").flatMap(
    (fact) => values.person.safeParse(fact.value).data ?? [],
  );
  const decider = named.find(({ title }) => isDecisionMaker(title));
  const { name, title } = lead.name
    ? { name: lead.name, title: lead.title }
    : (decider ?? named[0] ?? nobody);
  if (!name) return "the company";
  return title ? `${name} (${title})` : name;
}

const nobody = { name: null, title: null };
