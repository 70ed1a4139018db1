import { cleanLine } from "../clean-text.ts";
import { countryCode } from "../country.ts";
import type { LeadInput } from "../lead-input.ts";
import { missingOf, normalise, type RawLead } from "../normalise.ts";
import { suspicious } from "../suspicious.ts";
import { numberIn, unrounded } from "./cell-numbers.ts";
import { emailsIn } from "./emails-in.ts";
import { type ColumnField, columnFields, type Mapping } from "./fields.ts";
import { headerKey } from "./header-key.ts";
import type { RowReason } from "./reasons.ts";
import { tidyCell } from "./tidy-cell.ts";

/** A row as a lead, or the word for why it is none and the field to mend. */
export type RowReading =
  | { ok: true; raw: RawLead; lead: LeadInput }
  | { ok: false; reason: RowReason; field: ColumnField | null };

/** What is longer than a number or a list of addresses can be is only read so far. */
const SHORT = 100;
const LONG = 2_000;

type Said = Partial<Record<ColumnField, string>>;
type Extra = Record<string, string>;

/**
 * Reads the rows of one table, whose columns mean what the mapping says. What no field takes is
 * kept by its column's name: nothing a row says is lost, and nothing is guessed.
 */
export function rowReader(
  header: readonly string[],
  mapping: Mapping,
  source: string,
): (cells: readonly string[]) => RowReading {
  const fieldColumns = columnsOfFields(header, mapping);
  const used = new Set(fieldColumns.flatMap(({ columns }) => columns));
  const others = uniqueNames(header)
    .map((name, column) => ({ name, column }))
    .filter(({ column }) => !used.has(column));

  return (cells) => {
    const said: Said = {};
    for (const { field, columns } of fieldColumns) {
      for (const column of columns) said[field] ||= tidyCell(cells[column] ?? "");
    }
    const extra: Extra = {};
    for (const { name, column } of others) {
      const value = tidyCell(cells[column] ?? "");
      if (value !== "") extra[name] = value;
    }
    return readWords(said, extra, source);
  };
}

/** Where a header stands twice, the first filled cell counts, whichever column was mapped. */
function columnsOfFields(
  header: readonly string[],
  mapping: Mapping,
): { field: ColumnField; columns: number[] }[] {
  const keys = header.map(headerKey);
  const mapped = new Set(Object.values(mapping));
  return columnFields.flatMap((field) => {
    const first = mapping[field];
    if (first === undefined) return [];
    const twins = [...keys.keys()].filter(
      (column) => keys[column] === keys[first] && keys[first] !== "" && !mapped.has(column),
    );
    return [{ field, columns: [first, ...twins] }];
  });
}

/** Names to keep values by: a column without one is called by its number, a second one of a name too. */
function uniqueNames(header: readonly string[]): string[] {
  const seen = new Set<string>();
  return header.map((cell, column) => {
    const name = cell.trim() || `Column ${column + 1}`;
    const unique = seen.has(name) ? `${name} (${column + 1})` : name;
    seen.add(unique);
    return unique;
  });
}

function readWords(said: Said, others: Extra, source: string): RowReading {
  if (Object.values(said).every((value) => !value)) return no("empty", null);
  if (isYes(said.is_test)) return no("test_row", "is_test");

  const [email = null, ...moreEmails] = emailsIn(said.email?.slice(0, LONG) ?? "");
  const phone = unrounded(said.phone ?? "");
  if (phone === undefined) return no("rounded_number", "phone");
  const externalId = unrounded(said.external_id ?? "");
  if (externalId === undefined) return no("rounded_number", "external_id");

  const extra = { ...others, ...besides(said, moreEmails) };
  const raw = { ...rawOf(said), email, phone, externalId, extra };
  const { lead, problems } = normalise(raw, source);
  if (said.email && lead.email === null) return no("bad_email", "email");
  const hasBadUrl = problems.some(({ field }) => field === "url");
  if (missingOf(lead).includes("company")) {
    return hasBadUrl ? no("bad_url", "url") : no("no_company", "company");
  }
  if (hasBadUrl) lead.extra.url = cleanLine(said.url ?? "", 1_000);
  return { ok: true, raw, lead: { ...lead, flags: withSuspicion(lead.flags, raw) } };
}

function no(reason: RowReason, field: ColumnField | null): RowReading {
  return { ok: false, reason, field };
}

/** `TEST` is what LinkedIn writes where others say yes. */
function isYes(text: string | undefined): boolean {
  return /^(?:true|yes|y|1|x|ja|oui|s[ií]|igen|test\b.*)$/i.test(text ?? "");
}

/** The address of a lead in Sales Navigator, and behind its comma the search that found it. */
const searchOfLead = /(linkedin\.com\/sales\/(?:lead|people)\/[^,/?#\s]+)\S*/i;

function rawOf(said: Said): RawLead {
  const words = (field: ColumnField) => said[field] || null;
  return {
    company: words("company"),
    url: words("url"),
    name: words("name"),
    firstName: words("first_name"),
    lastName: words("last_name"),
    title: words("title"),
    linkedin: said.linkedin?.replace(searchOfLead, "$1") || null,
    country: said.country ? placeOf(said.country) : null,
    productInterest: words("product_interest"),
    freeText: words("free_text"),
    pageUrl: words("page_url"),
    utm: {
      source: words("utm_source"),
      medium: words("utm_medium"),
      campaign: words("utm_campaign"),
      term: words("utm_term"),
      content: words("utm_content"),
    },
    budget: wordsOf(numberIn(said.budget?.slice(0, SHORT) ?? "")),
    employees: wordsOf(numberIn(said.employees?.slice(0, SHORT) ?? "")),
    consent: words("consent"),
  };
}

/** What a lead has no place for, and words of which it keeps less than they say. */
function besides(said: Said, moreEmails: readonly string[]): Extra {
  const { city = "", industry = "", company_linkedin = "", country = "" } = said;
  const kept = {
    city,
    industry,
    company_linkedin,
    country: country && countryCode(country) === null ? country : "",
    employees: beyondDigits(said.employees),
    budget: beyondDigits(said.budget),
    other_emails: moreEmails.join(", "),
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== ""));
}

function beyondDigits(text = ""): string {
  return /^\d*(?:\.0+)?$/.test(text) ? "" : text;
}

function wordsOf(value: number | null): string | null {
  return value === null ? null : String(value);
}

/** The country of `Berlin, Germany`. */
function placeOf(text: string): string {
  const last = text.slice(text.lastIndexOf(",") + 1).trim();
  return countryCode(text) === null && countryCode(last) !== null ? last : text;
}

/** A table has more cells that people will see than the fields {@link normalise} looks at. */
function withSuspicion(flags: readonly string[], raw: RawLead): string[] {
  const shown = [raw.firstName, raw.lastName, ...Object.values(raw.extra ?? {})];
  return [...new Set([...flags, ...suspicious(shown.join("\n"))])];
}
