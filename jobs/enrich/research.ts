import { choosePages } from "../../pipeline/enrich/choose-pages.ts";
import type { Fact, Failure, PageVisit } from "../../pipeline/enrich/fact.ts";
import type { World } from "../world.ts";
import type { Refusal } from "./fetch-refusal.ts";
import { type Reading, readWebPage } from "./research-page.ts";
import { type HostRules, hostDelayMs, readRobots, robotsRefusal } from "./research-robots.ts";
import { userAgent } from "./web.ts";

const MORE_PAGES = 7;
const LANDING_TRIES = 3;

export type ResearchDeps = Pick<
  World,
  "web" | "browser" | "durations" | "now" | "sleep" | "publicUrl"
> & {
  /** Waits until a host may be asked again, and keeps everybody else away for `delayMs`. */
  takeTurn: (host: string, delayMs: number) => Promise<void>;
};

/** One request and what it brought. The body is there for pages that were read, UTF-8 by now. */
export type PageRead = {
  visit: PageVisit;
  facts: Fact[];
  body: Buffer | null;
  contentType: string;
};

export type Research = {
  ok: boolean;
  failure: Failure | null;
  /** Completes "could not read acme.com: …"; empty when it went well. */
  detail: string;
  visits: PageVisit[];
  ms: number;
  robots: "allowed" | "disallowed" | "none";
};

/**
 * Reads a company's public pages: robots.txt, the landing page, then the pages that one leads to.
 * `onPage` hears of every request as soon as it is done, so that cards can follow.
 */
export async function research(
  domain: string,
  deps: ResearchDeps,
  onPage: (page: PageRead) => Promise<void>,
): Promise<Research & { tries: number }> {
  const site = openSite(deps, onPage);
  const { landing, tries } = await readLanding(domain, site, deps);
  const { problem, page } = landing;
  const landingUrl = site.visits.at(-1)?.url ?? "";

  for (const next of page && !problem ? choosePages(landingUrl, page.links, MORE_PAGES) : []) {
    if (site.msLeft() <= site.delayMs(next.url)) break;
    await site.read(next.url, next.kind); // one that cannot be read is one less, no more
  }

  const closed =
    problem?.failure === "robots_disallowed" || problem?.failure === "robots_unreachable";
  return {
    ok: problem === null,
    failure: problem?.failure ?? null,
    detail: problem?.message ?? "",
    visits: site.visits,
    ms: deps.durations.researchMs - site.msLeft(),
    robots: closed ? "disallowed" : site.hasRobots(landingUrl) ? "allowed" : "none",
    tries,
  };
}

type Site = ReturnType<typeof openSite>;

/** Tries again where trying again can help; a name without an address may have one with `www.`. */
async function readLanding(
  domain: string,
  site: Site,
  { sleep, durations }: ResearchDeps,
): Promise<{ landing: Reading; tries: number }> {
  let url = domain.includes("://") ? domain : `https://${domain}/`;
  for (let tries = 1; ; tries++) {
    let landing = await site.read(url, "landing");
    if (landing.problem?.failure === "dns" && URL.canParse(url) && !/:\/\/www\./i.test(url)) {
      url = url.replace("://", "://www.");
      landing = await site.read(url, "landing");
    }
    if (!isTransient(landing) || tries === LANDING_TRIES || site.msLeft() <= 0) {
      return { landing, tries };
    }
    await sleep(durations.hostDelayMs * 2 ** tries);
  }
}

function isTransient({ problem, visits }: Reading): boolean {
  const status = visits.at(-1)?.status ?? 0;
  switch (problem?.failure) {
    case "timeout":
    case "connection":
    case "robots_unreachable":
      return true;
    case "http_error":
      return status >= 500 || status === 429;
    default:
      return false;
  }
}

/** One company's research: its time, what it asked, and what the hosts on its way want. */
function openSite(deps: ResearchDeps, onPage: (page: PageRead) => Promise<void>) {
  const startedAt = deps.now().getTime();
  const agent = userAgent(deps.publicUrl);
  const visits: PageVisit[] = [];
  const rules = new Map<string, HostRules>();
  const seen = new Set<string>();

  const msLeft = () => deps.durations.researchMs - (deps.now().getTime() - startedAt);
  const timeoutMs = () => Math.max(1, Math.min(deps.durations.pageMs, msLeft()));
  const delayMs = (url: string) => {
    return hostDelayMs(rules.get(new URL(url).host), deps.durations.hostDelayMs);
  };

  async function report(page: PageRead): Promise<void> {
    visits.push(page.visit);
    await onPage(page);
  }

  async function rulesOf(host: string): Promise<HostRules> {
    const known = rules.get(host);
    if (known) return known;

    const read = await readRobots(host, {
      web: deps.web,
      userAgent: agent,
      timeoutMs: timeoutMs(),
    });
    if (read.visit) await report({ visit: read.visit, facts: [], body: null, contentType: "" });
    // An unreachable host may be back at the next try.
    if (!read.refusal || read.refusal.failure === "robots_disallowed") rules.set(host, read);
    return read;
  }

  /** The gate before every request: what the host wants, then its turn. */
  async function admit(url: URL): Promise<Refusal | null> {
    const refusal = robotsRefusal(await rulesOf(url.host), url);
    if (!refusal) await deps.takeTurn(url.hostname, delayMs(url.href));
    return refusal;
  }

  async function read(url: string, kind: PageVisit["kind"]): Promise<Reading> {
    const limits = { userAgent: agent, timeoutMs: timeoutMs(), admit };
    const reading = await readWebPage(url, kind, { ...deps, ...limits });
    const last = reading.visits.at(-1);
    for (const visit of reading.visits) {
      const fresh = visit === last && !seen.has(visit.url);
      await report({ visit, ...(fresh ? contentOf(reading) : nothing) });
    }
    if (last && !reading.problem) seen.add(last.url);
    return reading;
  }

  const hasRobots = (url: string) => rules.get(URL.parse(url)?.host ?? "")?.found === true;
  return { visits, msLeft, delayMs, hasRobots, read };
}

const nothing = { facts: [], body: null, contentType: "" };

/** A page that wants JavaScript may have said something without it; other problems spoil all of it. */
function contentOf({ page, problem, html, contentType }: Reading): Omit<PageRead, "visit"> {
  if (!page || (problem && problem.failure !== "needs_javascript")) return nothing;
  return { facts: page.facts, body: Buffer.from(html), contentType };
}
