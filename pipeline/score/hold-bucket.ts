import type { Enquiry } from "../enrich/enquiry.ts";
import type { Decision } from "./decision.ts";
import type { Known } from "./line.ts";
import { score } from "./scorecard.ts";

/**
 * Scores a lead. What a model read may add reasons and move points, but never the bucket: where it
 * would, only what rules and people say counts. So nothing that is written to talk to a model can
 * decide who gets a lead.
 */
export function scoreHeld(known: Known): Decision {
  const whole = score(known);
  const byRules = score({
    ...known,
    facts: known.facts.filter(
      ({ provider, name }) => provider !== "llm" || name === "suspicious_text",
    ),
    said: known.said ? withoutModel(known.said) : null,
  });
  return whole.label === byRules.label ? whole : byRules;
}

function withoutModel(said: Enquiry): Enquiry {
  const { use_case, urgency_days, budget_band, decision_maker, competitor_mentioned } = said;
  return {
    use_case: byRules(use_case),
    urgency_days: byRules(urgency_days),
    budget_band: byRules(budget_band),
    decision_maker: byRules(decision_maker),
    competitor_mentioned: byRules(competitor_mentioned),
    complexity_level: byRules(said.complexity_level),
    blockers: byRules(said.blockers),
  };
}

function byRules<One extends { by: "rules" | "model" }>(one: One | null): One | null {
  return one?.by === "rules" ? one : null;
}
