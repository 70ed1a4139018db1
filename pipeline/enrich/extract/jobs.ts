import type { Fact } from "../fact.ts";
import { findDate, plainDate, relativeDate } from "../read-date.ts";
import { fieldOf, listOf, textOf } from "../read-json-ld.ts";
import { countryOfCity, type Place, placeOf } from "../read-place.ts";
import { isOwn, ownNames } from "./dated-own.ts";
import type { Block } from "./document.ts";
import { boardOf } from "./job-boards.ts";
import { areaOf, isPersonName, isPosition } from "./names.ts";
import { isHeading, notFuture, type Page, said, structured } from "./page.ts";

const MOST_JOBS = 100;

/** Open positions: structured postings first, then links to job boards, then lists under a careers heading. */
export function jobs(page: Page): Fact[] {
  const postings = fromJsonLd(page);
  const found = postings.length > 0 ? postings : fromBlocks(page);
  // Two openings with one title are two openings, unless their address repeats.
  return [...new Map(found.map(({ key, fact }) => [key, fact])).values()].slice(0, MOST_JOBS);
}

type Found = { key: string; fact: Fact };

function fromJsonLd(page: Page): Found[] {
  const seen = new Map<string, number>();
  const employers = new Set(page.things.map(employerOf).filter((name) => name !== undefined));
  const own = ownNames(page);
  return page.things.flatMap((thing, index) => {
    const { properties, types } = thing;
    const title = textOf(properties.title) ?? textOf(properties.name);
    const until = plainDate(textOf(properties.validThrough));
    const over = until !== null && until < page.observedAt.slice(0, until.length);
    if (!types.includes("JobPosting") || !title || over || isGeneralApplication(title)) return [];
    const employer = employerOf(thing);
    if (employer && employers.size > 1 && !isOwn(employer, own)) return []; // a job board's customer

    const address = fieldOf(listOf(properties.jobLocation)[0], "address");
    const city = textOf(fieldOf(address, "addressLocality")) ?? textOf(address);
    const remote = textOf(properties.jobLocationType) === "TELECOMMUTE" ? "Remote" : null;
    const postedAt = notFuture(page, plainDate(textOf(properties.datePosted)));
    const value = { title, area: areaOf(title), place: city ?? remote, postedAt };
    const key = textOf(properties.identifier) ?? textOf(properties.url) ?? `${title} ${index}`;
    const before = seen.get(title + thing.source) ?? 0;
    seen.set(title + thing.source, before + 1);
    return [{ key, fact: structured(page, "job", value, thing, title, postedAt, before) }];
  });
}

function employerOf({ properties }: Page["things"][number]): string | undefined {
  return textOf(properties.hiringOrganization);
}

