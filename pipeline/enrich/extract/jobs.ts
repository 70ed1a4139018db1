import type { Fact } from "../fact.ts";
import { findDate, plainDate } from "../read-date.ts";
import { fieldOf, listOf, textOf } from "../read-json-ld.ts";
import { type Place, placeOf } from "../read-place.ts";
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
  return page.things.flatMap((thing, index) => {
    const { properties, types } = thing;
    const title = textOf(properties.title) ?? textOf(properties.name);
    const until = plainDate(textOf(properties.validThrough));
    const over = until !== null && until < page.observedAt.slice(0, until.length);
    if (!types.includes("JobPosting") || !title || over) return [];

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

const openings =
  /\b(?:(?:open|current|available) (?:positions?|roles?|jobs?|openings?|vacancies|opportunities)|openings|vacancies|job (?:openings|offers)|we(?:['’]re| are) hiring|join (?:us|our team)|jobs at|offene (?:stellen|positionen)|stellenangebote|aktuelle stellen|unsere jobs|nos offres|postes (?:ouverts|[àa] pourvoir)|offres d['’]emploi|ofertas de empleo|vacantes|puestos|openstaande|vacatures)\b|^(?:jobs|careers|roles|karriere|stellen|carri[èe]res|empleo)$/i;
const elsewhere =
  /\b(?:benefits?|perks|values|process|faq|why|life at|culture|our team|meet|warum|ablauf|responsibilities|requirements|skills|qualifications)\b/i;

/** A block that may name an open position; a bare list item only counts where nothing surer is listed. */
type Candidate = { index: number; title: string; sure: boolean };

function fromBlocks(page: Page): Found[] {
  const { blocks } = page.document;
  const candidates: Candidate[] = [];
  let listing = false;
  for (const [index, block] of blocks.entries()) {
    const heading = isHeading(block.tag);
    if (heading && openings.test(block.text)) listing = true;
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
    block,
    linked.map(({ text }) => text),
  );
  return title ? { index, title, sure } : undefined;
}

/** The position a block names: its link's words, or all of it up to where the place begins. */
function titleIn(block: Block, linked: string[]): string | undefined {
  const [lead = ""] = block.text.split(/\s+(?:[–—|·•]|-)\s+/);
  const own = linked.find((text) => block.text.startsWith(text) && isPosition(text));
  const title = own && own.length < block.text.length ? own : lead;
  const named = isPosition(title) || (isHeading(block.tag) && /^devops$/i.test(title));
  return named && !openings.test(title) && !isPersonName(title) ? title.trim() : undefined;
}

/** Title, place and date of one entry, which may span the next few blocks. */
function jobAt(page: Page, index: number, title: string): Found {
  const { blocks } = page.document;
  const [block, ...following] = blocks.slice(index, index + 5);
  const start = block?.start ?? 0;
  const end = following.findIndex((next) => next.item !== block?.item && startsAnother(next));
  const entry = end < 0 ? following : following.slice(0, end);

  const rest = block?.text.slice(title.length) ?? "";
  const place = [rest, ...entry.map(({ text }) => text)].map(placeIn).find(Boolean) ?? null;
  const dates = [block, ...entry].map((part) => dateIn(part));
  const postedAt = notFuture(page, dates.find(Boolean) ?? null);
  const last = entry.findLast((part) => dateIn(part) || placeIn(part.text));
  const span = {
    start,
    end: last ? last.start + Math.min(80, last.text.length) : start + title.length,
  };
  const value = { title, area: areaOf(title), place, postedAt };
  const key = `${title} ${place} ${block?.links[0] ?? start}`;
  return { key, fact: said(page, "job", value, span, 0.8, postedAt) };
}

function startsAnother({ text, tag }: Block): boolean {
  return isPosition(text) || ((isHeading(tag) || tag === "li") && !placeIn(text));
}

function dateIn(block: Block | undefined): string | null {
  if (!block) return null;
  return plainDate(block.datetime) ?? findDate(block.text.slice(0, 200))?.date ?? null;
}

const where = /^(?:locations?|place|standort|ort|arbeitsort|lieu|ubicaci[óo]n|locatie)\s?:\s*/i;

/** `Berlin · Full-time`, `Location: Houston, TX`, `Remote (EU)`. */
function placeIn(text: string): string | undefined {
  const stated = where.exec(text);
  const bare = text.slice(stated?.[0].length ?? 0).replace(/^[\s–—|·•,-]+/, "");
  if (stated) return /^[^,.;|·–—]{2,40}(?:, (?:[A-Z]{2}\b|\p{Lu}\p{Ll}+))?/u.exec(bare)?.[0];
  if (text.length > 120) return undefined;
  const parts = bare.split(/\s+(?:[–—|·•]|-|or)\s+|\s*[/;]\s*/);
  return parts.map((part) => part.trim()).find(isPlace);
}

function isPlace(text: string): boolean {
  const place: Place | undefined = placeOf(text);
  return /^remote\b/i.test(text) || place !== undefined;
}
