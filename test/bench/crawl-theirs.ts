import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { employeesSentence, measured, nothingTaken, PAGES, type Taken } from "./crawl-pages.ts";

/* The opponent, as its documentation sets it up, without delays and without what would slow it down. */

const { PORT, AT_ONCE, FOLDER = "" } = process.env;

/** As much of it as is used here. It is installed for this run only, so nobody knows its types. */
type Handler = (page: { $: Select; request: { loadedUrl: string } }) => Promise<void>;
type Selected = {
  first: () => Selected;
  text: () => string;
  attr: (name: string) => string | undefined;
  remove: () => void;
  toArray: () => unknown[];
};
type Select = (selector: unknown) => Selected;
type Opponent = {
  CheerioCrawler: new (
    options: object,
    configuration: unknown,
  ) => { run: (requests: { url: string; uniqueKey: string }[]) => Promise<unknown> };
  Configuration: new (options: object) => unknown;
  log: { setLevel: (level: number) => void };
};

const path = join(FOLDER, "node_modules/@crawlee/cheerio/index.mjs");
const { CheerioCrawler, Configuration, log } = (await import(pathToFileURL(path).href)) as Opponent;
log.setLevel(0);

process.once("disconnect", () => process.exit());
let rounds = 0;
process.on("message", async () => process.send?.(await measured(PAGES, crawl)));
process.send?.("ready");

async function crawl(): Promise<Taken> {
  const taken = { ...nothingTaken };
  const atOnce = Number(AT_ONCE);
  const requestHandler: Handler = async ({ $, request }) => add(taken, $, request.loadedUrl);
  const options = {
    ...{ requestHandler, minConcurrency: atOnce, maxConcurrency: atOnce },
    ...{ useSessionPool: false, persistCookiesPerSession: false, maxRequestRetries: 0 },
    // It would hold itself back on a busy machine; here both run as fast as they can.
    autoscaledPoolOptions: {
      desiredConcurrency: atOnce,
      systemStatusOptions: {
        ...{ maxCpuOverloadedRatio: 1, maxEventLoopOverloadedRatio: 1 },
        ...{ maxMemoryOverloadedRatio: 1, maxClientOverloadedRatio: 1 },
      },
    },
  };
  const crawler = new CheerioCrawler(options, new Configuration({ persistStorage: false }));
  rounds += 1;
  const requests = Array.from({ length: PAGES }, (_, n) => {
    const url = `http://127.0.0.1:${PORT}/page/${n}`;
    return { url, uniqueKey: `${rounds} ${url}` };
  });
  await crawler.run(requests);
  return taken;
}

function add(taken: Taken, $: Select, url: string): void {
  taken.titles += $("title").first().text().trim().length;
  taken.headings += $("h1").first().text().trim().length;
  const links = $("a[href]").toArray();
  taken.links += links.map((link) => new URL($(link).attr("href") ?? "", url).href).length;
  const things = $('script[type="application/ld+json"]').toArray();
  taken.things += things.map((thing) => JSON.parse($(thing).text())).length;
  $("script, style, noscript").remove();
  taken.employees += Number(employeesSentence.exec($("body").text())?.[1]);
}
