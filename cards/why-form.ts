import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Part as ScorePart } from "../pipeline/score/decision.ts";
import type { Form, Part } from "./card.ts";
import { doubtParts } from "./doubts.ts";
import { asideOf } from "./lead-face.ts";
import { reasonRow, strongestFirst, unknownLabel } from "./lead-score.ts";
import { signed } from "./numbers.ts";
import { day, when, whenExactly } from "./times.ts";
import { words } from "./words.ts";

/** An earlier change of the score: `+14 careers page, Tue`. */
export type Change = { points: number; cause: string; at: Date };

const shownDoubts = 5;

/** Every part of a score, grouped and largest first, what is unknown, and how it came about. */
export function whyForm(
  view: LeadView,
  now: Date,
  timeZone: string,
  history: readonly Change[] = [],
): Form {
  const decision = view.decision ?? view.soFar ?? null;
  const reason = (part: ScorePart) => {
    const row = reasonRow(part, view.evidenceUrl);
    const seen = new Date(part.observedAt ?? Number.NaN);
    if (Number.isNaN(seen.getTime())) return row;
    return { ...row, because: `${row.because} · ${day(seen, now, timeZone)}` };
  };

  const parts: Part[] = [
    { kind: "text", line: [{ kind: "bold", text: `${view.company.name} · ${asideOf(view)}` }] },
  ];
  if (!view.decision && decision) parts.push({ kind: "text", line: [words.soFarOnly] });
  if (!decision) parts.push({ kind: "text", line: [words.notScored] });
  else if (decision.gate) {
    parts.push({ kind: "text", line: [words.gated(decision.gate.because, decision.gate.rule)] });
  } else {
    for (const { title, components } of groups) {
      const rows = decision.parts.filter(({ component }) => components.includes(component));
      if (rows.length === 0) continue;
      const sum = rows.reduce((total, { points }) => total + points, 0);
      parts.push({ kind: "heading", text: `${title} ${signed(sum)}` });
      parts.push({ kind: "reasons", rows: strongestFirst(rows).map(reason) });
    }
  }
  parts.push(...doubtParts(view, shownDoubts));
  if (decision && decision.unknown.length > 0) {
    parts.push({ kind: "heading", text: words.unknownHeading });
    parts.push({ kind: "list", lines: decision.unknown.map((unknown) => [unknownLabel(unknown)]) });
  }
  if (decision) {
    const causes = history.map(
      ({ points, cause, at }) => `${signed(points)} ${cause}, ${when(at, now, timeZone)}`,
    );
    const decided = `${decision.modelVersion}, ${whenExactly(decision.decidedAt, now, timeZone)}`;
    parts.push({ kind: "note", line: [[...causes, decided].join(" · ")] });
  }
  return {
    title: words.why,
    submit: null,
    verb: "why",
    args: { lead: view.id },
    parts,
    fields: [],
  };
}

const groups: { title: string; components: ScorePart["component"][] }[] = [
  { title: "Starting point", components: ["BASE"] },
  { title: "Fit", components: ["FIT"] },
  { title: "Intent", components: ["INTENT"] },
  { title: "Timing", components: ["TIMING"] },
  { title: "What they told us", components: ["RUBRIC"] },
  { title: "Limits", components: ["CAP"] },
];
