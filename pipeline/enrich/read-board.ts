import { z } from "zod";
import { isGeneralApplication } from "./extract/jobs.ts";
import { areaOf } from "./extract/names.ts";
import type { Fact } from "./fact.ts";
import { type BoardShape, boardShapes } from "./read-board-shapes.ts";
import { plainDate } from "./read-date.ts";

/** A company's list of openings as its job board publishes it for programs. */
export type Board = { name: string; token: string; url: string };

const boards: readonly [string, BoardShape][] = Object.entries(boardShapes);

/** The board an address belongs to, with the company's name there; undefined for boards without a public list. */
export function boardAt(address: string): Board | undefined {
  const { hostname = "", pathname = "", search = "" } = URL.parse(address) ?? {};
  const place = `${hostname}${pathname}${search}`;
  for (const [name, { at, url }] of boards) {
    const match = at.map((pattern) => pattern.exec(place)).find((found) => found);
    const token = match?.[1];
    if (match && token) return { name, token, url: url(token, match[0]) };
  }
  return undefined;
}

const MOST_JOBS = 200;
const MOST_QUOTE = 200;

/** The openings a board lists, each with its own piece of the list as proof. */
export function readBoard(board: Board, text: string, observedAt: string): Fact[] {
  const shape = boards.find(([name]) => name === board.name)?.[1];
  const items = z.array(z.unknown()).safeParse(shape?.list(text));
  let from = 0;
  return (items.data ?? []).slice(0, MOST_JOBS).flatMap((item): Fact[] => {
    const posting = shape?.posting.safeParse(item).data;
    const title = posting?.title?.replace(/\s+/g, " ");
    if (!posting || !title || title.length > 150 || isGeneralApplication(title)) return [];
    const at = placeOf(text, posting.title ?? "", from);
    if (at < 0) return [];
    from = at + 1;

    const day = plainDate(posting.posted);
    const postedAt = day && day <= observedAt.slice(0, day.length) ? day : null;
    const value = {
      title,
      area: areaOf(title) ?? areaOf(posting.department ?? ""),
      place: posting.place ?? null,
      postedAt,
    };
    return [
      {
        ...{ name: "job", value, sourceUrl: board.url, provider: "job_board", confidence: 0.95 },
        quote: text.slice(at, at + MOST_QUOTE).trim(),
        observedAt: postedAt ? new Date(postedAt).toISOString() : observedAt,
      },
    ];
  });
}

/** Where a title is written in the list, as JSON or XML write it. */
function placeOf(text: string, title: string, from: number): number {
  const json = JSON.stringify(title);
  const xml = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const all = [json, json.replaceAll("/", "\\/"), xml, title].flatMap((written) => {
    const at = text.indexOf(written, from);
    return at < 0 ? [] : [at];
  });
  return all.length > 0 ? Math.min(...all) : -1;
}
