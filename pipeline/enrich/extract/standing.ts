import type { Fact } from "../fact.ts";
import { siteLabel, squeeze } from "./company.ts";
import {
  isAboutOthers,
  isArticle,
  type Page,
  type Sentence,
  said,
  sentencesOf,
  spanOf,
} from "./page.ts";

const name =
  "\\p{Lu}[\\p{L}\\d.&'’-]*(?: (?:(?:of|and|&|de|der|und) )?\\p{Lu}[\\p{L}\\d.&'’-]*){0,4}";
const article = "(?:the |der |du |la |de |het )?";

/** Ways to say whose company it is. */
const owned = new RegExp(
  [
    `(?:a |an )(?:wholly[- ]owned )?subsidiary of ${article}(?<a>${name})`,
    `(?:is |are |now |[Pp]roud(?:ly)? |^)(?:a )?(?:[Pp]art|[Mm]ember) of ${article}(?<b>${name})`,
    `(?:[Aa] |[Aa]n )(?<c>${name}) (?:company|business|brand|subsidiary)(?=[.,;!]|$)`,
    `(?:is |are )?owned by ${article}(?<d>${name})`,
    `(?:eine? )?(?:Tochter(?:gesellschaft|unternehmen|firma)?|Unternehmen|Teil|Marke|Mitglied) der (?<e>${name})(?:[- ](?:gruppe|group|holding))?`,
    `(?:[Uu]ne )?(?:[Ff]iliale|[Ss]oci[ée]t[ée]|[Mm]arque|[Mm]embre) (?:de |du |d['’])(?:groupe )?(?<f>${name})`,
    `(?:[Uu]na )?(?:[Ff]ilial|[Ee]mpresa|[Pp]arte|[Mm]arca) (?:de |del )(?:grupo )?(?<g>${name})`,
    `(?:[Oo]nderdeel|[Dd]ochter(?:onderneming)?|lid) van (?:de )?(?<h>${name})`,
  ]
    .map((form) => `(?:${form})`)
    .join("|"),
  "u",
);
const groups = ["a", "b", "c", "d", "e", "f", "g", "h"];
/** A club, a programme or a movement owns nobody. */
const notAnOwner =
  /\b(?:association|alliance|network|community|programme?|chamber|council|federation|consortium|forum|initiative|foundation|team|european|eu|union|verband|kammer|bundesverband|y ?combinator|techstars|family|story|future|fortune|linux|cloud native|b[- ]corp|partner|nvidia|google|microsoft|aws|world|solution|journey|delaware|california|limited|gmbh|private|public|certified|fast|global|leading|remote|software|saas|technology|data)\b/i;
