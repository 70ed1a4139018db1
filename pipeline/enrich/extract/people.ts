import type { Fact } from "../fact.ts";
import { listOf, textOf } from "../read-json-ld.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import type { Block } from "./document.ts";
import { isPersonName, isPosition, personName } from "./names.ts";
import {
  isHeading,
  type Page,
  type Sentence,
  said,
  sentencesOf,
  spanOf,
  structured,
} from "./page.ts";

const MOST_PEOPLE = 40;

/** People who work there, with their titles; never customers who are quoted there. */
export function people(page: Page): Fact[] {
  const byName = new Map<string, Fact>();
  for (const { name, fact } of [...fromJsonLd(page), ...fromCards(page), ...fromSentences(page)]) {
    const key = squeeze(name);
    if (!byName.has(key)) byName.set(key, fact);
  }
  return [...byName.values()].slice(0, MOST_PEOPLE);
}

type Found = { name: string; fact: Fact };

function fromJsonLd(page: Page): Found[] {
  const founders = ownOrganisations(page).flatMap((thing) =>
    listOf(thing.properties.founder).map((founder) => ({
      ...{ thing, name: textOf(founder), title: "Founder" },
    })),
  );
  const persons = page.things
    .filter(({ types }) => types.includes("Person"))
    .map((thing) => ({
      ...{ thing, name: textOf(thing.properties.name), title: textOf(thing.properties.jobTitle) },
    }));
  return [...persons, ...founders].flatMap(({ thing, name, title }) => {
    if (!name || !title || name.length > 60) return [];
    return [{ name, fact: structured(page, "person", { name, title }, thing, name) }];
  });
}

const teamHeading =
  /(?<!\p{L})(?:team|leadership|management|founders?|people|who we are|board|executives?|führung|fuehrung|geschäftsleitung|ansprechpartner|köpfe|[ée]quipe|direction|equipo|directiva|bestuur|directie)(?!\p{L})/iu;

/** A name, and its title in the block below: what a team page is made of. */
function fromCards(page: Page): Found[] {
  const { blocks } = page.document;
  let inTeam = page.kind === "team";
  return blocks.flatMap((block, index) => {
    if (/^h[1-3]$/.test(block.tag) && !isPersonName(block.text) && !titles(blocks, index)) {
      const above = inTeam && teamHeading.test(blocks[index - 1]?.text ?? "");
      inTeam = above || teamHeading.test(block.text);
    }
    return cardAt(page, index, inTeam) ?? [];
  });
}

function cardAt(page: Page, index: number, inTeam: boolean): Found | undefined {
  const [block, next, after] = page.document.blocks.slice(index, index + 3);
  if (!block || !next || block.quoted || block.region !== "main") return undefined;
  if (!isPersonName(block.text) || isPersonName(next.text)) return undefined;
  const ownPage = page.kind === "team" || page.kind === "about";
  if (!inTeam && (!ownPage || speaksElsewhere(block, after))) return undefined;
  const position = isPosition(next.text);
  if (!position && !(inTeam && isShort(next))) return undefined;

  const value = { name: block.text, title: next.text };
  const span = { start: block.start, end: next.start + next.text.length };
  return { name: block.text, fact: said(page, "person", value, span, position ? 0.85 : 0.65) };
}

/** Whether a block stands under a name, as somebody's title set as a heading does. */
function titles(blocks: readonly Block[], index: number): boolean {
  return isPersonName(blocks[index - 1]?.text ?? "");
}

function isShort({ text }: Block): boolean {
  return text.length <= 40 && /^\p{Lu}[^@.!?]*$/u.test(text);
}

/** Name, title, and then a company in the same box: a testimonial without its quotation marks. */
function speaksElsewhere(block: Block, after: Block | undefined): boolean {
  return after?.item === block.item && after.text.length <= 30 && !isHeading(after.tag);
}

const nameThenTitle = new RegExp(
  `(${personName}), (?:(?:our|the|its|als) )?((?:[Cc]o-?)?\\p{Lu}[\\p{L}&/ -]{1,60}?)(?: (?:at|bei|chez) (\\p{Lu}[\\p{L}.&-]+))?(?=[\\s]*(?:[,.;)]|$))`,
  "u",
);
/** `CEO of Litware` names an employer, `Head of Operations` does not. */
const ofEmployer =
  /^(C[A-Z]{2}|(?:.* )?(?:[Ff]ounder|President|Owner|Partner)) (?:of|von|de) (\p{Lu}.*)$/u;
const office = [
  "(?:[Cc]o-?)?[Ff]ounders?|C[EFTOMRP]O|CISO|Chief \\p{L}+ Officer|President|Managing Director",
  "(?:Vice President|VP|Head|Director|Professor) of \\p{L}+(?: (?:and )?\\p{Lu}\\p{L}+)?",
].join("|");
const titleThenName = new RegExp(
  `(?<!\\p{L})((?:${office})(?: ?(?:&|and|/) ?(?:${office}))?),? (${personName})(?=[\\s,.;:)’']|$)`,
  "u",
);
const responsible =
  /(?:gesch[äa]ftsf[üu]hrer(?:in|innen)?|gesch[äa]ftsf[üu]hrung|vertreten durch|managing directors?|vorstand|g[ée]rante?|directeur de la publication|repr[ée]sentant l[ée]gal|administrador|bestuurder)(?: \(?[\p{L}/-]+\)?)?\s?:\s*/iu;

function fromSentences(page: Page): Found[] {
  return sentencesOf(page.document).flatMap((sentence) => {
    if (page.document.blocks[sentence.block]?.quoted) return [];
    const listed = responsible.exec(sentence.text);
    if (listed) return namesAfter(page, sentence, listed);
    if (page.kind === "pricing" || page.kind === "careers") return [];
    return inSentence(page, sentence) ?? [];
  });
}

function inSentence(page: Page, { text, start }: Sentence): Found | undefined {
  const forward = nameThenTitle.exec(text);
  const [, name = "", wholeTitle = "", at = ""] = forward ?? [];
  const [, position = wholeTitle, employer = at] = ofEmployer.exec(wholeTitle) ?? [];
  const ours = !employer || squeeze(employer).includes(siteLabel(page.url));
  if (forward && ours && isPersonName(name) && isPosition(position)) {
    const value = { name, title: position };
    return { name, fact: said(page, "person", value, spanOf(start, forward), 0.75) };
  }
  const backward = titleThenName.exec(text);
  const [, title = "", who = ""] = backward ?? [];
  if (!backward || !isPersonName(who)) return undefined;
  return {
    name: who,
    fact: said(page, "person", { name: who, title }, spanOf(start, backward), 0.7),
  };
}

/** `Geschäftsführer: Ana Weber, Tom Klein`. */
function namesAfter(page: Page, { text, start }: Sentence, label: RegExpExecArray): Found[] {
  const from = label.index + label[0].length;
  const names = [...text.slice(from, from + 160).matchAll(new RegExp(personName, "gu"))];
  const position = label[0].replace(/\s*:\s*$/, "").trim();
  const title = /vertreten|repr/i.test(position) ? null : position;
  return names.slice(0, 5).flatMap((match) => {
    const [name] = match;
    if (!isPersonName(name)) return [];
    return [
      { name, fact: said(page, "person", { name, title }, spanOf(start + from, match), 0.8) },
    ];
  });
}
