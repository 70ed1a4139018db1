import { type Fact, values } from "../enrich/fact.ts";
import { type Dated, dated } from "./dated.ts";
import { engagement } from "./engagement.ts";
import { wantLines } from "./enquiry.ts";
import { hiring } from "./hiring.ts";
import type { Finding, Known, Line } from "./line.ts";
import { factsNamed, fromFact, linesOf, neutral } from "./line.ts";
import { clip } from "./words.ts";

const FRESH_DAYS = 90;
const YEAR_DAYS = 365;
const MOST_TITLE = 80;

const line = linesOf("INTENT");

/** How much the company shows it wants something: five of the fourteen features, dated signals, and its own words. */
export function intentLines(known: Known): Line[] {
  return [
    line("engagement", "contact so far", [-4, 6], engagement(known)),
    line("product_maturity", "product news", [0, 1], productMaturity(known)),
    line("funding", "funding within 12 months", [0, 5], funding(known)),
    line("news_sentiment", "recent news", [-4, 2], news(known)),
    line("hiring", "open positions", [0, 7], hiring(known)),
    ...wantLines(known),
  ];
}

function productMaturity({ facts, now }: Known): Finding | null {
  const [latest] = dated(titled(facts, "changelog"), now);
  if (!latest) return null;
  const { fact, days, when } = latest;
  if (days > FRESH_DAYS) return neutral(days);
  return fromFact(fact, days, 1, `Product news ${when}: ${headlineOf(fact)}`);
}

function funding({ facts, now }: Known): Finding | null {
  const [latest] = dated(factsNamed(facts, "funding"), now);
  if (!latest) return null;
  const { fact, days, when } = latest;
  if (days > YEAR_DAYS) return neutral(days);
  const { round, amount } = values.funding.safeParse(fact.value).data ?? {};
  const what = round ? `a ${roundName(round)}` : (amount ?? "money");
  const sum = round && amount ? ` (${amount})` : "";
  return fromFact(fact, days, days <= FRESH_DAYS ? 5 : 2, `Raised ${what}${sum} ${when}`);
}

/** `Series B`, `seed round`. */
function roundName(round: string): string {
  return /^series/i.test(round) ? round : `${round.toLowerCase()} round`;
}

const bad =
  /(?<!\p{L})(?:layoffs?|lays? off|laid off|job cuts|cuts (?:\d+ )?jobs|redundancies|insolven\p{L}*|bankrupt\p{L}*|receivership|(?:shuts?|shutting|closes|closing) down|closes its doors|lawsuit|sued|product recall|entlassung\p{L}*|stellenabbau|streicht stellen|pleite|licenciements?|redressement judiciaire|faillite|liquidation|despidos|quiebra|concurso de acreedores|licenziamenti|fallimento|faillissement|ontslagen|ontslagronde)(?!\p{L})/iu;

/** Bad news outlives good news: what was announced yesterday does not undo last month's layoffs. */
function news({ facts, now }: Known): Finding | null {
  const [cut] = dated(factsNamed(facts, "layoff_signal"), now);
  if (cut && cut.days <= FRESH_DAYS) return fromFact(cut.fact, -1, -4, layoffs(cut));
  const year = dated(titled(facts, "news"), now).filter(({ days }) => days <= YEAR_DAYS);
  const worst = year.find(({ fact, days }) => days <= FRESH_DAYS && bad.test(titleOf(fact)));
  const latest = worst ?? year[0];
  if (!latest) return null;
  const because = `In the news ${latest.when}: ${headlineOf(latest.fact)}`;
  if (bad.test(titleOf(latest.fact))) return fromFact(latest.fact, -1, -4, because);
  return fromFact(latest.fact, 1, latest.days <= FRESH_DAYS ? 2 : 1, because);
}

function layoffs({ fact, when }: Dated): string {
  const { count } = values.layoff_signal.safeParse(fact.value).data ?? {};
  return `Laid off ${count ? `${count} people` : "people"} ${when}`;
}

function titled(facts: readonly Fact[], name: "news" | "changelog"): Fact[] {
  return factsNamed(facts, name).filter((fact) => titleOf(fact) !== "");
}

function titleOf({ value }: Fact): string {
  return values.news.safeParse(value).data?.title ?? "";
}

function headlineOf(fact: Fact): string {
  return `“${clip(titleOf(fact), MOST_TITLE)}”`;
}
