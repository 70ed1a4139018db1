import { fetchPage, type Limits, pageCaps } from "../../jobs/enrich/fetch.ts";
import type { Web } from "../../jobs/world.ts";
import { readDocument } from "../../pipeline/enrich/read-document.ts";
import { readPage } from "../../pipeline/enrich/read-page.ts";
import { employeesSentence, measured, nothingTaken, PAGES, type Taken } from "./crawl-pages.ts";

/* Our fetcher and reader without politeness, so many pages at once; `READ` is how much is read of each. */

const { PORT, AT_ONCE, READ } = process.env;
const port = Number(PORT);
const pages = READ === "all" ? PAGES / 5 : PAGES;
const address = "127.0.0.1";
const web: Web = {
  resolve: async () => [{ address, family: 4 }],
  isPublic: (asked) => asked === address,
  portFor: () => port,
  records: async () => [],
};
const limits: Limits = {
  ...pageCaps,
  ...{ userAgent: "Baton/1.0", timeoutMs: 120_000 }, // a busy machine is no failure
  accept: "page",
  admit: async () => null,
};

process.once("disconnect", () => process.exit());
process.on("message", async () => process.send?.(await measured(pages, crawl)));
process.send?.("ready");

async function crawl(): Promise<Taken> {
  const taken = { ...nothingTaken };
  let next = 0;
  const worker = async () => {
    while (next < pages) {
      const url = `http://${address}:${port}/page/${next++}`;
      const page = await fetchPage(url, web, limits);
      if (!page.ok) throw new Error(`${url}: ${page.detail}`);
      if (READ === "all") readAll(page.text, url, page.headers);
      else add(taken, page.text, url);
    }
  };
  await Promise.all(Array.from({ length: Number(AT_ONCE) }, worker));
  return taken;
}

/** The same fields as the opponent takes. */
function add(taken: Taken, html: string, url: string): void {
  const { title, blocks, links, jsonLd, text } = readDocument(html, url);
  taken.titles += title.length;
  taken.headings += blocks.find(({ tag }) => tag === "h1")?.text.length ?? 0;
  taken.links += links.length;
  taken.things += jsonLd.map((block) => JSON.parse(block)).length;
  taken.employees += Number(employeesSentence.exec(text)?.[1]);
}

/** Everything that research takes from a page. */
function readAll(html: string, url: string, headers: Record<string, string>): void {
  readPage({ html, url, headers, kind: "about", observedAt: new Date().toISOString() });
}
