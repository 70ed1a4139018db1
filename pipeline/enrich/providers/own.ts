import { z } from "zod";
import type { ProviderRecord } from "./provider.ts";
import { readField, Text, Whole } from "./read-fields.ts";

/** A tenant's own list is kept by people who know the company. */
const CONFIDENCE = 0.8;

const Company = z.looseObject({
  domain: Text,
  name: Text,
  legal_name: Text,
  industry: Text,
  /** 180, or "51-200". */
  employees: z
    .union([z.int(), z.string().max(20)])
    .nullish()
    .catch(null),
  founded_year: Whole,
  city: Text,
  country: Text,
});

/**
 * What a tenant's own look-up answers: `{"domain":"acme.com","industry":"…","employees":"51-200",
 * "founded_year":2004,"city":"…","country":"DE","name":"…","legal_name":"…"}`. The domain must be
 * there, everything else may be; 404 is "not known".
 */
export function readOwn(json: unknown, raw: string): ProviderRecord | null {
  const company = Company.safeParse(json).data;
  if (!company?.domain) return null;
  const { domain, name, legal_name, industry, employees, founded_year, city, country } = company;
  return {
    domains: [domain],
    confidence: CONFIDENCE,
    fields: [
      ...readField(raw, "company_name", ["name", name]),
      ...readField(raw, "legal_name", ["legal_name", legal_name]),
      ...readField(raw, "industry", ["industry", industry]),
      ...readField(raw, "employees", ["employees", employees]),
      ...readField(raw, "founded_year", ["founded_year", founded_year]),
      ...readField(raw, "hq_city", ["city", city]),
      ...readField(raw, "hq_country", ["country", country]),
    ],
  };
}
