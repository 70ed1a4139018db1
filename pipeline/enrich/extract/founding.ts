import type { Fact } from "../fact.ts";
import { textOf } from "../read-json-ld.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import {
  isAboutOthers,
  isArticle,
  type Page,
  type Sentence,
  said,
  sentencesOf,
  spanOf,
  structured,
} from "./page.ts";

const year = "((?:18|19|20)\\d{2})(?!\\d)";
/** Ways to say when a company began, the surest first; each has the year as its only group. */
const forms = [
  `(?:(?<!\\p{L})(?:founded|established|incorporated|started|launched|set up|est\\.?)|gegr[üu]ndet|gr[üu]ndungsjahr:?|gr[üu]ndeten\\b.{0,60}|fond[ée]e?s?|cr[ée]{2,3}e?s?|fundad[ao]s?|cread[ao]|constituid[ao]|opgericht|founding year:?|year founded:?)\\s(?:back |(?:\\p{Lu}[\\p{L}]+ ){0,3})?(?:in |im jahr(?:e)? |im |en |in the year |in \\p{L}+ |el a[ñn]o )?(?:\\p{L}+ )?${year}`,
  `(?:im jahre?|en|in|wurde|wurden|werd|fue) ${year}[^.]{0,60}? (?:gegr[üu]ndet|founded|opgericht|fond[ée]e?|fundada)(?!\\p{L})`,
  `(?<!\\p{L})(?:since|seit|depuis|desde|sinds) (?:the year )?${year}`,
].map((form) => new RegExp(form, "iu"));
const ours =
  /(?<!\p{L})(?:we|our|us|company|wir|uns|unser\p{L}*|nous|notre|nuestr\p{L}+|somos|wij|onze|family[- ](?:owned|run|business)|familien\p{L}+)(?!\p{L})/iu;
const theirs =
  /(?<!\p{L})(?:he|she|his|her|previously|formerly|acquired|customers?|clients?|kunden?|partners?|competitors?|cli?ente?s?|klanten)(?!\p{L})/iu;
/** Something else began then: a certificate, an office, a post. */
const otherBegin =
  /(?<!\p{L})(?:certif\p{L}+|zertifi\p{L}+|member|partner\p{L}*|ceo|cto|president|director|joined|listed|public|available|profitable|version|updated|office|branch|groupe?|gruppe|group|headquarter\p{L}*|patent\p{L}*|award\p{L}*)(?!\p{L})/iu;

/** The year the company began, never one in which somebody there began something else. */
export function foundedYear(page: Page): Fact[] {
  const thisYear = Number(page.observedAt.slice(0, 4));
  for (const thing of ownOrganisations(page)) {
    const written = textOf(thing.properties.foundingDate);
    const year = Number(written?.match(/\b(?:18|19|20)\d{2}\b/)?.[0]);
    if (written && year <= thisYear)
      return [structured(page, "founded_year", year, thing, written)];
  }

  for (const [rank, form] of forms.entries()) {
    for (const sentence of sentencesOf(page.document)) {
      const match = form.exec(sentence.text);
      const year = Number(match?.[1]);
      if (!match || year > thisYear || !isOwn(page, sentence, match, rank)) continue;
      const confidence = 0.85 - rank * 0.1;
      return [said(page, "founded_year", year, spanOf(sentence.start, match), confidence)];
    }
  }
  return [];
}

/** `Founded` is enough on a page about the company; `since` needs a word about ourselves. */
function isOwn(
  page: Page,
  { text, block }: Sentence,
  match: RegExpExecArray,
  rank: number,
): boolean {
  const { quoted, region } = page.document.blocks[block] ?? {};
  const before = text.slice(Math.max(0, match.index - 80), match.index);
  if (quoted || region === "nav" || theirs.test(before)) return false;
  const named = squeeze(text).includes(siteLabel(page.url));
  if ((isAboutOthers(page) || isArticle(page)) && !named) return false;
  const about = named || ours.test(text);
  if (rank < 2) return about || text.length <= 60 || page.kind === "about";
  const around = text.slice(Math.max(0, match.index - 50), match.index + 60);
  return (
    !otherBegin.test(around) && !/©|\(c\)|copyright/i.test(text) && (about || text.length <= 30)
  );
}
