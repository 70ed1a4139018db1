import { choosePages } from "../../pipeline/enrich/choose-pages.ts";
import { readText } from "../../pipeline/enrich/clean-text.ts";
import type { Fact, Failure, PageVisit } from "../../pipeline/enrich/fact.ts";
import type { World } from "../world.ts";
import { askSources } from "./ask-sources.ts";
import type { About, FactSource, ReadText, SourceDeps } from "./fact-source.ts";
import { readLanding } from "./research-landing.ts";
import { type Reading, readWebPage } from "./research-page.ts";

export type ResearchDeps = SourceDeps &
  Pick<World, "browser"> &
  Pick<About, "lead" | "name" | "settings"> & { sources: readonly FactSource[] };

/** What a page or another source brought, as soon as it did. */
export type Step = {
  visits: PageVisit[];
  facts: Fact[];
  page: KeptPage | null;
  /** Pages of the site that were read so far. */
  read: number;
  /** Pages that will have been read at the end, as far as one can tell. */
  expected: number;
};

/** A page as it is kept: its text is UTF-8 by now. */
export type KeptPage = {
  url: string;
  headers: Record<string, string>;
  html: string;
  screenshot: Buffer | null;
};

export type Research = {
  failure: Failure | null;
  /** Completes "could not read acme.com: …"; empty when it went well. */
  detail: string;
  visits: PageVisit[];
  /** What this research found. */
  facts: Fact[];
  /** How often the landing page was asked for. */
  tries: number;
  ms: number;
};

/** Ends after which nobody else is asked about a company either: it is none, or it wants to be left alone. */
const final: ReadonlySet<Failure> = new Set([
  "dns",
  "blocked_address",
  "parked",
  "not_allowed",
  "opted_out",
]);

/**
 * Reads a company's public pages: the landing page, then the most telling ones it leads to, while
 * other sources are asked beside and after them. `onStep` hears of everything as soon as it is
 * there, so that cards can follow.
 */
export async function research(
  domain: string,
  deps: ResearchDeps,
  onStep: (step: Step) => Promise<void>,
  address: string = domain.includes("://") ? domain : `https://${domain}/`,
): Promise<Research> {
  const run = startRun(domain, deps, onStep);
  const sources = askSources(deps.sources, run.about, deps, (found) => {
    return run.note({ ...found, page: null });
  });

  const { landing, tries } = await readLanding(address, run, deps);
  const failure = landing.problem?.failure ?? null;
  if (failure === null || !final.has(failure)) {
    const toRead = failure === null && landing.page ? run.plan(landing) : [];
    sources.start(toRead);
    while (toRead.length > 0) {
      const next = toRead[0];
      if (!next || (await deps.reader.waitMs(new URL(next.url))) >= run.msLeft()) break;
      await run.read(next.url, next.kind, deps.durations.pageMs); // a page less is no failure
      toRead.shift();
      sources.start(toRead);
    }
    sources.start([]);
    await sources.finish();
  }

  const { visits } = run;
  const ms = deps.durations.researchMs - run.msLeft();
  return {
    ...{ failure, detail: landing.problem?.message ?? "" },
    ...{ visits, facts: [...run.about.facts], tries, ms },
  };
}

export type Run = ReturnType<typeof startRun>;

/** One company's research: its time, and what it found so far. */
function startRun(domain: string, deps: ResearchDeps, onStep: (step: Step) => Promise<void>) {
  const startedAt = deps.now().getTime();
  const msLeft = () => deps.durations.researchMs - (deps.now().getTime() - startedAt);
  const visits: PageVisit[] = [];
  const facts: Fact[] = [];
  const pages: ReadText[] = [];
  const seen = new Set<string>();
  let expected = deps.settings.pages;
  const { lead, name, settings } = deps;
  const about: About = { lead, domain, name, facts, pages, settings, msLeft };

  async function note(step: Omit<Step, "read" | "expected">): Promise<void> {
    visits.push(...step.visits);
    facts.push(...step.facts);
    await onStep({ ...step, read: pages.length, expected });
  }

  async function read(url: string, kind: PageVisit["kind"], ms: number): Promise<Reading> {
    const timeoutMs = Math.max(1, Math.min(ms, msLeft()));
    const reading = await readWebPage(url, kind, { ...deps, timeoutMs });
    const { page, html, headers, screenshot } = reading;
    const isNew = page !== null && isUseful(reading) && !seen.has(reading.url);
    if (isNew) {
      seen.add(reading.url);
      pages.push({ url: reading.url, kind, ...readText(page.document), links: page.links });
    }
    await note({
      visits: reading.visits,
      facts: isNew ? page.facts : [],
      page: isNew ? { url: reading.url, headers, html, screenshot } : null,
    });
    return reading;
  }

  function plan({ url, page }: Reading): { url: string; kind: PageVisit["kind"] }[] {
    const chosen = choosePages(url, page?.links ?? [], settings.pages - 1);
    expected = 1 + chosen.length;
    return chosen;
  }

  return { about, visits, msLeft, note, read, plan };
}

/** A page that wants JavaScript may have said something without it; other problems spoil all of it. */
function isUseful({ problem }: Reading): boolean {
  return problem === null || problem.failure === "needs_javascript";
}
