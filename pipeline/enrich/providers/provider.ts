import { z } from "zod";

/** Whom facts can be bought from. `own` is a look-up of the tenant's own. */
export const providerKinds = ["clearbit", "people_data_labs", "own"] as const;
export type ProviderKind = (typeof providerKinds)[number];

/** Why an account is not asked any more until somebody resumes it. */
export type PauseReason = "credentials" | "payment" | "fill_rate";

/** Sources of facts that are no providers: an account must not be taken for one of them. */
const taken = ["page", "header", "json_ld", "feed", "dns", "job_board", "llm", "lead", "person"];

export const ProviderName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,29}$/, "use 2 to 30 small letters, digits and _, like people_data_labs")
  .refine((name) => !taken.includes(name), "choose another name: facts from elsewhere have it");

/** The facts that may be bought. */
export const paidFacts = [
  "industry",
  "employees",
  "founded_year",
  "hq_city",
  "hq_country",
  "legal_name",
  "company_name",
] as const;
export type PaidFact = (typeof paidFacts)[number];
export type Band = { min: number; max: number | null };

/** What a provider says about a company, whoever it is. */
export type ProviderRecord = {
  /** Every domain it knows the company by. */
  domains: string[];
  fields: ProviderField[];
  /** How far it is to be believed, from 0 to 1. */
  confidence: number;
};

/** A value with the piece of the answer it was read from, where that can be quoted. */
export type ProviderField = { name: PaidFact; value: string | number | Band; said: string | null };
