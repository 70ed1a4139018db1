import type { Stats } from "../pipeline/ops/stats.ts";
import { labels } from "../pipeline/score/decision.ts";
import type { Card, Part } from "./card.ts";
import { cost } from "./numbers.ts";
import { failureLabels, outcomeLabels, words } from "./words.ts";

/** Volume, success, share of A and B, speed and cost. */
export function statsCard(stats: Stats): Card {
  const failed = sum(stats.failures);
  const good = (stats.labels.A ?? 0) + (stats.labels.B ?? 0);
  const figures: [string, string][] = [
    ["Leads", String(stats.leads)],
    ["Researched", share(stats.researched - failed, stats.researched)],
    ["A and B", share(good, stats.leads - (stats.labels.none ?? 0))],
    ["Claimed", share(stats.claimed, stats.leads)],
    ["Time to claim", measured(stats.claimMinutes, "min")],
    ["First card", measured(stats.firstCardSeconds, "s")],
    ["Complete card", measured(stats.completeCardSeconds, "s")],
    ["Cost per lead", stats.leads === 0 ? words.notMeasured : cost(stats.usd / stats.leads)],
  ];
  return {
    id: "stats",
    version: 0,
    summary: figures
      .slice(0, 3)
      .map((figure) => figure.join(" "))
      .join(" · "),
    parts: [
      { kind: "title", text: words.statsTitle, aside: null },
      { kind: "facts", rows: figures.map(([label, value]) => ({ label, line: [value] })) },
      ...counted(words.byLabel, byLabel(stats.labels)),
      ...counted(words.byOutcome, mostFirst(stats.outcomes, outcomeLabels)),
      ...counted(words.byFailure, mostFirst(stats.failures, failureLabels)),
    ],
    refresh: null,
  };
}

function counted(heading: string, counts: Count[]): Part[] {
  if (counts.length === 0) return [];
  const text = counts.map(([name, n]) => `${name} ${n}`).join(" · ");
  return [{ kind: "text", line: [{ kind: "bold", text: heading }, ` ${text}`] }];
}

type Count = [name: string, n: number];

function byLabel(counts: Stats["labels"]): Count[] {
  const all = [...labels, "none"].map((label): Count => [label, counts[label] ?? 0]);
  return all
    .filter(([, n]) => n > 0)
    .map(([label, n]) => [label === "none" ? words.unscored : label, n]);
}

function mostFirst(
  counts: Readonly<Record<string, number>>,
  names: Record<string, string>,
): Count[] {
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, n]) => [names[name] ?? name.replaceAll("_", " "), n]);
}

/** `45 of 67 (67 %)`. */
function share(n: number, of: number): string {
  return of <= 0 ? words.notMeasured : `${n} of ${of} (${Math.round((100 * n) / of)} %)`;
}

function measured(value: number | null, unit: string): string {
  return value === null ? words.notMeasured : `${Number(value.toFixed(1))} ${unit}`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, n) => total + n, 0);
}
