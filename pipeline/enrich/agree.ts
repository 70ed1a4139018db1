import { companyKey, companyName } from "../identity/company-key.ts";
import { fold } from "../identity/fold.ts";
import { type Fact, type FactName, values } from "./fact.ts";

/** Two counts this far apart are the same company, counted on different days. */
const NEAR = 0.1;

type Size = { min: number; max: number | null };
type Same = (a: string, b: string) => boolean;

/** Texts whose spelling does not matter, and what of it does. */
const alike: Partial<Record<FactName, Same>> = {
  company_name: (a, b) => companyKey(a) === companyKey(b),
  parent: (a, b) => companyKey(a) === companyKey(b),
  legal_name: sameLegalName,
  hq_city: (a, b) => words(firstOf(a)) === words(firstOf(b)),
  register_number: (a, b) => bare(a) === bare(b),
  vat: (a, b) => bare(a) === bare(b),
};

/** Whether two statements under one name say the same, by whatever spelling or precision. */
export function agree(name: FactName, a: Fact["value"], b: Fact["value"]): boolean {
  const [one, other] = [sizeOf(name, a), sizeOf(name, b)];
  if (one && other) return overlap(one, other);
  if (typeof a === "string" && typeof b === "string") {
    return (alike[name] ?? sameWords)(a, b);
  }
  return JSON.stringify(a) === JSON.stringify(b);
}

function sizeOf(name: FactName, value: Fact["value"]): Size | undefined {
  if (name === "employees") return values.employees.safeParse(value).data;
  const count = name === "engineer_count" ? values.engineer_count.safeParse(value).data : undefined;
  return count === undefined ? undefined : { min: count, max: count };
}

function overlap(a: Size, b: Size): boolean {
  const reaches = (one: Size, other: Size) =>
    (one.max ?? Number.POSITIVE_INFINITY) * (1 + NEAR) >= other.min;
  return reaches(a, b) && reaches(b, a);
}

/** A form that one of them leaves out contradicts nothing; GmbH and AG are two companies. */
function sameLegalName(a: string, b: string): boolean {
  const [one, other] = [companyName(a).form, companyName(b).form];
  return companyKey(a) === companyKey(b) && (one === null || other === null || one === other);
}

function sameWords(a: string, b: string): boolean {
  return words(a) === words(b);
}

function words(text: string): string {
  return fold(text).join(" ");
}

/** `Berlin` of `Berlin, DE`. */
function firstOf(place: string): string {
  return place.split(",")[0] ?? place;
}

/** Letters and digits only: `HRB 1234 B` is `HRB1234B`. */
function bare(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
