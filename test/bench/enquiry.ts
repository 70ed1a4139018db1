import { accuracyOf, byRules, fields, withModel } from "../pipeline/enrich/enquiry-accuracy.ts";
import type { Result } from "./result.ts";

const RIGHT = 0.9;

/** The share of fields read right in the labelled messages; the opponent says of every field that it is not there. */
export async function enquiryFields(): Promise<Result[]> {
  const silent = { ...nothing };
  const [rules, model, plain] = [byRules, withModel, () => silent].map((read) => {
    const accuracy = accuracyOf(read);
    return fields.reduce((sum, field) => sum + accuracy[field], 0) / fields.length;
  });
  const opponent = "silence about every field";
  const result = (name: string, value = 0): Result => {
    return {
      name,
      value,
      unit: "right",
      opponent,
      ratio: value / (plain ?? 1),
      goal: { atLeast: RIGHT },
    };
  };
  return [result("enquiry_rules", rules), result("enquiry_model", model)];
}

const nothing = {
  ...{ use_case: null, urgency_days: null, budget_band: null, decision_maker: null },
  ...{ competitor_mentioned: null, complexity_level: null, blockers: null },
};
