import { countryCode } from "../ingest/country.ts";
import type { Fact, FactName } from "./fact.ts";
import { industryOf } from "./industries.ts";

/** What a colleague may correct, by the field of the form; the order is the form's. */
export const correctable = {
  industry: "industry",
  employees: "employees",
  country: "hq_country",
  city: "hq_city",
  legal_name: "legal_name",
  technology: "tech",
} as const satisfies Record<string, FactName>;
export type Correctable = keyof typeof correctable;

type Values = Readonly<Record<string, string>>;
type ByHand = { ok: true; facts: Fact[] } | { ok: false; errors: Record<string, string> };
type Read = { values: Fact["value"][] } | { error: string };

const MOST_TECHNOLOGIES = 10;

/**
 * What a colleague filled in, as facts that win over every page; fields left empty change nothing.
 * `by` is quoted as the source, with how they know. `take_back` empties what colleagues said of one
 * field, so that pages count again.
 */
export function factsByHand(values: Values, by: string, at: Date): ByHand {
  const errors: Record<string, string> = {};
  const quote = [`${by} said so`, values.note].filter(Boolean).join(": ").slice(0, 300);
  const told = { sourceUrl: null, quote, observedAt: at.toISOString(), confidence: 1 };
  const facts = Object.entries(correctable).flatMap(([field, name]): Fact[] => {
    const read = readField(field as Correctable, values); // a key of `correctable`
    if ("error" in read) errors[field] = read.error;
    const said = "error" in read ? [] : read.values;
    return said.map((value) => ({ ...told, name, value, provider: "person" }));
  });
  const isEmpty = facts.length === 0 && Object.keys(errors).length === 0;
  if (isEmpty && !values.website) errors.industry = "Fill in at least one field.";
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, facts };
}

function readField(field: Correctable, values: Values): Read {
  const typed = values[field];
  const isTakenBack = values.take_back === field || values.take_back === "all";
  if (!isTakenBack) return typed ? reading[field](typed) : { values: [] };
  return typed ? { error: "Leave this empty to use what pages say." } : { values: [null] };
}

const reading: Record<Correctable, (typed: string) => Read> = {
  industry: (typed) => text(industryOf(typed) ?? typed, 80, "an industry, for example Logistics"),
  employees: readSize,
  country(typed) {
    const code = countryCode(typed);
    const error = "Write a country's name or its two letters, for example DE.";
    return code ? { values: [code] } : { error };
  },
  city: (typed) => text(typed, 80, "a city, for example Berlin"),
  legal_name: (typed) => text(typed, 160, "the name in the register, for example Acme GmbH"),
  technology(typed) {
    const names = [...new Set(typed.split(/[,;\n]/).map((name) => name.trim()))].filter(Boolean);
    const long = names.some((name) => !isName(name, 60));
    if (names.length === 0 || names.length > MOST_TECHNOLOGIES || long) {
      return { error: `Write up to ${MOST_TECHNOLOGIES} names, for example HubSpot, SAP.` };
    }
    return { values: names.map((name) => ({ name, category: "named", modern: null })) };
  },
};

/** `180`, `1,200`, `180–220`, `500+`. */
function readSize(typed: string): Read {
  const error = "Write a whole number, for example 180, or 180–220.";
  const found = /^(\d[\d.,'\s]*)(?:(\+)|\s*[-–—]\s*(\d[\d.,'\s]*))?$/u.exec(typed.trim());
  const [min, max] = [wholeOf(found?.[1]), wholeOf(found?.[3])];
  if (!found || min === null) return { error };
  if (found[2]) return { values: [{ min, max: null }] };
  if (found[3] === undefined) return { values: [{ min, max: min }] };
  return max === null || max < min ? { error } : { values: [{ min, max }] };
}

function wholeOf(digits: string | undefined): number | null {
  const size = Number((digits ?? "").replaceAll(/[\s,.']/g, ""));
  return Number.isSafeInteger(size) && size > 0 && size <= 10_000_000 ? size : null;
}

function text(typed: string, most: number, example: string): Read {
  return isName(typed, most) ? { values: [typed] } : { error: `Write ${example}.` };
}

function isName(typed: string, most: number): boolean {
  return typed.length <= most && /[\p{L}\p{N}]/u.test(typed);
}
