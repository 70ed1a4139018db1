import type { PageVisit } from "../fact.ts";

type Page = { url: string; kind: PageVisit["kind"]; text: string; markdown: string };

/** A page that a model is given, and what of it. */
export type ChosenPage = Page & { shown: string };

/** About 6,000 tokens: what a small model reads for a quarter of a cent. */
const TOTAL = 24_000;
const EACH = 8_000;
const LEAST = 200;

/** Where companies say most about themselves, best first; other pages say nothing a model is asked. */
const best: readonly PageVisit["kind"][] = [
  ...(["about", "landing", "imprint", "team", "careers", "press", "other", "pricing"] as const),
];

/** The pages worth a model's time, best first, each cut to its share and all together to the cap. */
export function choosePages(pages: readonly Page[]): ChosenPage[] {
  const ranked = pages
    .filter(({ kind, text }) => best.includes(kind) && text.trim() !== "")
    .toSorted((a, b) => best.indexOf(a.kind) - best.indexOf(b.kind));
  const chosen: ChosenPage[] = [];
  let left = TOTAL;
  for (const page of ranked) {
    if (left < LEAST) break;
    const shown = (page.markdown || page.text).slice(0, Math.min(EACH, left));
    chosen.push({ ...page, shown });
    left -= shown.length;
  }
  return chosen;
}
