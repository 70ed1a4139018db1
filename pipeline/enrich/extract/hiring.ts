import { type Fact, values } from "../fact.ts";
import { toldOn } from "./dated-events.ts";
import { hiringIn } from "./hiring-words.ts";
import { jobs } from "./jobs.ts";
import type { Page } from "./page.ts";

/** Open positions, what they add up to, and what the page says of more than it lists. */
export function openings(page: Page): Fact[] {
  const posted = jobs(page);
  const told = toldOn(page, [hiringIn]).filter(({ value }) => {
    const count = values.hiring_signal.safeParse(value).data?.count ?? 0;
    return posted.length === 0 || count > posted.length;
  });
  return [...posted, ...hiringOf(posted), ...told];
}

type Opening = { fact: Fact; area: string | null; place: string | null; postedAt: string | null };

/**
 * Sums openings up by area and place, then what is left by area, then the rest: every opening counts
 * once. One opening alone is no sum. `since` is the day the newest of them was posted.
 */
export function hiringOf(facts: readonly Fact[]): Fact[] {
  const all = facts.flatMap((fact): Opening[] => {
    const job = fact.name === "job" ? values.job.safeParse(fact.value).data : undefined;
    return job ? [{ fact, ...job }] : [];
  });
  const [byBoth, noPlace] = sums(all, (job) => job.place && job.area, true);
  const [byArea, rest] = sums(noPlace, (job) => job.area, false);
  const [total] = sums(rest, () => "any", false);
  return [...byBoth, ...byArea, ...total.map(withoutArea)];
}

/** Groups of two or more, and whoever found no company. */
function sums(
  all: readonly Opening[],
  fits: (job: Opening) => string | null,
  withPlace: boolean,
): [signals: Fact[], left: Opening[]] {
  const groups = Map.groupBy(all, (job) =>
    fits(job) === null ? "" : `${fits(job)} ${withPlace ? job.place : ""}`,
  );
  const signals: Fact[] = [];
  const left: Opening[] = groups.get("") ?? [];
  for (const [key, group] of groups) {
    if (key === "") continue;
    if (group.length < 2) left.push(...group);
    else signals.push(...signalOf(group, withPlace));
  }
  return [signals, left];
}

function signalOf(group: readonly Opening[], withPlace: boolean): Fact[] {
  const [newest] = group.toSorted((a, b) => compare(b.postedAt ?? "", a.postedAt ?? ""));
  if (!newest) return [];
  const { fact, area, place, postedAt } = newest;
  const value = { area, place: withPlace ? place : null, count: group.length, since: postedAt };
  return [{ ...fact, name: "hiring_signal", value }];
}

function withoutArea(fact: Fact): Fact {
  const sum = values.hiring_signal.safeParse(fact.value).data;
  return sum ? { ...fact, value: { ...sum, area: null } } : fact;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
