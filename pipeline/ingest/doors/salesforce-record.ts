import type { FieldMap } from "./field-map.ts";
import { fieldsOf, ownOf, parseJson } from "./json.ts";
import { momentOf, type RawField, recordId, type Statement, valuesOf } from "./record.ts";

/** A notification's record, as an arrival of ours keeps it: its fields and nothing of the session. */
export type KeptRecord = { account: string; type: string; fields: Record<string, string | null> };

const person = {
  Name: "name",
  FirstName: "firstName",
  LastName: "lastName",
  Email: "email",
  Phone: "phone",
  MobilePhone: "phone",
  Title: "title",
} as const;

/** Salesforce's own fields, by kind of record. */
const names: Readonly<Record<string, Readonly<Record<string, RawField>>>> = {
  Lead: {
    ...person,
    Company: "company",
    Website: "url",
    CountryCode: "country",
    Country: "country",
    NumberOfEmployees: "employees",
    Description: "freeText",
    ProductInterest__c: "productInterest",
  },
  Contact: { ...person, MailingCountryCode: "country", MailingCountry: "country" },
  Account: {
    Name: "company",
    Website: "url",
    Phone: "phone",
    BillingCountryCode: "country",
    BillingCountry: "country",
    NumberOfEmployees: "employees",
  },
  Opportunity: { Name: "productInterest", Amount: "budget", Description: "freeText" },
};

/** What a notification says of its record: the fields its message was set up with. */
export function readSalesforce(raw: string, receivedMs: number, map: FieldMap): Statement[] {
  const kept = fieldsOf(parseJson(raw));
  const fields = fieldsOf(kept.fields);
  const account = String(kept.account ?? "");
  const link = fields.AccountId;
  const related = typeof link === "string" ? [recordId("company", account, link)] : [];
  return [
    {
      atMs: momentOf(fields.SystemModstamp) ?? momentOf(fields.LastModifiedDate) ?? receivedMs,
      values: valuesOf(fields, { ...ownOf(names, kept.type), ...map }),
      gone: fields.IsDeleted === "true",
      related,
    },
  ];
}
