import { STATUS_CODES } from "node:http";
import type { PageVisit } from "../../pipeline/enrich/fact.ts";
import { type ReadPage, readPage } from "../../pipeline/enrich/read-page.ts";
import type { World } from "../world.ts";
import { Refusal } from "./fetch-refusal.ts";
import type { Read, SiteReader } from "./site-reader.ts";

export type PageDeps = Pick<World, "web" | "browser" | "now"> & {
  reader: SiteReader;
  timeoutMs: number;
};

/** One page as far as it could be read. A problem does not mean that there is nothing to keep. */
export type Reading = {
  /** The requests it took: none when the page was not allowed, one more when a browser helped. */
  visits: PageVisit[];
  page: ReadPage | null;
  /** Where the page was found, after redirects. */
  url: string;
  headers: Record<string, string>;
  html: string;
  /** What it looked like in a browser. */
  screenshot: Buffer | null;
  problem: Refusal | null;
};

/** Reads a page without JavaScript, and with it where the page shows nothing otherwise. */
export async function readWebPage(
  address: string,
  kind: PageVisit["kind"],
  deps: PageDeps,
): Promise<Reading> {
  const { reader, timeoutMs } = deps;
  const read = await reader.read(address, { kind, accept: "page", timeoutMs });
  const { visits, url } = read;
  const nothing = { visits, url, page: null, headers: {}, html: "", screenshot: null };
  if (!read.ok) return { ...nothing, problem: new Refusal(read.failure, read.detail) };

  const { headers, text: html } = read;
  const page = pageOf(html, { url, headers, kind }, deps);
  const problem = problemOf(page, read.status);
  const reading = { ...nothing, page, headers, html, problem };
  return page.shell && !problem ? await render(reading, read, kind, deps) : reading;
}

async function render(
  reading: Reading,
  { url, headers }: Read & { ok: true },
  kind: PageVisit["kind"],
  deps: PageDeps,
): Promise<Reading> {
  if (!deps.browser) {
    const problem = needsJavaScript(
      "it shows nothing without JavaScript, and there is no browser here",
    );
    return { ...reading, problem };
  }
  const shown = await show(deps.browser, new URL(url), deps);
  if (shown instanceof Refusal) return { ...reading, problem: shown };

  const { html, status, ms, screenshot } = shown;
  const bytes = Buffer.byteLength(html);
  const visit: PageVisit = { url: shown.url, kind, status, ms, bytes, via: "browser" };
  const page = pageOf(html, { url: shown.url, headers, kind }, deps);
  const empty =
    page.textLength === 0 ? needsJavaScript("it shows nothing, even with JavaScript") : null;
  return {
    visits: [...reading.visits, visit],
    url: shown.url,
    ...{ page, headers, html, screenshot },
    problem: problemOf(page, status) ?? empty,
  };
}

/** Each address the page goes to by itself is asked for like any other, one after the other. */
async function show(
  browser: NonNullable<World["browser"]>,
  address: URL,
  { reader, web, now, timeoutMs }: PageDeps,
) {
  let turn: URL | null = null;
  const go = async (to: URL) => {
    if (turn) await reader.done(turn);
    turn = null;
    const refusal = await reader.admit(to);
    if (!refusal) turn = to;
    return refusal;
  };

  try {
    const refusal = await go(address);
    if (refusal) return refusal;
    const startedAt = now().getTime();
    const shown = await browser.render(address.href, web, timeoutMs, async (to) => !(await go(to)));
    // A server may have led elsewhere without asking; what it showed there counts as never seen.
    const end = new URL(shown.url);
    const moved = end.host === (turn ?? address).host ? null : await go(end);
    return moved ?? { ...shown, ms: now().getTime() - startedAt };
  } catch (error) {
    return needsJavaScript("it did not open in a browser either", error);
  } finally {
    if (turn) await reader.done(turn);
  }
}

function pageOf(
  html: string,
  about: { url: string; headers: Record<string, string>; kind: PageVisit["kind"] },
  { now }: PageDeps,
): ReadPage {
  return readPage({ html, ...about, observedAt: now().toISOString() });
}

function problemOf(page: ReadPage, status: number): Refusal | null {
  if (page.challenge) return new Refusal("challenge", "it wants proof that a human is asking");
  if (status < 200 || status > 299) {
    return new Refusal("http_error", `it answered ${status} ${STATUS_CODES[status] ?? ""}`.trim());
  }
  if (page.parked) return new Refusal("parked", "the domain is parked");
  return null;
}

function needsJavaScript(detail: string, cause?: unknown): Refusal {
  return new Refusal("needs_javascript", detail, { cause });
}
