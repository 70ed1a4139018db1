import { type Fact, values } from "../enrich/fact.ts";
import type { Finding, Known, Line } from "./line.ts";
import { daysSince, factsNamed, fromFact, fromLead } from "./line.ts";

const FRESH_DAYS = 90;
const YEAR_DAYS = 365;

/** How much the company shows it wants something: five of the fourteen features, dated signals, and urgency. */
export function intentLines(known: Known): Line[] {
  return [
    line("engagement", "contact so far", [-4, 6], engagement(known)),
    line("referral", "referral", [0, 5], referral(known)),
    line("product_maturity", "product news", [0, 2], productMaturity(known)),
    line("funding", "funding within 12 months", [0, 5], funding(known)),
    line("news_sentiment", "recent news", [-4, 3], news(known)),
    line("hiring", "open positions", [0, 9], hiring(known)),
    line("urgency", "urgency", [0, 8], urgency(known)),
    line("enquiry", "own enquiry", [0, 6], enquiry(known)),
  ];
}

function line(name: string, label: string, span: Line["span"], found: Finding | null): Line {
  return { name, label, component: "INTENT", span, found };
}

const answered: Record<string, number> = { meeting: 6, connected: 4, won: 6, no_answer: -1 };

function engagement({ touches }: Known): Finding | null {
  const outcomes = touches.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
  if (outcomes.length === 0) return null;
  const sum = outcomes.reduce((total, outcome) => total + (answered[outcome] ?? 0), 0);
  const points = Math.max(-4, Math.min(6, sum));
  const finding = fromLead(sum, points, `Talked to us: ${outcomes[0]?.replaceAll("_", " ")}`);
  return { ...finding, evidence: { label: "Log", url: null } };
}

function referral({ lead }: Known): Finding | null {
  const said = [lead.source, lead.utm.source, lead.utm.medium].join(" ");
  if (!lead.utm.source && !/refer|partner|recommend/i.test(lead.source)) return null;
  const yes = /refer|partner|recommend/i.test(said);
  return fromLead(yes ? 1 : 0, yes ? 5 : 0, "Came by recommendation");
}

function productMaturity({ facts, now }: Known): Finding | null {
  const [proof, days] = newest(factsNamed(facts, "changelog"), now);
  if (!proof) return null;
  const fresh = days <= FRESH_DAYS;
  return fromFact(proof, days, fresh ? 2 : 0, `Ships its product: last change ${ago(days)}`);
}

function funding({ facts, now }: Known): Finding | null {
  const [proof, days] = newest(factsNamed(facts, "funding"), now);
  if (!proof || days > YEAR_DAYS) return null;
  const round = values.funding.safeParse(proof.value).data;
  const what = [round?.round ?? "a round", round?.amount].filter(Boolean).join(", ");
  return fromFact(proof, days, days <= FRESH_DAYS ? 5 : 3, `Raised ${what} ${ago(days)}`);
}

const bad =
  /\b(layoffs?|lay off|insolven\w*|bankrupt\w*|closes|shut(s|ting)? down|lawsuit|recall)\b/i;

function news({ facts, now }: Known): Finding | null {
  const [proof, days] = newest(factsNamed(facts, "news"), now);
  if (!proof || days > YEAR_DAYS) return null;
  const title = values.news.safeParse(proof.value).data?.title ?? "";
  if (bad.test(title)) return fromFact(proof, -1, -4, `In the news: “${title}”`);
  return fromFact(proof, 1, days <= FRESH_DAYS ? 3 : 1, `In the news ${ago(days)}: “${title}”`);
}

function hiring({ facts, now }: Known): Finding | null {
  const jobs = factsNamed(facts, "job");
  const [proof, days] = newest(jobs, now);
  if (!proof) return null;
  const recent = jobs.filter((fact) => daysSince(fact.observedAt, now) <= FRESH_DAYS);
  const count = recent.length;
  const points = count >= 5 ? 9 : count >= 3 ? 7 : count >= 1 ? 4 : 0;
  const title = values.job.safeParse(proof.value).data?.title ?? "people";
  const what = count === 1 ? title : `${count} people, ${title} among them`;
  return fromFact(proof, count, points, `Hiring ${what} (newest ${ago(days)})`);
}

const soon: readonly [pattern: RegExp, days: number][] = [
  [/\b(asap|urgent(ly)?|immediately|this (week|month)|dringend|sofort)\b/i, 14],
  [/\bnext month|within (30|thirty) days\b/i, 30],
  [/\b(this|next) quarter|within (60|90) days|in (two|three|2|3) months\b/i, 90],
];

function urgency({ lead }: Known): Finding | null {
  const hit = soon.find(([pattern]) => pattern.test(lead.freeText ?? ""));
  if (!hit) return null;
  const [, days] = hit;
  return fromLead(days, days <= 30 ? 8 : 4, `Wants it within ${days} days`);
}

function enquiry({ lead }: Known): Finding | null {
  if (!lead.freeText && !lead.productInterest) return null;
  const demo = /\b(demo|trial|quote|offer|pricing|angebot|buy|purchase)\b/i;
  const asked = demo.test(`${lead.freeText} ${lead.productInterest}`);
  return fromLead(
    asked ? 2 : 1,
    asked ? 6 : 3,
    asked ? "Asked for an offer or demo" : "Wrote to us",
  );
}

/** The newest of dated facts that lie in the past, and its age in days. */
export function newest(facts: readonly Fact[], now: Date): [Fact, number] | [undefined, number] {
  const past = facts
    .map((fact): [Fact, number] => [fact, daysSince(fact.observedAt, now)])
    .filter(([, days]) => days >= -1)
    .toSorted(([, a], [, b]) => a - b);
  return past[0] ?? [undefined, Number.POSITIVE_INFINITY];
}

function ago(days: number): string {
  const whole = Math.max(0, Math.floor(days));
  if (whole === 0) return "today";
  if (whole === 1) return "yesterday";
  if (whole < 14) return `${whole} days ago`;
  if (whole < 60) return `${Math.round(whole / 7)} weeks ago`;
  return `${Math.round(whole / 30)} months ago`;
}
