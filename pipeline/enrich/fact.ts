import { z } from "zod";

/** The facts research may state about a company; the order is the order of the evidence page. */
const factNames = [
  "company_name",
  "headline",
  "cta",
  "navigation",
  "language",
  "industry",
  "employees",
  "founded_year",
  "hq_city",
  "hq_country",
  "legal_name",
  "office_countries",
  "person",
  "tech",
  "ats",
  "job",
  "pricing_public",
  "news",
  "funding",
  "changelog",
  "contact_email",
  "contact_phone",
  "social",
] as const;
export type FactName = (typeof factNames)[number];

/**
 * One thing somebody said about a company, with the proof beside it.
 * Facts are never overwritten; readers pick the current one by `pickFacts`.
 */
export const Fact = z.object({
  name: z.enum(factNames),
  /** JSON only. Shapes by name are in `values` below. */
  value: z.json(),
  /** The page that says it; null when a person told us. */
  sourceUrl: z.string().nullable(),
  /** Literal text of that page (or header), at most 300 characters. */
  quote: z.string().nullable(),
  /** ISO 8601. When we saw it, or the date the page itself gives for news, jobs and funding. */
  observedAt: z.string(),
  /** `page` | `header` | `json_ld` | `lead` (the lead told us) | `person` (a colleague corrected it). */
  provider: z.string(),
  /** 0 to 1. */
  confidence: z.number(),
});
export type Fact = z.infer<typeof Fact>;

/** Shapes of `Fact.value` that scoring and cards rely on. Names not listed here carry a plain string. */
export const values = {
  employees: z.object({ min: z.int(), max: z.int().nullable() }),
  cta: z.object({ text: z.string(), url: z.string().nullable() }),
  navigation: z.array(z.string()),
  person: z.object({ name: z.string(), title: z.string().nullable() }),
  tech: z.object({ name: z.string(), category: z.string(), modern: z.boolean().nullable() }),
  job: z.object({
    title: z.string(),
    area: z.string().nullable(),
    place: z.string().nullable(),
    postedAt: z.string().nullable(),
  }),
  news: z.object({ title: z.string(), date: z.string().nullable() }),
  funding: z.object({
    round: z.string().nullable(),
    amount: z.string().nullable(),
    date: z.string().nullable(),
  }),
  changelog: z.object({ title: z.string(), date: z.string().nullable() }),
  pricing_public: z.boolean(),
  founded_year: z.int(),
  office_countries: z.array(z.string()),
} as const;

/** One page request made for a lead, kept for the receipt line, the evidence page and `/lead doctor`. */
export type PageVisit = {
  url: string;
  kind:
    | "robots"
    | "landing"
    | "about"
    | "team"
    | "careers"
    | "press"
    | "pricing"
    | "imprint"
    | "other";
  /** HTTP status; 0 when no answer came. */
  status: number;
  ms: number;
  bytes: number;
  via: "http" | "browser";
};

/** Why research of a company ended without success. One of a fixed list, so that it can be counted. */
const failures = [
  "robots_disallowed",
  "robots_unreachable",
  "dns",
  "blocked_address",
  "timeout",
  "connection",
  "http_error",
  "too_large",
  "not_html",
  "challenge",
  "needs_javascript",
  "parked",
  "redirect",
] as const;
export type Failure = (typeof failures)[number];
