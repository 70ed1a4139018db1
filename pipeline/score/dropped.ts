import type { Decision } from "./decision.ts";
import type { Verdict } from "./gates.ts";

/** The decision about a lead that a gate stopped: a rule's name instead of a score. */
export function dropped(verdict: Verdict): Decision {
  return {
    score: null,
    label: "Drop",
    gate: verdict,
    parts: [],
    unknown: [],
    bars: [],
    features: {},
    riskFlags: [],
    summary: "",
    nextAction: "",
    modelVersion: "gates 1",
  };
}
