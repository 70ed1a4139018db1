import type { Fact, PageVisit } from "../../pipeline/enrich/fact.ts";
import type { ResearchSettings } from "../../pipeline/enrich/research-settings.ts";
import type { World } from "../world.ts";
import type { SiteReader } from "./site-reader.ts";

/**
 * Where facts come from besides the pages of a site: DNS, feeds, job boards, models, paid providers.
 * A source that throws is noted and skipped: research goes on with what the others found.
 */
export type FactSource = {
  name: string;
  /** `beside`: while pages are read, it asks other hosts. `after`: it needs what the pages said. */
  when: "beside" | "after";
  /** One beside is asked once the landing page was read; later where it wants to see such a page too. */
  waitsFor?: PageVisit["kind"];
  find: (about: About, deps: SourceDeps) => Promise<Found>;
};

/** What is known when a source is asked. */
export type About = {
  /** Null on the command line: nothing is stored, and nothing paid may be asked. */
  lead: { tenantId: string; leadId: string; companyId: string } | null;
  domain: string;
  name: string | null;
  /** Everything found so far, in the order it was found. */
  facts: readonly Fact[];
  pages: readonly ReadText[];
  settings: ResearchSettings;
  msLeft: () => number;
};

/** A page as a person would read it. */
export type ReadText = {
  url: string;
  kind: PageVisit["kind"];
  title: string;
  /** Visible words only; every quote is found in it. */
  text: string;
  /** What the page is about, without menus, footers and banners: what a model is given. */
  markdown: string;
  /** Where the page leads, for job boards and feeds. */
  links: { url: string; text: string }[];
};

export type SourceDeps = Pick<
  World,
  | "db"
  | "web"
  | "llm"
  | "vendors"
  | "now"
  | "sleep"
  | "random"
  | "durations"
  | "log"
  | "publicUrl"
  | "watch"
> & { reader: SiteReader };

export type Found = { facts: Fact[]; visits: PageVisit[] };
export const nothingFound: Found = { facts: [], visits: [] };
