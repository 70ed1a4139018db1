import type { RawLead } from "../normalise.ts";
import type { FieldMap } from "./field-map.ts";
import { ownOf } from "./json.ts";
import type { RawField } from "./record.ts";

/** What lead-ad forms call their standard questions, in all of the three: case and separators aside. */
const standard: Readonly<Record<string, RawField>> = {
  email: "email",
  email_address: "email",
  work_email: "email",
  full_name: "name",
  name: "name",
  first_name: "firstName",
  last_name: "lastName",
  phone_number: "phone",
  work_phone_number: "phone",
  work_phone: "phone",
  phone: "phone",
  job_title: "title",
  title: "title",
  company_name: "company",
  company: "company",
  company_website: "url",
  website: "url",
  company_size: "employees",
  country: "country",
  linkedin_profile_link: "linkedin",
  linkedin_profile: "linkedin",
  product: "productInterest",
  message: "freeText",
};

/** A form's answer: what the form calls the question, and what people read. */
export type FormAnswer = { name: string; label: string; value: string };

/** Answers of a lead-ad form as a lead. What nobody mapped is kept under the question's own words. */
export function leadOfAnswers(answers: readonly FormAnswer[], map: FieldMap): RawLead {
  const lead: RawLead = {};
  const extra: Record<string, string> = {};
  for (const { name, label, value } of answers) {
    if (value.trim() === "") continue;
    const ours = fieldOf(name, map) ?? fieldOf(label, map);
    if (ours === undefined || lead[ours]) extra[label || name] = value;
    else lead[ours] = value;
  }
  return { ...lead, extra };
}

function fieldOf(name: string, map: FieldMap): RawField | undefined {
  const mapped = ownOf(map, name);
  if (mapped) return mapped;
  const key = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
  return ownOf(standard, key);
}
