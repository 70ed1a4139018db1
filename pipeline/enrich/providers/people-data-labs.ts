import { z } from "zod";
import type { ProviderRecord } from "./provider.ts";
import { Domains, readField, Text, Whole } from "./read-fields.ts";

/** Its likelihood runs from 1 to 10, and its best match is still an estimate. */
const LEAST = 0.5;
const PER_STEP = 0.03;

const Company = z.looseObject({
  website: Text,
  alternative_domains: Domains,
  display_name: Text,
  name: Text,
  size: Text,
  industry: Text,
  founded: Whole,
  location: z.looseObject({ locality: Text, country: Text }).nullish().catch(null),
  likelihood: z.number().min(0).max(10).nullish().catch(null),
});

/**
 * A company as `GET /v5/company/enrich` answers it; null for what is no such answer. Its size is
 * what the company says of itself; its employee_count only counts profiles it knows.
 */
export function readPeopleDataLabs(json: unknown, raw: string): ProviderRecord | null {
  const company = Company.safeParse(json).data;
  if (!company?.website) return null;
  const { website, alternative_domains, size, industry, founded, location, likelihood } = company;
  return {
    domains: [website, ...alternative_domains],
    confidence: LEAST + PER_STEP * (likelihood ?? 0),
    fields: [
      ...readField(
        raw,
        "company_name",
        ["display_name", company.display_name],
        ["name", company.name],
      ),
      ...readField(raw, "industry", ["industry", industry]),
      ...readField(raw, "employees", ["size", size]),
      ...readField(raw, "founded_year", ["founded", founded]),
      ...readField(raw, "hq_city", ["locality", location?.locality]),
      ...readField(raw, "hq_country", ["country", location?.country]),
    ],
  };
}
