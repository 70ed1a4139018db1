import type { Decision, Part as ScorePart, Unknown } from "../pipeline/score/decision.ts";
import type { Line, Part } from "./card.ts";
import { signed } from "./numbers.ts";
import { words } from "./words.ts";

const shownReasons = 5;
const shownUnknowns = 4;
const shownRisks = 4;

/** Bars, starting point and reasons. The starting point, the shown reasons and the rest add up to the score. */
export function scoreParts(decision: Decision, evidenceUrl: string): Part[] {
  const base = decision.parts.filter(({ component }) => component === "BASE");
  const reasons = strongestFirst(decision.parts.filter(({ component }) => component !== "BASE"));
  const shown = reasons.slice(0, shownReasons);
  const rest = reasons.slice(shownReasons);

  const parts: Part[] = [{ kind: "bars", bars: bars(decision) }];
  for (const part of base) {
    parts.push({ kind: "text", line: [words.startingPoint(part.points, part.because)] });
  }
  parts.push({ kind: "reasons", rows: shown.map((part) => reasonRow(part, evidenceUrl)) });
  if (rest.length > 0) {
    const sum = rest.reduce((total, { points }) => total + points, 0);
    const text = words.smallerReasons(rest.length, signed(sum));
    parts.push({ kind: "text", line: [{ kind: "link", text, url: evidenceUrl }] });
  }
  return parts;
}

/** What is unknown, what is risky and what to do next. */
export function adviceParts(decision: Decision): Part[] {
  const parts: Part[] = [];
  if (decision.unknown.length > 0) {
    parts.push({ kind: "text", line: [words.unknown, unknownText(decision.unknown)] });
  }
  const risks = decision.riskFlags.slice(0, shownRisks).map(({ text }) => text);
  const hidden = decision.riskFlags.length - risks.length;
  if (hidden > 0) risks.push(words.andMore(hidden));
  for (const text of risks) parts.push({ kind: "warning", line: [text] });
  if (decision.nextAction !== "") {
    const line: Line = [{ kind: "bold", text: words.next }, ` ${lowerFirst(decision.nextAction)}`];
    parts.push({ kind: "text", line });
  }
  return parts;
}

/** A reason with its proof: every part has its anchor on the evidence page. */
export function reasonRow(part: ScorePart, evidenceUrl: string) {
  return {
    points: part.points,
    because: part.because,
    evidence: {
      label: part.evidence?.label ?? words.evidence,
      url: `${evidenceUrl}#${encodeURIComponent(part.name)}`,
    },
  };
}

export function strongestFirst(parts: readonly ScorePart[]): ScorePart[] {
  return parts.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

/** `budget (could move it −5…+8)`. */
export function unknownLabel({ label, min, max }: Unknown): string {
  if (min === 0 && max === 0) return label;
  return `${label} ${words.couldMove(signed(min), signed(max))}`;
}

/** What would help most to find out comes first: the most it could add, then the widest. */
function unknownText(unknown: readonly Unknown[]): string {
  const widest = unknown.toSorted((a, b) => b.max - a.max || a.min - b.min);
  const labels = widest.slice(0, shownUnknowns).map(unknownLabel);
  const hidden = unknown.length - labels.length;
  return hidden > 0 ? `${labels.join(", ")} ${words.andMore(hidden)}` : labels.join(", ");
}

function bars(decision: Decision) {
  return decision.bars.map(({ label, points, min, max }) => ({
    label,
    points,
    share: max > min ? (points - min) / (max - min) : 0,
  }));
}

/** `Call Ana` reads on as `Next: call Ana`; `CRM …` stays. */
function lowerFirst(sentence: string): string {
  return sentence.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}
