import { countryCode } from "../ingest/country.ts";
import type { Fact } from "./fact.ts";
import { industryOf } from "./industries.ts";

type ByHand = { ok: true; facts: Fact[] } | { ok: false; errors: Record<string, string> };

/** What a colleague filled in, as facts that win over every page. `by` is quoted as the source. */
export function factsByHand(values: Record<string, string>, by: string, at: Date): ByHand {
  const errors: Record<string, string> = {};
  const facts: Fact[] = [];
  const say = (name: Fact["name"], value: Fact["value"]) => {
    const quote = `${by} said so`;
    const observedAt = at.toISOString();
    facts.push({
      name,
      value,
      sourceUrl: null,
      quote,
      observedAt,
      provider: "person",
      confidence: 1,
    });
  };

  if (values.industry) say("industry", industryOf(values.industry) ?? values.industry);
  if (values.employees) {
    const size = Number(values.employees.replaceAll(/[\s,.]/g, ""));
    if (Number.isInteger(size) && size > 0) say("employees", { min: size, max: size });
    else errors.employees = "Write a whole number, for example 180.";
  }
  if (values.country) {
    const code = countryCode(values.country);
    if (code) say("hq_country", code);
    else errors.country = "Write a country's name or its two letters, for example DE.";
  }
  if (facts.length === 0 && Object.keys(errors).length === 0) {
    errors.industry = "Fill in at least one field.";
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, facts };
}
