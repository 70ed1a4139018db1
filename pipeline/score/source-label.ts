import { kindOf } from "../enrich/choose-pages.ts";
import type { Fact, PageVisit } from "../enrich/fact.ts";

const pages: Readonly<Record<PageVisit["kind"], string>> = {
  robots: "robots.txt",
  landing: "Home page",
  about: "About page",
  team: "Team page",
  careers: "Careers",
  press: "Press",
  pricing: "Pricing",
  imprint: "Imprint",
  changelog: "Changelog",
  feed: "Feed",
  job_board: "Job board",
  dns: "DNS",
  other: "Web page",
};

/** What a link to a fact's proof is called: `Careers`, `you told us`, `Rita said so`. */
export function sourceLabel({ provider, quote, sourceUrl }: Fact): string {
  if (provider === "person") return quote ?? "a colleague said so";
  if (provider === "lead" || sourceUrl === null) return "you told us";
  if (provider === "header") return "HTTP header";
  if (provider === "dns") return "DNS record";
  const path = URL.parse(sourceUrl)?.pathname ?? "";
  if (/changelog|releases?\b|whats?-new|updates/i.test(path)) return "Changelog";
  if (/\bblog\b/i.test(path)) return "Blog";
  return pages[kindOf(sourceUrl)];
}
