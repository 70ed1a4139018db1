import { z } from "zod";
import type { ProviderRecord } from "./provider.ts";
import { Domains, readField, Text, Whole } from "./read-fields.ts";

/** It matches domains exactly, and its counts are estimates. */
const CONFIDENCE = 0.7;

/** The company attributes of its Enrichment API that Baton has a use for. */
const Company = z.looseObject({
  domain: Text,
  domainAliases: Domains,
  name: Text,
  legalName: Text,
  foundedYear: Whole,
  category: z
    .looseObject({ industry: Text, industryGroup: Text, sector: Text })
    .nullish()
    .catch(null),
  geo: z.looseObject({ city: Text, countryCode: Text }).nullish().catch(null),
  metrics: z.looseObject({ employees: Whole, employeesRange: Text }).nullish().catch(null),
});

/** A company as `GET /v2/companies/find` answers it; null for what is no such answer. */
export function readClearbit(json: unknown, raw: string): ProviderRecord | null {
  const company = Company.safeParse(json).data;
  if (!company?.domain) return null;
  const { domain, domainAliases, name, legalName, foundedYear, category, geo, metrics } = company;
  return {
    domains: [domain, ...domainAliases],
    confidence: CONFIDENCE,
    fields: [
      ...readField(raw, "company_name", ["name", name]),
      ...readField(raw, "legal_name", ["legalName", legalName]),
      ...readField(
        raw,
        "industry",
        ["industry", category?.industry],
        ["industryGroup", category?.industryGroup],
        ["sector", category?.sector],
      ),
      ...readField(
        raw,
        "employees",
        ["employees", metrics?.employees],
        ["employeesRange", metrics?.employeesRange],
      ),
      ...readField(raw, "founded_year", ["foundedYear", foundedYear]),
      ...readField(raw, "hq_city", ["city", geo?.city]),
      ...readField(raw, "hq_country", ["countryCode", geo?.countryCode]),
    ],
  };
}
