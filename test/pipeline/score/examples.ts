import type { Fact, FactName } from "../../../pipeline/enrich/fact.ts";
import { blankLead } from "../../../pipeline/ingest/blank-lead.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import type { Known, Touch } from "../../../pipeline/score/line.ts";
import { defaultPlaybook, type Playbook } from "../../../pipeline/score/playbook.ts";

export const now = new Date("2026-11-12T13:02:00Z");

const site = "https://northwind.example";

export function lead(different: Partial<LeadInput> = {}): LeadInput {
  return { ...blankLead("website"), domain: "northwind.example", ...different };
}

export function playbook(different: Partial<Playbook> = {}): Playbook {
  return { ...defaultPlaybook, ...different };
}

/** Everything a score looks at, with nothing known but what a test says. */
export function known(
  different: Partial<Omit<Known, "lead">> & { lead?: Partial<LeadInput> } = {},
): Known {
  const nothing = { facts: [], touches: [], playbook: defaultPlaybook, now };
  return { ...nothing, ...different, lead: lead(different.lead) };
}

export function fact(name: FactName, value: Fact["value"], different: Partial<Fact> = {}): Fact {
  return {
    ...{ name, value, sourceUrl: `${site}/`, quote: "as the page says", provider: "page" },
    ...{ observedAt: now.toISOString(), confidence: 0.8 },
    ...different,
  };
}

export function day(daysAgo: number): string {
  return new Date(now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);
}

export const industry = (name: string) => fact("industry", name);
export const people = (min: number, max: number | null = min) => fact("employees", { min, max });
export const country = (code: string) => fact("hq_country", code);
export const prices = (open: boolean) => fact("pricing_public", open, at("/pricing"));
export const person = (name: string, title: string | null) =>
  fact("person", { name, title }, at("/team"));
export const tech = (name: string, modern: boolean | null) =>
  fact("tech", { name, category: "any", modern });

export const job = (title: string, daysAgo: number | null) =>
  event("job", "/careers", daysAgo, (postedAt) => ({ title, area: null, place: null, postedAt }));
export const news = (title: string, daysAgo: number | null) =>
  event("news", "/press", daysAgo, (date) => ({ title, date }));
export const changelog = (title: string, daysAgo: number | null) =>
  event("changelog", "/changelog", daysAgo, (date) => ({ title, date }));
export const funding = (round: string, daysAgo: number | null, amount: string | null = null) =>
  event("funding", "/press", daysAgo, (date) => ({ round, amount, date }));

export function touch(outcome: string | null, daysAgo: number): Touch {
  const at = new Date(now.getTime() - daysAgo * 86_400_000);
  return { kind: "outcome", outcome, reason: null, value: null, at, by: "Rita Rep" };
}

function event(
  name: FactName,
  path: string,
  daysAgo: number | null,
  said: (date: string | null) => Fact["value"],
): Fact {
  const date = daysAgo === null ? null : day(daysAgo);
  const observedAt = new Date(date ?? now).toISOString();
  return fact(name, said(date), { observedAt, ...at(path) });
}

function at(path: string): Partial<Fact> {
  return { sourceUrl: `${site}${path}` };
}

/** Two openings with one title and day would be one fact. */
const titleOf = (days: number) => (days === 2 ? "Data Engineer" : `Data Engineer, team ${days}`);

/** Right trade and size, hiring, funded, in the news. */
export const strong: Fact[] = [
  ...[
    industry("Logistics"),
    people(180, 220),
    prices(true),
    person("Ana Weber", "Head of Operations"),
  ],
  ...[tech("Next.js", true), tech("HubSpot", true), tech("Google Tag Manager", null)],
  ...[2, 4, 6, 9, 13, 18].map((days) => job(titleOf(days), days)),
  ...[funding("Series B", 19, "€24 million"), news("Northwind raises €24 million", 19)],
  ...[news("Northwind opens an office in Rotterdam", 12), changelog("Arrival times learn", 8)],
];

/** Right trade and size, and little else. */
export const fair: Fact[] = [
  ...[industry("Manufacturing"), people(320), news("Second grinding hall opens", 130)],
  job("Production Planner", 34),
];

export const tooSmall: Fact[] = [
  ...[industry("Professional services"), people(28), country("FR"), job("Junior Consultant", 75)],
];

export const otherTrade: Fact[] = [
  ...[industry("Hospitality"), people(110), country("NO"), tech("Webflow", true)],
];

export const hopeless: Fact[] = [
  ...[industry("Hospitality"), people(6), country("GB"), prices(false), tech("Joomla", false)],
];

export const blankUtm = blankLead("website").utm;
