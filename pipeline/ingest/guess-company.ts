import { identify } from "./identify.ts";
import type { LeadInput } from "./lead-input.ts";

/**
 * What the rest of a form may say about the company: too weak to be taken for granted, good enough
 * to be checked by a person.
 */
export function guessCompany(input: LeadInput): { company: string | null; site: string | null } {
  const words = Object.entries(input.extra).map(([name, value]) => `${name}: ${value}`);
  const found = identify([...words, input.freeText ?? ""].join("\n"));
  return { company: found.company, site: found.domain };
}
