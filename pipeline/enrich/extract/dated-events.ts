import type { Fact, FactName } from "../fact.ts";
import { findDate } from "../read-date.ts";
import { acquisitionIn } from "./acquisition.ts";
import { dateOf, releaseOf } from "./dated.ts";
import { type Own, ownNames } from "./dated-own.ts";
import { fundingIn } from "./funding.ts";
import { hiringIn } from "./hiring-words.ts";
import { layoffIn } from "./layoffs.ts";
import {
  isAboutOthers,
  notFuture,
  type Page,
  type Sentence,
  said,
  sentencesOf,
  spanOf,
} from "./page.ts";
import { techChangeIn } from "./tech-change.ts";

/** Something a sentence says happened to the company itself. */
export type Told = {
  name: FactName;
  match: { 0: string; index: number };
  /** Two sentences with one key tell of one event. */
  key: string;
  /** How much it says; the telling that says most is kept. */
  weight: number;
  value: (date: string | null) => Fact["value"];
};

/** Reads one sentence or headline; the company is whoever `own` names, and the speaker. */
export type EventReader = (text: string, own: Own) => Told | undefined;

const happenings: readonly EventReader[] = [layoffIn, fundingIn, acquisitionIn, techChangeIn];

/** Everything one sentence or headline tells. */
export function eventsIn(text: string, own: Own): Told[] {
  return readWith([hiringIn, ...happenings], text, own);
}

function readWith(readers: readonly EventReader[], text: string, own: Own): Told[] {
  return readers.map((read) => read(text, own)).filter((told) => told !== undefined);
}

/** On these pages such words are about somebody else, or about what a thing costs. */
const silent: Partial<Record<Page["kind"], readonly FactName[]>> = {
  careers: ["funding", "acquisition", "layoff_signal"],
  pricing: ["funding", "acquisition", "layoff_signal", "hiring_signal", "tech_change"],
};

/** What happened to the company, by its own words. */
export function events(page: Page): Fact[] {
  return toldOn(page, happenings);
}

/** What a page's sentences tell; an event told twice is one event. */
export function toldOn(page: Page, readers: readonly EventReader[]): Fact[] {
  if (isAboutOthers(page)) return [];
  const own = ownNames(page);
  const best = new Map<string, Found>();
  for (const sentence of sentencesOf(page.document)) {
    if (page.document.blocks[sentence.block]?.quoted) continue;
    const told = readWith(readers, sentence.text, own);
    for (const found of told.length > 0 ? foundIn(page, sentence, told) : []) {
      const known = best.get(found.key);
      if (!known || known.weight < found.weight) best.set(found.key, found);
    }
  }
  return [...best.values()].map(({ fact }) => fact);
}

type Found = { key: string; weight: number; fact: Fact };

function foundIn(page: Page, sentence: Sentence, told: readonly Told[]): Found[] {
  const date = dayOf(page, sentence);
  if (date === "future") return [];
  return told
    .filter(({ name }) => !silent[page.kind]?.includes(name))
    .map(({ name, key, weight, match, value }) => ({
      key: `${name} ${key.toLowerCase()}`,
      weight: weight + (date ? 1 : 0),
      fact: said(page, name, value(date), spanOf(sentence.start, match), 0.8, date),
    }));
}

const DAY = "2026-11-04".length;

/** The day a sentence gives, else that of the entry or release it stands in, else its month or year. */
function dayOf(page: Page, { text, block }: Sentence): string | "future" | null {
  const written = findDate(text)?.date ?? yearIn.exec(text)?.[0] ?? null;
  if (written && !notFuture(page, written)) return "future";
  if (written?.length === DAY) return written;
  const around = [dateNear(page, block, written ?? ""), releaseOf(page)?.date ?? null];
  return around.find((date) => date?.startsWith(written ?? "")) ?? written;
}

const yearIn = /(?<=\b(?:in|im jahr|en|early|late|since|back in) )20\d\d(?!\d)/i;

/** The day of the entry a sentence is in: the same box, else one of the blocks just above or below. */
function dateNear(page: Page, index: number, within = ""): string | null {
  const { blocks } = page.document;
  const item = blocks[index]?.item;
  const near = [0, -1, -2, 1, -3]
    .map((step) => blocks[index + step])
    .filter((block) => block !== undefined);
  const sorted = near.toSorted((a, b) => Number(b.item === item) - Number(a.item === item));
  const dates = sorted.map((block) => dateOf(page, block));
  return dates.find((date) => date?.startsWith(within)) ?? null;
}
