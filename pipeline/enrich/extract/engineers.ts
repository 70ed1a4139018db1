import type { Fact } from "../fact.ts";
import { siteLabel, squeeze } from "./company.ts";
import { count } from "./head-count.ts";
import { isAboutOthers, isArticle, type Page, said, sentencesOf, spanOf } from "./page.ts";

const makers =
  "(?:(?:software|full[- ]stack|data|machine learning|ml|ai|web|mobile|senior|talented|experienced|skilled|in-house|dedicated|expert|passionate|certified|qualified|ux|backend|frontend) ){0,3}(?:engineers|developers|programmers|coders|entwickler(?:innen)?|softwareentwickler(?:innen)?|ingenieure|ing[ée]nieurs|d[ée]veloppeurs|ingenieros|desarrolladores|ontwikkelaars)";
const size = "(?<digits>\\d{1,3}(?:[.,'’]\\d{3})+|\\d{1,5})(?<plus>\\s?\\+)?";
const forms = [
  new RegExp(`(?<![\\p{L}\\d.,$€£%])${size} ${makers}(?!\\p{L})`, "iu"),
  new RegExp(
    `(?<![\\p{L}\\d.,$€£%])${size} of (?:us|them|whom|our people|our team)(?: are)? ${makers}(?!\\p{L})`,
    "iu",
  ),
  new RegExp(
    `engineering (?:team|organi[sz]ation|department) of (?:over |about |around )?${size}`,
    "iu",
  ),
];
const ours =
  /(?<!\p{L})(?:we|we['’](?:re|ve)|our|us|team|employs?|wir|unser\p{L}*|nous|notre|somos|nuestr\p{L}+|wij|ons|onze)(?!\p{L})/iu;
const theirs =
  /(?<!\p{L})(?:used by|trusted|help\p{L}*|serv(?:e|es|ing)|customers?|clients?|community|join|interview\p{L}*|hir(?:e|ed|ing)|looking for|vetted|survey\p{L}*|teams? of|lead(?:s|ing)?|led|managed?|mentor\p{L}*|train\p{L}*|graduat\p{L}*|years? of|he|she|his|her|former\p{L}*|previously|between|up to|add\p{L}*|more|next|will)(?!\p{L})/iu;

/** How many of its people build what the company sells. */
export function engineerCount(page: Page): Fact[] {
  if (page.kind === "pricing" || isArticle(page) || isAboutOthers(page)) return [];
  for (const { text, start, block } of sentencesOf(page.document)) {
    const match = forms.map((form) => form.exec(text)).find((found) => found !== null);
    if (!match || page.document.blocks[block]?.quoted || isTheirs(text, match)) continue;
    const bare = text.length <= match[0].length + 20;
    const about = ours.test(text) || squeeze(text).includes(siteLabel(page.url));
    const engineers = count(match.groups?.digits, undefined);
    if (!engineers || engineers < 2 || !(about || bare)) continue;
    return [said(page, "engineer_count", engineers, spanOf(start, match), about ? 0.8 : 0.6)];
  }
  return [];
}

/** `Our team of 40 engineers` is ours; `teams of 40 engineers` are those we sell to. */
function isTheirs(text: string, match: RegExpExecArray): boolean {
  const around = text.replace(/\b(?:our|a) (?:\w+ )?team of\b/gi, "our");
  return theirs.test(around) || /^(?:19|20)\d\d$/.test(match.groups?.digits ?? "");
}
