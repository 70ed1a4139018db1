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
  "engineer_count",
  "founded_year",
  "hq_city",
  "hq_country",
  "legal_name",
  "register_number",
  "vat",
  "parent",
  "status",
  "address",
  "office",
  "office_countries",
  "person",
  "customers_scale",
  "certification",
  "tech",
  "tech_change",
  "ats",
  "job",
  "hiring_signal",
  "layoff_signal",
  "pricing_public",
  "news",
  "funding",
  "acquisition",
  "changelog",
  "contact_email",
  "contact_phone",
  "mail_domain",
  "social",
  "suspicious_text",
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
  /**
   * `page` | `header` | `json_ld` | `feed` | `dns` | `job_board` | `llm` | `lead` (the lead told us) |
   * `person` (a colleague corrected it) | a paid provider's own name.
   */
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
  engineer_count: z.int(),
  /** `parent` is who owns it; `status` is `acquired`, `closed` … as the page says. */
  customers_scale: z.object({ count: z.int(), of: z.string() }),
  tech: z.object({ name: z.string(), category: z.string(), modern: z.boolean().nullable() }),
  /** Who moved from what to what; either side may be unnamed. */
  tech_change: z.object({
    from: z.string().nullable(),
    to: z.string().nullable(),
    date: z.string().nullable(),
  }),
  job: z.object({
    title: z.string(),
    area: z.string().nullable(),
    place: z.string().nullable(),
    postedAt: z.string().nullable(),
  }),
  news: z.object({ title: z.string(), date: z.string().nullable() }),
  /** Openings by role and place, summed up: `{ area: "data", place: "Berlin", count: 6 }`. */
  hiring_signal: z.object({
    area: z.string().nullable(),
    place: z.string().nullable(),
    count: z.int().nullable(),
    since: z.string().nullable(),
  }),
  layoff_signal: z.object({ count: z.int().nullable(), date: z.string().nullable() }),
  acquisition: z.object({
    /** `buyer`: this company bought `other`; `bought`: `other` bought it. */
    role: z.enum(["buyer", "bought"]),
    other: z.string(),
    date: z.string().nullable(),
  }),
  /** Whether mail to the company's domain can arrive: its MX, or why there is none. */
  mail_domain: z.object({ accepts: z.boolean(), host: z.string().nullable() }),
  /** Text that gives orders to programs; `kind` says how it was found. */
  suspicious_text: z.object({ kind: z.enum(["hidden", "orders", "canary"]) }),
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
    | "changelog"
    | "feed"
    | "job_board"
    | "dns"
    | "other";
  /** HTTP status; 0 when no answer came. */
  status: number;
  ms: number;
  bytes: number;
  /** `cache`: it had not changed since we read it, or is fresh enough not to be asked. */
  via: "http" | "browser" | "dns" | "cache";
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
  "not_allowed",
  "opted_out",
  "resting",
] as const;
export type Failure = (typeof failures)[number];
