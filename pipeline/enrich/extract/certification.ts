import type { Fact } from "../fact.ts";
import { siteLabel, squeeze } from "./company.ts";
import {
  isAboutOthers,
  isArticle,
  isHeading,
  type Page,
  proven,
  type Sentence,
  said,
  sentencesOf,
} from "./page.ts";

/** Standards a company can show a certificate or an auditor's report for, with the name we give each. */
const standards: readonly (readonly [pattern: RegExp, name: (match: RegExpExecArray) => string])[] =
  [
    [
      /\bSOC[ -]?(?<kind>[123])\b(?:[®™])?(?:,? ?[-–(]?\s?Type[ -]?(?<type>II|I|2|1)\b)?/i,
      ({ groups }) =>
        `SOC ${groups?.kind}${groups?.type ? ` Type ${/^(?:II|2)$/i.test(groups.type) ? 2 : 1}` : ""}`,
    ],
    [
      /\b(?:DIN |EN )*ISO(?:\/(?:IEC|TS))?[ -]?(?:IEC )?(?<number>9001|14001|13485|16949|17025|18001|20000|20121|22000|22301|26262|27001|27017|27018|27701|37001|42001|45001|50001)\b/i,
      ({ groups }) => `ISO ${groups?.number}`,
    ],
    [/\bHIPAA\b/, () => "HIPAA"],
    [/\bHITRUST\b/i, () => "HITRUST"],
    [/\bPCI[ -]?(?:DSS|compliant|compliance|certified)\b/i, () => "PCI DSS"],
    [/\bFedRAMP\b/i, () => "FedRAMP"],
    [/\bTISAX\b/, () => "TISAX"],
    [
      /\bCyber Essentials(?<plus> Plus)?\b/i,
      ({ groups }) => `Cyber Essentials${groups?.plus ? " Plus" : ""}`,
    ],
    [/\bCSA STAR\b/i, () => "CSA STAR"],
    [/\bB[ -]Corp(?:oration)?\b/, () => "B Corp"],
    [/\bNEN[ -]?7510\b/i, () => "NEN 7510"],
    [/\b(?:BSI )?C5\b(?= (?:Testat|attestation|type|certif))/i, () => "C5"],
    [/\bAS ?9100\b/, () => "AS9100"],
    [/\bIATF ?16949\b/, () => "IATF 16949"],
    [
      /\bGDPR\b(?=[ -](?:compliant|certified|ready))|(?<=complian(?:t|ce) with (?:the )?)GDPR\b/i,
      () => "GDPR",
    ],
  ];

/** Words by which a standard is held: said of ourselves, and done. */
const held =
  /(?<!\p{L})(?:certified|certificates?|certifications?|compliant|compliance|complies|comply|accredited|attest\p{L}*|audited|assessed|validated|report|achieved|obtained|earned|received|awarded|completed|hold|holds|passed|maintains?|meets?|zertifi\p{L}+|certifi[ée]e?s?|certificad[oa]s?|certificaci[óo]n|gecertificeerd|conforme)(?!\p{L})/iu;
const notYet =
  /(?<!\p{L})(?:working (?:on|toward)s?|on track|on (?:the|our) (?:way|path|road)|in progress|in process|in the process|pursu(?:e|ing)|plan(?:s|ned|ning)?|soon|upcoming|prepar(?:e|ing)|will|expect(?:s|ed|ing)?|aim(?:s|ing)?|intend\p{L}*|roadmap|path to|toward|seek(?:s|ing)?|underway|under way|readiness|in \d+ (?:days|weeks|months)|observation (?:period|window)|targeting|hope|goal|next|start(?:ed|ing) (?:our|the)|pending|in arbeit|geplant|en cours|angestrebt|en proceso|q[1-4] 20\d\d)(?!\p{L})/iu;
/** It is about what others need, sell, forbid, teach or ask for. */
const notOurs =
  /(?<!\p{L})(?:help(?:s|ed|ing)?|get(?:ting)? (?:your|you|soc|iso|hipaa|certified|compliant|ready)|become|becoming|your (?:own )?(?:soc|iso|hipaa|compliance|certification|audit)|if you|you (?:are|must|need|agree|may|shall|will|represent)|how to|what is|what are|guide|checklist|template|requirements? (?:for|of)|required|experience|familiar\p{L}*|knowledge of|understanding of|may be|protected under|subject to|covered (?:entity|under)|as defined|regulated|prohibit\p{L}*|shall|must|not|no|isn['’]t|aren['’]t|never|without|vendors?|aws|amazon|azure|google cloud|gcp|microsoft|heroku|digitalocean|hetzner|stripe|vercel|cloudflare|oracle|hosted|hosting|data ?cent(?:er|re)s?|rechenzentr\p{L}+|sub-?processors?|infrastructure providers?|cloud providers?|payment (?:processor|provider)s?|third[- ]part(?:y|ies)|suppliers?|customers?['’]|our (?:customers?|clients?) (?:are|is|must|need|who)|their|auditors?['’]? (?:need|ask|want)|companies (?:must|need|that)|organi[sz]ations (?:must|need|that)|automat\p{L}+|software for|consult\p{L}*|(?:certification|audit|compliance) services|job|candidate|degree|prefer\p{L}*|plus!?$|nicht|kein\p{L}*|pas|ne)(?!\p{L})/iu;
const badge = /^(?:[\p{L}\p{N}®™/&,.:()+ –-]{3,80})$/u;
const MOST = 20;

/** What the company holds, not what it works toward, sells, forbids or writes about. */
export function certifications(page: Page): Fact[] {
  if (/terms|privacy|cookie|agb|datenschutz|legal|policy/i.test(page.url)) return [];
  const found = new Map<string, Fact>();
  for (const fact of [...inSentences(page), ...inBadges(page)]) {
    const name = String(fact.value);
    if (!found.has(name)) found.set(name, fact);
  }
  const untyped = (name: string) =>
    ["Type 1", "Type 2"].some((type) => found.has(`${name} ${type}`));
  return [...found].flatMap(([name, fact]) => (untyped(name) ? [] : [fact])).slice(0, MOST);
}

function inSentences(page: Page): Fact[] {
  if (page.kind === "careers") return [];
  const sells = isTopic(page);
  return sentencesOf(page.document).flatMap((sentence) => {
    const { text, block } = sentence;
    const { quoted, region } = page.document.blocks[block] ?? {};
    if (quoted || region === "nav" || /^["“„«]/.test(text)) return [];
    if (text.endsWith("?") || notYet.test(text) || notOurs.test(text)) return [];
    const isBadge = text.length <= 60 && badge.test(text) && !sells && !isArticle(page);
    const held = isBadge ? standsAlone(page, block) : isHeld(page, text);
    return held && !(isBadge && isAboutOthers(page)) ? standardsIn(page, sentence) : [];
  });
}

const ours =
  /(?<!\p{L})(?:we|we['’](?:re|ve)|our|us|is|are|fully|wir|unser\p{L}*|sind|ist|nous|notre|sommes|est|somos|nuestr\p{L}+|est[áa]|wij|ons|onze|zijn)(?!\p{L})/iu;

function isHeld(page: Page, text: string): boolean {
  if (!held.test(text)) return false;
  if (squeeze(text).includes(siteLabel(page.url))) return true;
  return ours.test(text) && !isArticle(page) && !isAboutOthers(page);
}

/** A page whose title names a standard is about the standard: it sells or explains it. */
function isTopic({ document }: Page): boolean {
  const { title, blocks } = document;
  const top = blocks.find(({ tag }) => tag === "h1")?.text ?? "";
  return standards.some(([pattern]) => pattern.test(title) || pattern.test(top));
}

/** In a row that names a supplier, the seal beside it is the supplier's; `In progress` takes it back. */
function standsAlone({ document }: Page, index: number): boolean {
  const { blocks } = document;
  const block = blocks[index];
  const near = [index - 1, index + 1, index + 2].flatMap((at) => blocks[at] ?? []);
  const row = near.filter(({ item, tag }) => item === block?.item && !isHeading(tag));
  return !row.some(({ text }) => text.length < 80 && (notOurs.test(text) || notYet.test(text)));
}

function standardsIn(page: Page, { text, start }: Sentence): Fact[] {
  return standards.flatMap(([pattern, name]) => {
    const all = [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))];
    return all.map((match) => {
      const span = { start: start + match.index, end: start + match.index + match[0].length };
      return said(page, "certification", name(match), span, held.test(text) ? 0.85 : 0.65);
    });
  });
}

/** A seal is a picture whose text names the standard. */
function inBadges(page: Page): Fact[] {
  if (isArticle(page) || isAboutOthers(page) || isTopic(page)) return [];
  return page.document.tags.flatMap(({ name: tag, attributes, raw }) => {
    const alt = tag === "img" ? (attributes.alt ?? "") : "";
    if (!alt || alt.length > 60 || notYet.test(alt) || notOurs.test(alt)) return [];
    return standards.flatMap(([pattern, name]) => {
      const match = pattern.exec(alt);
      if (!match) return [];
      return [proven(page, "certification", name(match), { quote: raw, provider: "page" }, 0.6)];
    });
  });
}
