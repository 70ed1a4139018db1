import { z } from "zod";
import { cleanLine } from "../../ingest/clean-text.ts";
import { countryCode } from "../../ingest/country.ts";
import { industryOf } from "../industries.ts";
import type { Band, PaidFact, ProviderField } from "./provider.ts";

const LONGEST = 200;

/** What is not text of a sensible length is as good as not said. */
export const Text = z
  .string()
  .transform((text) => cleanLine(text, LONGEST))
  .nullish()
  .catch(null);
export const Whole = z.int().nullish().catch(null);
export const Domains = z
  .array(z.string().max(253))
  .max(100)
  .nullish()
  .catch(null)
  .transform((domains) => domains ?? []);

/** A key of the answer with its value, as it came. */
type Said = readonly [key: string, value: string | number | null | undefined];

/** Reads one field from the first of several places that says something usable. */
export function readField(raw: string, name: PaidFact, ...places: Said[]): ProviderField[] {
  for (const [key, value] of places) {
    if (value === null || value === undefined || value === "") continue;
    const read = readers[name](value);
    if (read !== null) return [{ name, value: read, said: literal(raw, key, value) }];
  }
  return [];
}

/** `"employees":180`, where exactly that stands in the answer. */
function literal(raw: string, key: string, value: string | number): string | null {
  const pair = [JSON.stringify(key), JSON.stringify(value)];
  return [pair.join(":"), pair.join(": ")].find((piece) => raw.includes(piece)) ?? null;
}

type Read = (value: string | number) => string | number | Band | null;

const readers: Record<PaidFact, Read> = {
  industry: (value) => industryOf(String(value)) ?? String(value),
  employees: bandOf,
  founded_year: (value) => (Number.isInteger(Number(value)) ? Number(value) : null),
  hq_city: String,
  hq_country: (value) => countryCode(String(value)),
  legal_name: String,
  company_name: String,
};

/** `180`, `51-200`, `251-1K`, `10001+`, `100K+`. */
export function bandOf(value: string | number): Band | null {
  const [, low = "", high, more] =
    /^\s*([\d,.]+k?)\s*(?:(?:-|–|to)\s*([\d,.]+k?)|(\+))?\s*$/i.exec(String(value)) ?? [];
  const min = wholeOf(low);
  if (min === null || min < 1) return null;
  if (more) return { min, max: null };
  const max = high === undefined ? min : wholeOf(high);
  return max === null || max < min ? null : { min, max };
}

function wholeOf(text: string): number | null {
  const [, digits = "", thousand] = /^([\d,.]+?)(k?)$/i.exec(text) ?? [];
  const n = thousand ? Number(digits) * 1_000 : Number(digits.replaceAll(/[,.](?=\d{3}\b)/g, ""));
  return digits !== "" && Number.isInteger(n) ? n : null;
}
