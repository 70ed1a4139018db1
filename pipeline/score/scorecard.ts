import { advise } from "./advice.ts";
import type { Decision, Label, Part } from "./decision.ts";
import { fitLines } from "./fit.ts";
import { intentLines } from "./intent.ts";
import { barsOf, capsOf, scalesOf, sum } from "./limits.ts";
import type { Finding, Known, Line } from "./line.ts";
import type { Playbook } from "./playbook.ts";
import { risks } from "./risks.ts";
import { wholeShares } from "./shares.ts";
import { timingLines } from "./timing.ts";

/** The fourteen of the scorecard; the rest are the rubric's and dated signals. */
export const featureNames = [
  "industry",
  "size_band",
  "geographic_reach",
  "vertical_fit",
  "tech_modernity",
  "stack_overlap",
  "pricing_transparency",
  "email_pattern",
  "sales_team",
  "engagement",
  "referral",
  "product_maturity",
  "funding",
  "news_sentiment",
] as const;

/**
 * Scores a lead. The score is the sum of the parts, always: base, one part per line that found
 * something, and a part for every cap that cut in. What nobody could tell adds nothing and is listed.
 */
export function score(known: Known): Decision {
  const { playbook } = known;
  const lines = [...fitLines(known), ...intentLines(known), ...timingLines(known)];
  const scales = scalesOf(playbook);
  const weighted = lines.map((line) => weigh(line, scales[line.component].factor));
  const counted = [basePart(playbook.base), ...shown(weighted)];
  const parts = [...counted, ...capsOf(counted, scales)];
  const total = sum(parts);
  const judged = {
    label: labelOf(total, playbook),
    parts,
    unknown: weighted.filter(({ found }) => found === null).flatMap(unknownOf),
    riskFlags: risks(known),
  };
  return {
    score: total,
    gate: null,
    ...judged,
    bars: barsOf(parts, scales),
    features: featuresOf(lines),
    ...advise(known, judged),
    modelVersion: "scorecard 1",
  };
}

/** Compares the shown whole number. */
export function labelOf(total: number, { thresholds }: Playbook): Label {
  if (total >= thresholds.a) return "A";
  if (total >= thresholds.b) return "B";
  return total >= thresholds.c ? "C" : "D";
}

function weigh(line: Line, factor: number): Line {
  const [min, max] = line.span;
  const found = line.found && { ...line.found, points: line.found.points * factor };
  return { ...line, found, span: [min * factor, max * factor] };
}

function basePart(points: number): Part {
  const because = "average lead";
  return { name: "base", component: "BASE", points, because, evidence: null, observedAt: null };
}

type FoundLine = Line & { found: Finding };

function shown(lines: readonly Line[]): Part[] {
  const found = lines.filter((line): line is FoundLine => line.found !== null);
  const points = wholeShares(found.map((line) => line.found.points));
  return found
    .map(({ name, component, found: { because, evidence, observedAt } }, index) => {
      return { name, component, points: points[index] ?? 0, because, evidence, observedAt };
    })
    .filter((part) => part.points !== 0);
}

/** An answer that could move nothing is not worth listing. */
function unknownOf({ name, label, component, span }: Line): Decision["unknown"] {
  const [min, max] = [Math.round(span[0]) + 0, Math.round(span[1]) + 0]; // no -0
  return min === 0 && max === 0 ? [] : [{ name, label, component, min, max }];
}

function featuresOf(lines: readonly Line[]): Decision["features"] {
  const values = new Map(lines.map(({ name, found }) => [name, found?.value ?? null]));
  return Object.fromEntries(featureNames.map((name) => [name, values.get(name) ?? null]));
}
