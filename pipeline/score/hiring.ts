import { type Fact, values } from "../enrich/fact.ts";
import { type Dated, dated, daysSince } from "./dated.ts";
import { type Finding, factsNamed, fromFact, type Known, neutral } from "./line.ts";

const FRESH_DAYS = 90;

/** Openings of the last 90 days; one without a date is as new as the page that still lists it. */
export function hiring({ facts, now }: Known): Finding | null {
  const isFresh = ({ observedAt }: Fact) => daysSince(observedAt, now) <= FRESH_DAYS;
  const jobs = factsNamed(facts, "job").filter((fact) => jobOf(fact).title !== "");
  const open = jobs.filter(isFresh);
  const announced = mostAnnounced(factsNamed(facts, "hiring_signal").filter(isFresh));
  if (announced && announced.count > open.length) {
    const { fact, count } = announced;
    return fromFact(fact, count, pointsFor(count), announcement(fact, dated([fact], now)[0]));
  }
  const [newest] = dated(open, now);
  const proof = newest?.fact ?? open[0];
  if (!proof) return jobs.length > 0 ? neutral(0) : null;
  const because = `${sentence(open, proof)}${age(open.length, newest)}`;
  return fromFact(proof, open.length, pointsFor(open.length), because);
}

function pointsFor(count: number): number {
  if (count >= 5) return 7;
  return count >= 3 ? 5 : 3;
}

function sentence(open: readonly Fact[], proof: Fact): string {
  const title = jobOf(proof).title.replace(/\s*\([^)]*\/[^)]*\)/, ""); // (m/w/d)
  if (open.length === 1) return `Hiring: ${title}`;
  const crew = crewOf(open);
  if (crew?.size === open.length) return `Hiring ${crew.words}`;
  return `Hiring ${open.length} people, ${crew?.words ?? title} among them`;
}

function age(count: number, newest: Dated | undefined): string {
  return newest ? ` (${count === 1 ? "posted" : "newest"} ${newest.when})` : "";
}

/** Trades that need no area before them: `designers`, not `design designers`. */
const bare = new Set(["engineering", "design", "operations", "people", "legal", "finance"]);
const role =
  /\b(engineer|developer|scientist|analyst|designer|manager|executive|consultant|technician|representative|specialist|architect|researcher|recruiter|driver|planner|operator|accountant|associate|coordinator)\b/i;

/** The largest group of one trade, in words: `6 data engineers in Berlin`. */
function crewOf(open: readonly Fact[]): { size: number; words: string } | undefined {
  const jobs = open.map(jobOf).flatMap(({ title, area, place }) => {
    const noun = role.exec(title)?.[1]?.toLowerCase();
    return area && noun ? [{ trade: bare.has(area) ? `${noun}s` : `${area} ${noun}s`, place }] : [];
  });
  const [largest] = [...Map.groupBy(jobs, ({ trade }) => trade)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  if (!largest || largest[1].length < 2) return undefined;
  const [trade, crew] = largest;
  const places = [...new Set(crew.map(({ place }) => place))];
  const [place] = places;
  const where = places.length === 1 && place ? ` in ${place}` : "";
  return { size: crew.length, words: `${crew.length} ${trade}${where}` };
}

function jobOf({ value }: Fact) {
  return values.job.safeParse(value).data ?? { title: "", area: null, place: null };
}

/** Where a company says how many it looks for, that counts for more than the openings it lists. */
function mostAnnounced(signals: readonly Fact[]): { fact: Fact; count: number } | undefined {
  const counted = signals.map((fact) => {
    return { fact, count: values.hiring_signal.safeParse(fact.value).data?.count ?? 0 };
  });
  return counted.toSorted((a, b) => b.count - a.count)[0];
}

function announcement({ value }: Fact, newest: Dated | undefined): string {
  const { count, area, place } = values.hiring_signal.parse(value);
  const trade = area ? ` for ${area}` : "";
  const where = place ? ` in ${place}` : "";
  return `Hiring ${count} people${trade}${where}${newest ? ` (${newest.when})` : ""}`;
}