const ours =
  /(?<!\p{L})(?:we|we['’]re|our company|company|wir|nous|somos|wij|unser\p{L}*)(?!\p{L})/iu;

/** Who owns the company, as it says itself. */
export function parent(page: Page): Fact[] {
  if (page.kind === "careers" || isArticle(page) || isAboutOthers(page) || isTerms(page)) return [];
  const [became] = status(page);
  const buyer = /^acquired by (.+)$/.exec(String(became?.value))?.[1];
  if (became && buyer) return [{ ...became, name: "parent", value: buyer }];
  for (const sentence of sentencesOf(page.document)) {
    const { text, start, block } = sentence;
    const match = owned.exec(text);
    const owner = groups
      .map((group) => match?.groups?.[group])
      .find(Boolean)
      ?.replace(/[.,]+$/, "");
    if (!match || !owner || page.document.blocks[block]?.quoted) continue;
    const own = squeeze(owner).includes(siteLabel(page.url));
    const about = ours.test(text) || squeeze(text).includes(siteLabel(page.url)) || match.index < 4;
    if (own || !about || notAnOwner.test(owner) || owner.length < 3) continue;
    return [said(page, "parent", owner, spanOf(start, match), 0.8)];
  }
  return [];
}

type Standing = { state: string; pattern: RegExp };
const subject = "(?:we|we['’]ve|company|team|services?|product|platform|app|business|operations)";
/** What became of companies that are no longer what they were. */
const standings: readonly Standing[] = [
  {
    state: "acquired",
    pattern: new RegExp(
      `(?:(?:has|have|had|was|were|been|['’]ve) (?:now |recently |officially )?(?:been )?acquired by|(?:has|have|is|are) (?:now |officially )?(?:joined|joining|part of)|is now (?:known as|a part of|called)|wurde(?: \\d{4})? von .{2,60} [üu]bernommen|a [ée]t[ée] (?:rachet|acquis)\\p{L}* par|ha sido adquirid[oa] por|is overgenomen door),? ?(?:the |a |an )?(?<by>${name})?`,
      "u",
    ),
  },
  {
    state: "closed",
    pattern:
      /(?:(?:has|have|is|are|was|were|['’]ve|will be) (?:now |officially |sadly |permanently )?(?:been )?(?:wound down(?: operations)?|winding down(?: operations)?|shut(?:ting)? down|ceas(?:ed|ing) (?:all )?(?:operations|trading|business)|closed (?:its|our) doors|discontinu(?:ed|ing)|permanently closed|dissolved|no longer (?:in business|operating|operational|available|active))|(?:no longer (?:in business|operating|trading)|in liquidation|in administration)|hat (?:den|seinen|ihren) (?:gesch[äa]fts)?betrieb eingestellt|insolvenz|a cess[ée] (?:ses|son) activit[ée]s?|ha cesado|is gestopt|failliet)/iu,
  },
];
const unsaid =
  /(?<!\p{L})(?:if|when|may|might|could|would|should|can|unless|in the event|customers?|clients?|ad|tickets?|job|position|role|cookies?|session|issue|competitors?|legacy|feature|version|browser|store|office|restaurant|during covid|pandemic|sunset\p{L}*|support for|team of|community|program(?:me)?|network|our team|family|newsletter|waitlist|you)(?!\p{L})/iu;

/** What became of the company, where a banner or its story says so: `acquired by Acme`, `closed`. */
export function status(page: Page): Fact[] {
  if (isTerms(page) || isAboutOthers(page) || page.kind === "careers" || page.kind === "pricing")
    return [];
  for (const { state, pattern } of standings) {
    for (const sentence of sentencesOf(page.document)) {
      const match = pattern.exec(sentence.text);
      if (match && isOwn(page, sentence, match)) {
        const value = inWords(state, match);
        return value ? [said(page, "status", value, spanOf(sentence.start, match), 0.8)] : [];
      }
    }
  }
  return [];
}

/** `Part of the Acme family` is belonging, not being owned. */
const joinable = /^ (?:family|team|community|network|alliance|program)/i;

function isOwn(page: Page, { text, block }: Sentence, match: RegExpExecArray): boolean {
  const before = text.slice(0, match.index);
  const end = match.index + match[0].length;
  const said = text.slice(0, end);
  const isOurs = squeeze(match.groups?.by ?? "").includes(siteLabel(page.url));
  if (isOurs || joinable.test(text.slice(end, end + 14))) return false;
  if (page.document.blocks[block]?.quoted || unsaid.test(said)) return false;
  const who = new RegExp(`(?<!\\p{L})${subject}[^,.;]{0,30}$`, "iu").test(before);
  const named = squeeze(before).includes(siteLabel(page.url));
  return who || named;
}

/** `acquired by Acme`, `closed (have wound down)`: the state and the page's own words for it. */
function inWords(state: string, match: RegExpExecArray): string | undefined {
  const by = match.groups?.by?.replace(/[.,]+$/, "");
  if (state === "acquired") {
    if (by && notAnOwner.test(by)) return undefined;
    return by
      ? `acquired by ${by}`
      : /acquired|übernommen|rachet|adquirid|overgenomen/i.test(match[0])
        ? "acquired"
        : undefined;
  }
  return `${state} (${match[0].trim()})`;
}

function isTerms({ url }: Page): boolean {
  return /terms|privacy|cookie|agb|datenschutz|policy/i.test(url);
}
