import { z } from "zod";

/**
 * What every door's raw input becomes before anything else looks at it.
 * `null` means the door did not say; enrichment may fill it, nobody guesses.
 */
export const LeadInput = z.object({
  /** Company name as written, e.g. `Northwind Traders`. */
  company: z.string().nullable(),
  /** Registrable domain of the company, lower case, punycode: `northwind.example`. Never a free-mail domain. */
  domain: z.string().nullable(),
  /** The page a person gave, normalised `https://…`. */
  website: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  title: z.string().nullable(),
  /** Their own LinkedIn page, canonical: `https://www.linkedin.com/in/ana-weber`. */
  linkedin: z.string().nullable().default(null),
  /** E.164, or the text as given where no country is known. */
  phone: z.string().nullable(),
  /** ISO 3166-1 alpha-2, upper case. */
  country: z.string().nullable(),
  productInterest: z.string().nullable(),
  freeText: z.string().nullable(),
  /** Where the lead came from in the tenant's words: `website`, `slack`, `teams`, `csv` … */
  source: z.string(),
  externalId: z.string().nullable(),
  pageUrl: z.string().nullable(),
  utm: z.object({
    source: z.string().nullable(),
    medium: z.string().nullable(),
    campaign: z.string().nullable(),
    term: z.string().nullable(),
    content: z.string().nullable(),
  }),
  /** Whole units of the tenant's currency, as stated by the lead. */
  budget: z.number().nullable(),
  /** How many people the company has, as stated. */
  employees: z.number().nullable().default(null),
  /** The consent text or flag the door recorded, verbatim. */
  consent: z.string().nullable(),
  /** What the door said besides, by its own names: unmapped columns, form fields nobody asked about. */
  extra: z.record(z.string(), z.string()).default({}),
  /** Rules that noticed something about the text: `suspicious_text`, `free_mail`, `disposable_mail`, `role_mail`. */
  flags: z.array(z.string()),
});
export type LeadInput = z.infer<typeof LeadInput>;
