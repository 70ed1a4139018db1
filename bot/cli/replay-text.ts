import { signed } from "../../cards/numbers.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import type { Part } from "../../pipeline/score/decision.ts";
import type { Replay } from "../replay/replay.ts";

/** The stages of a replayed lead for people: a heading each, and a line for each thing it found out. */
export function stagesInWords(stages: Replay): string {
  const { input, normalised, facts, parts, decision, cards } = stages;
  const sections = {
    Input: "text" in input ? [`/lead ${input.text}`] : fieldLines(input.intake),
    Normalised: fieldLines(normalised),
    Facts: facts.map(factLine),
    Parts: parts.map(partLine),
    Decision: decisionLines(decision),
    "Card as text": [cards.text],
    "Card in Slack": [cards.slack.text, ...cards.slack.blocks.map(blockLine)],
    "Card in Teams": [cards.teams.fallbackText ?? "", ...cards.teams.body.map(blockLine)],
  };
  return Object.entries(sections)
    .map(([title, lines]) => `${title}\n${indented(lines.length > 0 ? lines : ["none"])}`)
    .join("\n\n");
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line.replaceAll("\n", "\n  ")}`).join("\n");
}

/** The fields that say something. */
function fieldLines(value: unknown): string[] {
  return Object.entries(value ?? {})
    .map(([name, field]) => [name, inWords(field)])
    .filter(([, field]) => field !== "")
    .map(([name, field]) => `${name}: ${field}`);
}

/** Any JSON on one line; what nobody knows is left out. */
function inWords(value: unknown): string {
  if (value === null) return "";
  if (typeof value !== "object") return String(value).replaceAll(/\s+/g, " ");
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  return fieldLines(value).join(", ");
}

function factLine({ name, value, quote, sourceUrl }: Fact): string {
  const said = quote === null ? [] : [`“${inWords(quote)}”`];
  return [`${name}: ${inWords(value)}`, ...said, sourceUrl ?? ""].join("\n  ").trimEnd();
}

function partLine({ points, component, because, name }: Part): string {
  return `${signed(points).padEnd(5)}${component.padEnd(8)}${because} (${name})`;
}

function decisionLines({ bars, unknown, ...decision }: Replay["decision"]): string[] {
  const reach = bars.map(({ label, points, min, max }) => {
    return `${label} ${signed(points)} of ${signed(min)}…${signed(max)}`;
  });
  const open = unknown.map(({ label, min, max }) => `${label} ${signed(min)}…${signed(max)}`);
  return fieldLines({ ...decision, bars: reach, unknown: open });
}

/** A block or element by its type and what people read of it, in the chat's own escapes. */
function blockLine(block: { type: string }): string {
  return `${block.type}: ${wordsOf(block).join(" | ").replaceAll("\n", "\n  ")}`;
}

/** What a press sends is not for people, and a fallback says the same again. */
const unread = new Set(["data", "fallback"]);

function wordsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(wordsOf);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) => {
    if (typeof child !== "string") return unread.has(name) ? [] : wordsOf(child);
    const isRead = name === "text" || name === "title" || (name === "value" && "title" in node);
    return isRead ? [child] : [];
  });
}
