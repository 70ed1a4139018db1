import type { Fact } from "../fact.ts";
import { listOf, textOf } from "../read-json-ld.ts";
import { placeOf } from "../read-place.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import type { Block } from "./document.ts";
import { isPersonName, isPosition, personName, withoutDegree } from "./names.ts";
import {
  isHeading,
  type Page,
  type Sentence,
  said,
  sentencesOf,
  spanOf,
  structured,
} from "./page.ts";
import { isTitle, ownTitle } from "./people-title.ts";

const MOST_PEOPLE = 40;

/** People who work there, with their titles; never customers who are quoted there. */
export function people(page: Page): Fact[] {
  const byName = new Map<string, Fact>();
  for (const { name, fact } of [...fromJsonLd(page), ...fromCards(page), ...fromSentences(page)]) {
    const key = squeeze(withoutDegree(name));
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
  const { blocks } = page.document;
  const block = blocks[index];
  const onOwnPage = page.kind === "team" || page.kind === "about";
  if (!block || block.quoted || block.region !== "main" || !(inTeam || onOwnPage)) return undefined;
  if (!isPersonName(block.text)) return inLine(page, block);
  const [before, next, after] = [blocks[index - 1], blocks[index + 1], blocks[index + 2]];
  if (!inTeam && next && speaksElsewhere(block, after)) return undefined;
  if (next && isTitleBelow(next, inTeam)) return pair(page, block, next);
  const above = before && inTeam && isPosition(before.text) && before.item === block.item;
  return above ? pair(page, block, before) : undefined;
}

/** Under a name stands a position, or in a team whatever it calls one, but not the next name. */
function isTitleBelow(next: Block, inTeam: boolean): boolean {
  if (isPosition(next.text)) return true;
  return inTeam && isShort(next) && !isPersonName(next.text);
}

/** A name and the block with its title, which usually follows. */
function pair(page: Page, { text: name, ...block }: Block, written: Block): Found | undefined {
  const title = ownTitle(written.text, page.url);
  if (!title) return undefined;
  const [start, end] = [
    Math.min(block.start, written.start),
    Math.max(block.start + name.length, written.start + written.text.length),
  ];
  const confidence = isPosition(title) ? 0.85 : 0.65;
  return {
    name,
    fact: said(page, "person", { name: withoutDegree(name), title }, { start, end }, confidence),
  };
}

/** `Ana Weber – Head of Data`, `Ana Weber (CEO)`: both in one line. */
const nameAndTitle = new RegExp(`^(${personName})(?: ?[–—|:] | - | \\(|, )([^()]{2,70})\\)?$`, "u");

function inLine(page: Page, { text, start }: Block): Found | undefined {
  if (text.length > 110) return undefined;
  const [, name = "", written = ""] = nameAndTitle.exec(text) ?? [];
  const title = isPersonName(name) && isTitle(written) ? ownTitle(written, page.url) : undefined;
  if (!title) return undefined;
  const span = { start, end: start + text.length };
  return { name, fact: said(page, "person", { name: withoutDegree(name), title }, span, 0.85) };
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
  `(${personName}), (?:(?:our|the|its|als) )?((?:[Cc]o-?)?\\p{L}[\\p{L}&/ -]{1,60}?(?: (?:at|bei|chez|of) (?:\\p{Lu}[\\p{L}\\d.&-]*(?: |(?=[,.;)]|$)))+)?)(?=\\s*(?:[,.;)]|$))`,
  "gu",
);
const office = [
  "(?:[Cc]o-?)?[Ff]ounders?|C[EFTOMRP]O|CISO|Chief \\p{L}+ Officer|President|Managing Director",
  "(?:Vice President|VP|Head|Director|(?:\\p{Lu}\\p{Ll}+ ){0,2}Professor) of \\p{L}+(?: (?:and )?\\p{Lu}\\p{L}+)?",
].join("|");
const titleThenName = new RegExp(
  `(?<!\\p{L})((?:${office})(?: ?(?:&|and|/) ?(?:${office}))?),? (${personName})(?=[\\s,.;:)’']|$)`,
  "gu",
);
/** Who answers for the company, as imprints list them after a colon or after `represented by`. */
const responsible = new RegExp(
  [
    "(?:gesch[äa]ftsf[üu]hrer(?:in|innen)?|gesch[äa]ftsf[üu]hrung|vertreten durch|managing directors?|vorstand|inhaber(?:in)?|g[ée]rante?|direct(?:eur|rice) de (?:la )?publication|repr[ée]sentant l[ée]gal|administrador(?:a)?|bestuurder)(?: \\(?[\\p{L}/-]+\\)?)?\\s?:\\s*",
    "(?:vertreten durch|represented by|repr[ée]sent[ée]e? par|representad[ao] por|vertegenwoordigd door) (?:d(?:en|ie) |ihre[nr]? |seinen? |its |son |sa |su |haar |zijn )?(?:gesch[äa]ftsf[üu]hrer(?:in|innen)?|vorst[aä]nde?|managing directors?|directors?|g[ée]rante?|pr[ée]sidente?|administrador(?:a)?|bestuurder)?:? ",
  ].join("|"),
  "iu",
);

function fromSentences(page: Page): Found[] {
  return sentencesOf(page.document).flatMap((sentence) => {
    if (page.document.blocks[sentence.block]?.quoted) return [];
    const listed = responsible.exec(sentence.text);
    if (listed) return namesAfter(page, sentence, listed);
    if (page.kind === "pricing" || page.kind === "careers") return [];
    return inSentence(page, sentence);
  });
}

function inSentence(page: Page, { text, start }: Sentence): Found[] {
  const forward = [...text.matchAll(nameThenTitle)].flatMap((match) => {
    const [whole, name = "", written = ""] = match;
    const stated = written.replace(/\.$/, "");
    const rest = employerAfter(text.slice(match.index + whole.length));
    const title = isTitle(stated) ? ownTitle(stated + (rest && `,${rest}`), page.url) : undefined;
    const known = title === `${stated},${rest}` ? stated : title;
    if (!known || !isPersonName(name)) return [];
    const fact = said(
      page,
      "person",
      { name: withoutDegree(name), title: known },
      spanOf(start, match),
      0.75,
    );
    return { name, fact };
  });
  const backward = [...text.matchAll(titleThenName)].flatMap((match) => {
    const [, title = "", name = ""] = match;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const isTaken = titledBefore.test(before) || ofAnother(before, page.url);
    if (!isPersonName(name) || isTaken) return [];
    return {
      name,
      fact: said(page, "person", { name: withoutDegree(name), title }, spanOf(start, match), 0.7),
    };
  });
  return [...forward, ...backward];
}

/** `Ana Weber, COO, Litware Stores`: the title belongs to the name before it. */
const titledBefore = new RegExp(`${personName}, $`, "u");

/** `Ana Weber, COO, Litware Stores`: what follows the title, unless it is the next person or a place. */
function employerAfter(text: string): string {
  const rest = /^,( \p{Lu}[^,.;]{1,40})/u.exec(text)?.[1] ?? "";
  const isNext = isPersonName(rest.trim()) && /^, \p{Ll}?/u.test(text.slice(rest.length + 1));
  return isNext || placeOf(rest) ? "" : rest;
}

const plainStart = /^(?:Our|The|With|By|As|Meet|Led|And|Says|Said|Its|New)$/;

/** `Litware CEO Ana Weber`, `former VP Ana Weber`: somebody else's, or no longer ours. */
function ofAnother(before: string, url: string): boolean {
  if (/(?:former|ex-?|then|previous|their|his|her) $/i.test(before)) return true;
  const employer = /(\p{Lu}[\p{L}\d&.-]+)(?:['’]s)? $/u.exec(before)?.[1];
  if (!employer || plainStart.test(employer)) return false;
  return !squeeze(employer).includes(siteLabel(url));
}

/** `Geschäftsführer: Ana Weber, Tom Klein`. */
function namesAfter(page: Page, { text, start }: Sentence, label: RegExpExecArray): Found[] {
  const from = label.index + label[0].length;
  const names = [...text.slice(from, from + 160).matchAll(new RegExp(personName, "gu"))];
  const position = label[0]
    .replace(
      /^.*(?:durch|by|par|por|door) (?:d(?:en|ie)|ihre[nr]?|seinen?|its|son|sa|su|haar|zijn)?/i,
      "",
    )
    .replace(/\s*:\s*$/, "")
    .trim();
  const title = position === "" || /vertreten|repr/i.test(position) ? null : position;
  return names.slice(0, 5).flatMap((match) => {
    const [name] = match;
    if (!isPersonName(name)) return [];
    const value = { name: withoutDegree(name), title };
    return [{ name, fact: said(page, "person", value, spanOf(start + from, match), 0.8) }];
  });
}
