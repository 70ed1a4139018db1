import type { Card, Line, Part, Run } from "./card.ts";
import { clip, oneLine } from "./clean.ts";
import { cardLimits } from "./limits.ts";
import { words } from "./words.ts";

/** Every part at a size people read: too many rows end in "and 12 more", long text is cut at a word. */
export function shorten(parts: readonly Part[]): Part[] {
  return parts.map(shortenPart);
}

/**
 * The parts that fit, the least important kind dropped first and of a kind the longest, with a
 * note that says so. What the lead is and what to do about it goes last.
 */
export function keepWhatFits(parts: readonly Part[], fits: (parts: Part[]) => boolean): Part[] {
  const kept = [...parts];
  if (fits(kept)) return kept;
  const note: Part = { kind: "note", line: [words.shortened] };
  for (const kind of leastImportantFirst) {
    const longestFirst = parts
      .filter((part) => part.kind === kind)
      .toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
    for (const part of longestFirst) {
      kept.splice(kept.indexOf(part), 1);
      if (fits([...kept, note])) return [...kept, note];
    }
  }
  return [note];
}

const leastImportantFirst: Part["kind"][] = [
  "divider",
  "note",
  "code",
  "table",
  "list",
  "facts",
  "heading",
  "bars",
  "warning",
  "text",
  "reasons",
  "actions",
  "title",
];

/** The sentence for notifications and screen readers. */
export function summaryOf(card: Card): string {
  return clip(oneLine(card.summary), cardLimits.rowText) || "Baton";
}

function shortenPart(part: Part): Part {
  switch (part.kind) {
    case "title":
      return { ...part, text: clip(oneLine(part.text), cardLimits.title) };
    case "text":
    case "note":
    case "warning":
      return { ...part, line: shortLine(part.line, cardLimits.text) };
    case "heading":
      return { ...part, text: clip(oneLine(part.text), cardLimits.title) };
    case "reasons":
      return {
        ...part,
        rows: part.rows.map((row) => ({
          points: row.points,
          because: clip(oneLine(row.because), cardLimits.rowText),
          evidence: row.evidence && {
            label: clip(oneLine(row.evidence.label), cardLimits.cell),
            url: row.evidence.url,
          },
        })),
      };
    case "facts":
      return {
        ...part,
        rows: [...part.rows.slice(0, cardLimits.rows), ...more(part.rows).map(lastFact)].map(
          ({ label, line }) => ({
            label: clip(oneLine(label), cardLimits.cell),
            line: shortLine(line, cardLimits.rowText),
          }),
        ),
      };
    case "list":
      return {
        ...part,
        lines: capped(part.lines.map((line) => shortLine(line, cardLimits.rowText))),
      };
    case "table":
      return {
        ...part,
        head: shortCells(part.head),
        rows: [
          ...part.rows.slice(0, cardLimits.rows).map(shortCells),
          ...more(part.rows).map((line) => [line]),
        ],
      };
    case "code":
      return { ...part, text: clip(part.text, cardLimits.text) };
    case "bars":
    case "actions":
    case "divider":
      return part;
  }
}

function capped(lines: readonly Line[]): Line[] {
  return [...lines.slice(0, cardLimits.rows), ...more(lines).map((line) => [line])];
}

function more(rows: readonly unknown[]): string[] {
  const hidden = rows.length - cardLimits.rows;
  return hidden > 0 ? [words.andMore(hidden)] : [];
}

function lastFact(text: string) {
  return { label: "…", line: [text] };
}

function shortCells(cells: readonly string[]): string[] {
  return cells
    .slice(0, cardLimits.columns)
    .map((cell) => clip(oneLine(cell), cardLimits.cell) || "–");
}

function shortLine(line: Line, max: number): Line {
  let room = max;
  return line.map((run): Run => {
    const text = typeof run === "string" ? run : run.kind === "person" ? run.name : run.text;
    const cut = clip(text, room);
    room -= cut.length;
    if (typeof run === "string") return cut;
    return run.kind === "person" ? { ...run, name: cut } : { ...run, text: cut };
  });
}
