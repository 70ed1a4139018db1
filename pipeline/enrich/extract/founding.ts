import type { Fact } from "../fact.ts";
import { textOf } from "../read-json-ld.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import { type Page, said, sentencesOf, spanOf, structured } from "./page.ts";

const founded =
  /(?:\b(?:founded|established|incorporated|started|launched|set up|est\.?)|gegr[üu]ndet|gr[üu]ndungsjahr:?|gr[üu]ndeten\b.{0,60}|fond[ée]e?s?|cr[ée][ée]e|fundada|fundado|opgericht|founding year:?)\s(?:back |(?:\p{Lu}[\p{L}]+ ){0,3})?(?:in |im jahr(?:e)? |im |en |in the year |in \p{L}+ )?(?:\p{L}+ )?((?:18|19|20)\d{2})(?!\d)|(?:im jahr|en|in) ((?:18|19|20)\d{2}) (?:gegr[üu]ndet|founded|opgericht)/iu;
const ours = /\b(?:we|our|us|company|wir|unser\w*|nous|notre|nuestr\w+|wij|onze)\b/i;
const theirs = /\b(?:he|she|previously|formerly|former|acquired|customer|client|her|his)\b/i;

/** The year the company began, never one in which somebody there began something else. */
export function foundedYear(page: Page): Fact[] {
  const thisYear = Number(page.observedAt.slice(0, 4));
  for (const thing of ownOrganisations(page)) {
    const written = textOf(thing.properties.foundingDate);
    const year = Number(written?.match(/\b(?:18|19|20)\d{2}\b/)?.[0]);
    if (written && year <= thisYear)
      return [structured(page, "founded_year", year, thing, written)];
  }

  for (const { text, start, block } of sentencesOf(page.document)) {
    const match = founded.exec(text);
    const year = Number(match?.[1] ?? match?.[2]);
    if (!match || year > thisYear || theirs.test(text) || page.document.blocks[block]?.quoted)
      continue;
    const about = ours.test(text) || squeeze(text).includes(siteLabel(page.url));
    if (!about && text.length > 60 && page.kind !== "about") continue;
    return [said(page, "founded_year", year, spanOf(start, match), about ? 0.85 : 0.7)];
  }
  return [];
}
