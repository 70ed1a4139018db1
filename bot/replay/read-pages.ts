import type { Fact } from "../../pipeline/enrich/fact.ts";
import { readPage } from "../../pipeline/enrich/read-page.ts";
import { allowAll, isAllowed, parseRobots } from "../../pipeline/enrich/robots.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Recording } from "./recording.ts";

/** What the recorded pages say, and the rule of robots.txt that kept the whole site closed. */
export type Reading = { facts: Fact[]; pages: number; closedBy: string | null };

export const unread: Reading = { facts: [], pages: 0, closedBy: null };

/** Reads the pages that robots.txt lets us read; without the landing page no other is found. */
export function readPages(recording: Recording, domain: string | null): Reading {
  const robots = recording.robots === null ? allowAll : parseRobots(recording.robots);
  const landing = isAllowed(robots, "Baton", `https://${domain}/`);
  if (!landing.allowed) return { ...unread, closedBy: landing.rule };

  const open = recording.pages.filter(({ url }) => isAllowed(robots, "Baton", url).allowed);
  const observedAt = recording.now.toISOString();
  const read = open.map((page) => ({ ...page, ...readPage({ ...page, observedAt }) }));
  const closed = read.find((page) => page.kind === "landing" && (page.parked || page.challenge));
  if (closed)
    throw new UserError(`${closed.file} is not a company's page: it would not be scored.`);
  return { facts: read.flatMap(({ facts }) => facts), pages: read.length, closedBy: null };
}
