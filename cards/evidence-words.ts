import type { Candidate, Disagreement } from "../pipeline/enrich/disagree.ts";
import type { FactName } from "../pipeline/enrich/fact.ts";
import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import { factLabels } from "./fact-words.ts";
import { count } from "./numbers.ts";

type Others = NonNullable<LeadView["others"]>;

/** What the evidence page and the notes about facts say. */
export const evidenceWords = {
  title: "What pages say",
  nothing: "Nothing was read.",
  columns: ["Fact", "Quote", "Source", "Seen", "Sure"],
  disagree: "Where sources disagree",
  pictures: "What the browser saw",
  pictureOf: (url: string) => `The page ${url} as it looked`,
  inData: (text: string) => `In the page's data: ${text}`,
  expired: "The page itself is no longer kept; its words are.",
  changed: "Quoted from an earlier version of the page.",
  goneSince: (when: string) => `Gone since ${when}`,
  old: "may be out of date",
  counts: "counts",
  none: "No page of this company is read here any more.",
  erasedTitle: "Erased",
  erased: "This lead was erased, with everything that was known about it.",
  erasedWhy: "Nothing of it is kept, so there is no evidence left to show.",
  sourcesDisagree: ({ name, sources }: Pick<Disagreement, "name" | "sources">) => {
    const about = factLabels[name].toLowerCase();
    return sources < 2
      ? `One page says two things about ${about}`
      : `${count(sources, "source")} disagree about ${about}`;
  },
  seenAgo: (days: number) => `seen ${agoOf(days)}`,
  others: ({ named, more }: Others, company: string) => {
    const names = named.map(({ name, title }) => (title === null ? name : `${name} (${title})`));
    const rest = more > 0 ? [`${more} more`] : [];
    return `${count(named.length + more, "other")} from ${company}: ${[...names, ...rest].join(", ")}`;
  },
} as const;

/** Why a candidate counts, or does not. */
export const standingWords: Record<Candidate["standing"], string> = {
  chosen: "counts",
  agrees: "says the same",
  source: "a less trusted source",
  surer: "less sure",
  newer: "older",
};

/** The facts under the heading they stand under, in the order of the page. */
export const factGroups: { title: string; names: readonly FactName[] }[] = [
  {
    title: "The company",
    names: [
      "company_name",
      "headline",
      "industry",
      "employees",
      "engineer_count",
      "founded_year",
      "hq_city",
      "hq_country",
      "office",
      "office_countries",
      "customers_scale",
      "certification",
      "pricing_public",
      "language",
      "cta",
      "navigation",
    ],
  },
  {
    title: "Why now",
    names: [
      "hiring_signal",
      "job",
      "funding",
      "acquisition",
      "layoff_signal",
      "tech_change",
      "news",
      "changelog",
    ],
  },
  { title: "Technology", names: ["tech", "ats", "mail_domain"] },
  {
    title: "In the register",
    names: ["legal_name", "register_number", "vat", "parent", "status", "address"],
  },
  { title: "People and contact", names: ["person", "contact_email", "contact_phone", "social"] },
  { title: "Take care", names: ["suspicious_text"] },
];

/** `5 days ago`, `7 months ago`, `2 years ago`. */
function agoOf(days: number): string {
  if (days < 1) return "today";
  if (days < 60) return `${count(days, "day")} ago`;
  if (days < 700) return `${count(Math.round(days / 30), "month")} ago`;
  return `${count(Math.round(days / 365), "year")} ago`;
}
