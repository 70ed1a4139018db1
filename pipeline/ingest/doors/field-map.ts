import { z } from "zod";

/** The fields a tenant may map its own to. */
export const mappable = [
  "company",
  "url",
  "website",
  "email",
  "name",
  "firstName",
  "lastName",
  "title",
  "linkedin",
  "phone",
  "country",
  "productInterest",
  "freeText",
  "pageUrl",
  "budget",
  "employees",
  "consent",
] as const;

/** Their name of a field → ours. */
export const FieldMap = z.record(z.string().max(100), z.enum(mappable)).default({});
export type FieldMap = z.infer<typeof FieldMap>;
