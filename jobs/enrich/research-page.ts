import { STATUS_CODES } from "node:http";
import type { PageVisit } from "../../pipeline/enrich/fact.ts";
import { type ReadPage, readPage } from "../../pipeline/enrich/read-page.ts";
import type { World } from "../world.ts";
import { type Fetched, fetchPage, pageCaps } from "./fetch.ts";
import { Refusal } from "./fetch-refusal.ts";

export type PageDeps = Pick<World, "web" | "browser" | "now"> & {
  userAgent: string;
  timeoutMs: number;
  admit: (url: URL) => Promise<Refusal | null>;
};

/** One page as far as it could be read. A problem does not mean that there is nothing to keep. */
export type Reading = {
  /** The requests it took: none when the page was not allowed, two when a browser helped. */
  visits: PageVisit[];
  page: ReadPage | null;
  html: string;
  contentType: string;
  problem: Refusal | null;
};

/** Reads a page without JavaScript, and with it where the page shows nothing otherwise. */
export async function readWebPage(
  address: string,
  kind: PageVisit["kind"],
  deps: PageDeps,
): Promise<Reading> {
  const fetched = await fetchPage(address, deps.web, { ...pageCaps, ...deps, accept: "page" });
  const { url, status, ms, bytes } = fetched;
  const visit: PageVisit = { url, kind, status, ms, bytes, via: "http" };
  const visits = fetched.requests > 0 ? [visit] : [];

  if (!fetched.ok) {
    const problem = new Refusal(fetched.failure, fetched.detail);
    return { visits, page: null, html: "", contentType: "", problem };
  }

  const { headers, text: html } = fetched;
  const page = readPage({ html, url, headers, kind, observedAt: deps.now().toISOString() });
  const problem = problemOf(page, status);
  const contentType = "text/html; charset=utf-8"; // `html` is decoded by now
  const reading = { visits, page, html, contentType, problem };
  return page.shell && !problem ? await render(reading, fetched, kind, deps) : reading;
}

async function render(
  reading: Reading,
  { url, headers }: Fetched,
  kind: PageVisit["kind"],
  { web, browser, now, timeoutMs, admit }: PageDeps,
): Promise<Reading> {
  const without = "it shows nothing without JavaScript";
  if (!browser)
    return { ...reading, problem: needsJavaScript(`${without}, and there is no browser here`) };
  const refusal = await admit(new URL(url));
  if (refusal) return { ...reading, problem: refusal };

  const startedAt = now().getTime();
  const shown = await browser.render(url, web, timeoutMs).catch((error: unknown) => {
    return needsJavaScript("it did not open in a browser either", error);
  });
  if (shown instanceof Refusal) return { ...reading, problem: shown };

  const visit: PageVisit = {
    url: shown.url,
    kind,
    status: shown.status,
    ms: now().getTime() - startedAt,
    bytes: Buffer.byteLength(shown.html),
    via: "browser",
  };
  const visits = [...reading.visits, visit];
  // A script may have led to a host whose wishes nobody has read yet.
  const moved =
    new URL(shown.url).host === new URL(url).host ? null : await admit(new URL(shown.url));
  if (moved) return { ...reading, visits, problem: moved };

  const { html } = shown;
  const page = readPage({ html, url: shown.url, headers, kind, observedAt: now().toISOString() });
  const empty =
    page.textLength === 0 ? needsJavaScript("it shows nothing, even with JavaScript") : null;
  return { ...reading, visits, page, html, problem: problemOf(page, shown.status) ?? empty };
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
