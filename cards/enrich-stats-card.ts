import { type EnrichStats, TO_BEAT } from "../pipeline/ops/enrich-stats.ts";
import type { Card, Line } from "./card.ts";
import { cost, count } from "./numbers.ts";
import { failureLabels, words } from "./words.ts";

const say = {
  title: "Research, the last 30 days",
  none: "Nothing was researched yet. Type /lead with a company's domain.",
  read: "Read",
  toBeat: (percent: string, isBeaten: boolean) =>
    `${isBeaten ? "above" : "below"} the ${percent} to beat`,
  time: "Time",
  timeOf: (median: string, p95: string) => `median ${median}, 95 of 100 within ${p95}`,
  usd: "Cost per company",
  usdOf: (median: string) => `median ${median}`,
  pages: "Pages",
  pagesOf: (all: string, browser: string, unchanged: string) =>
    `${all} · by browser ${browser} · unchanged ${unchanged}`,
  again: "Known already",
  againOf: (cached: number, runs: number) => `${cached} of ${count(runs, "request")} asked no site`,
  failed: "Not read",
} as const;

/** Success, each reason of failure, speed and cost of research. */
export function enrichStatsCard(stats: EnrichStats): Card {
  const { companies, read, pages, runs } = stats;
  const isEmpty = companies === 0 && runs === 0;
  const rate = companies === 0 ? words.notMeasured : rateOf(read, companies);
  const rows = [
    [say.read, rate],
    [say.time, timeOf(stats)],
    [say.usd, stats.medianUsd === null ? words.notMeasured : say.usdOf(cost(stats.medianUsd))],
    [say.pages, pagesOf(stats)],
    [say.again, say.againOf(stats.cachedRuns, runs)],
  ].map(([label = "", text = ""]) => ({ label, line: [text] }));
  return {
    id: "enrich-stats",
    version: 0,
    summary: isEmpty ? say.none : `${say.read} ${rate} · ${count(pages, "page")}`,
    parts: [
      { kind: "title", text: say.title, aside: null },
      ...(isEmpty
        ? [{ kind: "text" as const, line: [say.none] }]
        : [{ kind: "facts" as const, rows }, ...failuresOf(stats)]),
    ],
    refresh: null,
  };
}

function rateOf(read: number, companies: number): string {
  const target = say.toBeat(percent(TO_BEAT, 1), read / companies > TO_BEAT);
  return `${read} of ${companies} (${percent(read, companies)}), ${target}`;
}

function timeOf({ medianSeconds, p95Seconds }: EnrichStats): string {
  if (medianSeconds === null || p95Seconds === null) return words.notMeasured;
  return say.timeOf(seconds(medianSeconds), seconds(p95Seconds));
}

function pagesOf({ pages, browserPages, cachedPages }: EnrichStats): string {
  if (pages === 0) return String(pages);
  return say.pagesOf(String(pages), percent(browserPages, pages), percent(cachedPages, pages));
}

/** Most frequent first; the same number by name, so that the card reads the same every time. */
function failuresOf({ failures }: EnrichStats) {
  const names: Record<string, string> = failureLabels;
  const lines = Object.entries(failures)
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([failure, n]): Line => [`${n} × ${names[failure] ?? failure.replaceAll("_", " ")}`]);
  if (lines.length === 0) return [];
  return [
    { kind: "text" as const, line: [{ kind: "bold" as const, text: say.failed }] },
    { kind: "list" as const, lines },
  ];
}

function percent(n: number, of: number): string {
  return `${Math.round((100 * n) / of)} %`;
}

function seconds(value: number): string {
  return `${Number(value.toFixed(1))} s`;
}
