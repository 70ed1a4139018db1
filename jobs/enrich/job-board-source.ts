import { siteLabel, squeeze } from "../../pipeline/enrich/extract/company.ts";
import { namesOf } from "../../pipeline/enrich/extract/dated-own.ts";
import { hiringOf } from "../../pipeline/enrich/extract/hiring.ts";
import { type Fact, type PageVisit, values } from "../../pipeline/enrich/fact.ts";
import { type Board, boardAt, readBoard } from "../../pipeline/enrich/read-board.ts";
import type { About, FactSource } from "./fact-source.ts";

const MOST_BOARDS = 2;

/** The openings on the job board a company's own pages lead to, as the board publishes them for programs. */
export const jobBoardSource: FactSource = {
  name: "job board",
  when: "beside",
  waitsFor: "careers",

  async find(about, { reader, durations, now }) {
    const visits: PageVisit[] = [];
    for (const board of boardsOf(about).slice(0, MOST_BOARDS)) {
      const timeoutMs = Math.min(durations.pageMs, about.msLeft());
      if (timeoutMs <= 0) break;
      const read = await reader.read(board.url, { kind: "job_board", accept: "any", timeoutMs });
      visits.push(...read.visits);
      const listed =
        read.ok && read.status === 200 ? readBoard(board, read.text, now().toISOString()) : [];
      if (listed.length > 0) return { facts: newsOf(listed, about), visits };
    }
    return { facts: [], visits };
  },
};

/** Boards that careers pages lead to, and those elsewhere on the site that carry the company's name. */
function boardsOf({ pages, domain, name }: About): Board[] {
  const own = namesOf(siteLabel(`https://${domain}`), name);
  const found = pages.flatMap(({ kind, links }) => {
    return links
      .map(({ url }) => boardAt(url))
      .filter((board) => board !== undefined)
      .filter(({ token }) => kind === "careers" || isNamed(token, own));
  });
  return [...new Map(found.map((board) => [board.url, board])).values()];
}

function isNamed(token: string, own: readonly string[]): boolean {
  const plain = squeeze(token);
  return own.some((name) => plain.includes(name) || (plain.length >= 4 && name.includes(plain)));
}

/** What the site's pages did not list already; the sums only where they are of more. */
function newsOf(listed: Fact[], { facts }: About): Fact[] {
  const known = facts.map(titleOf).filter((title) => title !== null);
  const fresh = listed.filter((fact) => !known.includes(titleOf(fact) ?? ""));
  return listed.length > known.length ? [...fresh, ...hiringOf(listed)] : fresh;
}

function titleOf({ name, value }: Fact): string | null {
  const title = name === "job" ? values.job.safeParse(value).data?.title : undefined;
  return title ? squeeze(title) : null;
}
