import { legalForms } from "../../data/people-words.ts";
import { countryCode } from "../country.ts";
import type { ColumnField } from "./fields.ts";
import { isNothing } from "./nothing.ts";

const email = /^(?:mailto:)?[^\s@<>]+@[^\s@<>]+\.\p{L}{2,}/iu;
const linkedinPerson = /linkedin\.com\/(?:in|pub|sales\/(?:lead|people))\//i;
const linkedinCompany = /linkedin\.com\/(?:company|showcase|school|sales\/company)\//i;
const webAddress = /^(?:https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#]\S*)?$/iu;
const frontPage = /^(?:https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/?$/iu;
const phone =
  /^'?(?:\+|00|\(|0\d)[\d\s()./-]{6,24}(?:(?:x|ext\.?)\s?\d+)?$|^\d{3}[-. ]\d{3}[-. ]\d{4}$/i;
const rounded = /^\d[.,]\d+e\+\d+$/i;
const headCount =
  /^[\d.,\s\u00a0'’]+(?:k|\+)*(?:\s?(?:-|–|—|to|bis)\s?[\d.,\s\u00a0'’]+k?)?\+?(?:\s\p{L}+)?$/iu;
const amount = /\d/;
const yesNo = /^(?:true|false|yes|no|ja|nein|oui|non|s[ií]|igen|nem|0|1|y|n)$/i;
const wholeName = /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3}$/u;
const legalForm = new RegExp(`(?:^|[\\s,])(?:${legalForms})\\.?$`, "u");

/** Whether a value could stand in a column of a field; fields that may say anything are left out. */
export const looksLike: Readonly<Partial<Record<ColumnField, (value: string) => boolean>>> = {
  email: (value) => email.test(value),
  url: (value) => webAddress.test(value) && !/linkedin\.com\//i.test(value),
  linkedin: (value) => linkedinPerson.test(value),
  company_linkedin: (value) => linkedinCompany.test(value),
  phone: (value) => phone.test(value) || rounded.test(value) || /^\d{6,15}$/.test(value),
  country: (value) => isCountry(value),
  employees: (value) => headCount.test(value),
  budget: (value) => amount.test(value),
  page_url: (value) => webAddress.test(value) || value.startsWith("/"),
  is_test: (value) => yesNo.test(value) || /test/i.test(value),
  company: isWords,
  name: isWords,
  first_name: isWords,
  last_name: isWords,
  title: (value) => isWords(value) && !/^(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau|Dipl|Mag)\b/.test(value),
  city: isWords,
  industry: isWords,
  product_interest: isWords,
};

/** What values alone give away, where the header does not: never a guess from one word. */
export const givesAway: readonly { field: ColumnField; test: (value: string) => boolean }[] = [
  { field: "email", test: (value) => email.test(value) },
  { field: "linkedin", test: (value) => linkedinPerson.test(value) },
  { field: "company_linkedin", test: (value) => linkedinCompany.test(value) },
  { field: "url", test: (value) => frontPage.test(value) },
  { field: "phone", test: (value) => phone.test(value) },
  { field: "country", test: isCountry },
];

/** Where there are no headers at all, a little courage. */
export const suggests: readonly { field: ColumnField; test: (value: string) => boolean }[] = [
  { field: "company", test: (value) => legalForm.test(value) },
  { field: "name", test: (value) => wholeName.test(value) && !legalForm.test(value) },
];

/** Longer values are judged by their start. */
const JUDGED = 300;

/** The values of a column that say something. */
export function filledValues(sample: readonly string[][], column: number): string[] {
  return sample
    .map((row) => (row[column] ?? "").slice(0, JUDGED).trim())
    .filter((value) => !isNothing(value));
}

export function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

/** Whether a cell holds a value rather than the name of a column. */
export function isPlainlyValue(cell: string): boolean {
  return (
    email.test(cell) ||
    /:\/\//.test(cell) ||
    frontPage.test(cell) ||
    /^[\d\s().,+/:-]{3,}$/.test(cell)
  );
}

function isWords(value: string): boolean {
  return /\p{L}/u.test(value) && !email.test(value) && !/:\/\//.test(value);
}

function isCountry(value: string): boolean {
  const last = value.slice(value.lastIndexOf(",") + 1).trim();
  return countryCode(last) !== null;
}
