import { z } from "zod";

export const PAGES = 300;
const PARAGRAPHS = 60;
const LINKS = 70;
const words =
  "freight customers moves parcels across northern Europe by rail and by sea while its teams plan routes warehouses and fleets with software that learns from every delivery and tells drivers where to go next".split(
    " ",
  );

/** Page `n` of a made-up company's site: as long, and as full of links and scripts, as such pages are. */
export function pageAt(n: number): string {
  const roll = dice(n + 1);
  const sentence = () =>
    `${Array.from({ length: 8 + (roll() % 14) }, () => words[roll() % words.length]).join(" ")}.`;
  const paragraph = () => `<p class="text-base leading-7">${sentence()} ${sentence()}</p>`;
  const links = Array.from(
    { length: LINKS },
    (_, at) =>
      `<li class="nav-item"><a class="nav-link" href="/page/${(n + at) % PAGES}">${words[at % words.length]} ${at}</a></li>`,
  ).join("\n");
  const company = { "@context": "https://schema.org", "@type": "Organization", name: `Acme ${n}` };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Acme ${n}</title>
<meta name="description" content="${sentence()}"><link rel="stylesheet" href="/style.css">
<script type="application/ld+json">${JSON.stringify(company)}</script>
<script>window.data = ${JSON.stringify(Array.from({ length: 200 }, () => roll()))};</script></head>
<body><header><nav><ul>${links}</ul></nav></header><main><h1>Freight software ${n}</h1>
${Array.from({ length: PARAGRAPHS }, paragraph).join("\n<div class='card'><div class='inner'></div></div>")}
<p>Today ${50 + n} employees work at Acme ${n}.</p></main><footer><ul>${links}</ul></footer></body></html>`;
}

/** What both sides took from all pages: the same, or they did not do the same work. */
export const Taken = z.object({
  titles: z.int(),
  headings: z.int(),
  links: z.int(),
  things: z.int(),
  employees: z.int(),
});
export type Taken = z.infer<typeof Taken>;
export const nothingTaken: Taken = { titles: 0, headings: 0, links: 0, things: 0, employees: 0 };

export const Crawled = z.object({
  pages: z.int(),
  ms: z.number(),
  cpuMs: z.number(),
  taken: Taken,
});
export type Crawled = z.infer<typeof Crawled>;

/** The sentence of a page's visible text that says how many work there. */
export const employeesSentence = /\b(\d+) employees\b/;

/** Measures one crawl of so many pages, by the clock and by the processor. */
export async function measured(pages: number, crawl: () => Promise<Taken>): Promise<Crawled> {
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  const taken = await crawl();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { pages, ms: performance.now() - startedAt, cpuMs: (user + system) / 1000, taken };
}

/** Numbers that look thrown and are the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state >>> 8;
  };
}