const openings =
  /\b(?:(?:open|current|available) (?:positions?|roles?|jobs?|openings?|vacancies|opportunities)|openings|vacancies|job (?:openings|offers)|our (?:jobs|vacancies|openings|positions)|we(?:['’]re| are) hiring|join (?:us|our team)|jobs at|offene (?:stellen|positionen)|stellenangebote|aktuelle stellen|unsere jobs|nos offres|postes (?:ouverts|[àa] pourvoir)|offres d['’]emploi|ofertas de empleo|vacantes|puestos|openstaande|vacatures)\b|^(?:jobs|careers|roles|karriere|stellen|carri[èe]res|empleo)$/i;
const elsewhere =
  /\b(?:benefits?|perks|values|process|faq|why|life at|culture|our team|meet|warum|ablauf|responsibilities|requirements|skills|qualifications)\b/i;

const general =
  /(?<!\p{L})(?:general|open|spontaneous|speculative|unsolicited) applications?|talent (?:pool|community|network)|future opportunities|(?:do(?:n['’]t| not)|didn['’]t) (?:see|find)|initiativbewerbung|blindbewerbung|candidatures? (?:spontan[ée]es?|libres?)|candidatura espont[áa]nea|open sollicitatie|candidatura spontanea(?!\p{L})/iu;

/** An invitation to apply for nothing in particular. */
export function isGeneralApplication(title: string): boolean {
  return general.test(title);
}

/** A block that may name an open position; a bare list item only counts where nothing surer is listed. */
type Candidate = { index: number; title: string; sure: boolean };

function fromBlocks(page: Page): Found[] {
  const { blocks } = page.document;
  const candidates: Candidate[] = [];
  let listing = false;
  for (const [index, block] of blocks.entries()) {
    const heading = isHeading(block.tag);
    if ((heading || isCount(block.text)) && openings.test(block.text)) listing = true;
    else if (heading && elsewhere.test(block.text)) listing = false;
    const candidate = block.region === "main" && !block.quoted && candidateAt(page, index, listing);
    if (candidate) candidates.push(candidate);
  }
  const sure = candidates.filter((candidate) => candidate.sure);
  return (sure.length > 0 ? sure : candidates).map(({ index, title }) => jobAt(page, index, title));
}

function candidateAt(page: Page, index: number, listing: boolean): Candidate | undefined {
  const { blocks, links } = page.document;
  const [before, block, next] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (!block || (before?.item === block.item && isPersonName(before.text))) return undefined;
  const heading = isHeading(block.tag);
  const linked = block.links.map((link) => links[link]).filter((link) => link !== undefined);
  const onBoard = linked.some(({ url }) => boardOf(url));
  const posting = heading && page.kind === "careers" && next && where.test(next.text);
  if (!(listing || onBoard || posting)) return undefined;

  const sure = heading || linked.length > 0 || block.tag === "td" || block.tag === "summary";
  if (!sure && block.tag !== "li" && block.tag !== "dt") return undefined;
  const title = titleIn(
    titlePiece(page, block),
    linked.map(({ text }) => text),
  );
  return title ? { index, title, sure } : undefined;
}

/** The position a block names: its link's words, or all of it up to where the place begins. */
function titleIn({ tag, text }: Pick<Block, "tag" | "text">, linked: string[]): string | undefined {
  const [lead = ""] = text.split(/\s+(?:[–—|·•]|-)\s+/);
  const own = linked.find((link) => text.startsWith(link) && isPosition(link));
  const title = own && own.length < text.length ? own : lead;
  const named = isPosition(title) || (isHeading(tag) && /^devops$/i.test(title));
  if (!named || openings.test(title) || isGeneralApplication(title) || crowd.test(title)) {
    return undefined;
  }
  return isPersonName(title) && surnames.test(title) ? undefined : title.trim();
}

/** A heading over several openings, or people in general: one word, and no one person's position. */
const crowd =
  /^(?:commercial|(?!sales)\p{L}+(?:ers|ors|ists|ants|ives|tects)|partners|ingenieure|entwickler:innen)$/iu;

/** Positions that are surnames too; `Technical Architect` is nobody's name. */
const surnames = /\s(?:Cook|Chef|Driver|Head|Lead|Buyer|Planner|Page|Porter)$/;

/** `12 open positions`: a listing's heading, whatever its tag. */
function isCount(text: string): boolean {
  return text.length <= 40 && /^\d+\s/.test(text);
}

/** Title, place and date of one entry, which may span the next few blocks. */
function jobAt(page: Page, index: number, title: string): Found {
  const { blocks } = page.document;
  const [block, ...following] = blocks.slice(index, index + 5);
  const start = block?.start ?? 0;
  const end = following.findIndex((next) => next.item !== block?.item && startsAnother(next));
  const entry = end < 0 ? following : following.slice(0, end);

  const rest = block?.text.slice(title.length) ?? "";
  const parts = [rest, ...entry.flatMap((part) => [part.text, ...piecesOf(page, part)])];
  const place = parts.map(placeIn).find(Boolean) ?? null;
  const dates = [block, ...entry].map((part) => dateIn(page, part));
  const postedAt = notFuture(page, dates.find(Boolean) ?? null);
  const last = entry.findLast((part) => dateIn(page, part) || placeIn(part.text));
  const span = {
    start,
    end: last ? last.start + Math.min(80, last.text.length) : start + title.length,
  };
  const value = { title, area: areaOf(title), place, postedAt };
  const key = `${title} ${place} ${block?.links[0] ?? start}`;
  return { key, fact: said(page, "job", value, span, 0.8, postedAt) };
}

function startsAnother({ text, tag }: Block): boolean {
  const detail = placeIn(text) || findDate(text.slice(0, 200));
  return isPosition(text) || ((isHeading(tag) || tag === "li") && !detail);
}

function dateIn({ observedAt }: Page, block: Block | undefined): string | null {
  if (!block) return null;
  const text = block.text.slice(0, 200);
  return plainDate(block.datetime) ?? findDate(text)?.date ?? relativeDate(text, observedAt);
}

const detail =
  /^(?:full|part)[- ]?time|^(?:hybrid|remote|on-?site|in[- ]office|permanent|contract|freelance|vollzeit|teilzeit|festanstellung|unbefristet|temps plein|cdi|cdd|stage|jornada completa|voltijds|fulltime|parttime)(?!\p{L})/iu;

/** A row's first words, up to where its place or terms begin: tags part them, spaces may not. */
function titlePiece(page: Page, block: Block): Pick<Block, "tag" | "text"> {
  const [first = "", ...pieces] = piecesOf(page, block);
  let text = first;
  for (const piece of pieces) {
    const glued = /\S$/.test(text) && /^[\p{Lu}\d]/u.test(piece);
    if (glued || detail.test(piece.trim()) || placeIn(piece)) break;
    text += piece;
  }
  return { tag: block.tag, text: withoutPlace(text.trim() || block.text) };
}

/** `Site Reliability Engineer Remote, EU`: where tags part nothing, a known city does. */
function withoutPlace(text: string): string {
  const words = text.length <= 120 ? text.split(" ") : [];
  const at = words.findIndex((_, index) => {
    const tail = words.slice(index).join(" ");
    const city = /^remote\b/i.test(tail) || countryOfCity(tail.split(",")[0] ?? "");
    return index > 1 && city && isPlace(tail) && isPosition(words.slice(0, index).join(" "));
  });
  const head = words.slice(0, at).join(" ");
  return at > 0 && !/(?:[,–—|·•(/-]|\s(?:in|for|of|at))$/.test(head) ? head : text;
}

/** A block's words as its tags part them: `Full-time` and `Ghent` of a row that runs them together. */
function piecesOf({ document }: Page, { start, text }: Block): string[] {
  const inside = document.seams.filter((seam) => seam > start && seam < start + text.length);
  const edges = [0, ...inside.map((seam) => seam - start), text.length];
  return inside.length > 0 && inside.length < 20
    ? edges.slice(1).map((edge, index) => text.slice(edges[index], edge))
    : [];
}

const where = /^(?:locations?|place|standort|ort|arbeitsort|lieu|ubicaci[óo]n|locatie)\s?:\s*/i;

/** `Berlin · Full-time`, `Location: Houston, TX`, `Remote (EU)`. */
function placeIn(text: string): string | undefined {
  const stated = where.exec(text);
  const bare = text.slice(stated?.[0].length ?? 0).replace(/^[\s–—|·•,-]+/, "");
  if (stated) return /^[^,.;|·–—]{2,40}(?:, (?:[A-Z]{2}\b|\p{Lu}\p{Ll}+))?/u.exec(bare)?.[0];
  if (text.length > 120) return undefined;
  const parts = bare.split(/\s*[–—|·•]\s*|\s+(?:-|or)\s+|\s*[/;]\s*/);
  return parts.map((part) => part.trim()).find(isPlace);
}

function isPlace(text: string): boolean {
  const place: Place | undefined = placeOf(text);
  return /^remote\b/i.test(text) || place !== undefined;
}
