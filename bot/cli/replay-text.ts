import { signed } from "../../cards/numbers.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import type { Part } from "../../pipeline/score/decision.ts";
import type { Replay } from "../replay/replay.ts";

/** The stages of a replayed lead for people: one heading each, one line for each thing found out. */
export function stagesInWords({
  input,
  normalised,
  facts,
  parts,
  decision,
  cards,
}: Replay): string {
  const { text: notification, blocks } = cards.slack;
  const { body, ...rest } = cards.teams;
  const stages = {
    Input: "text" in input ? [`/lead ${input.text}`] : rows(input.intake),
    Normalised: rows(normalised),
    Facts: facts.map(factLine),
    Parts: parts.map(partLine),
    Decision: rows(decision),
    "Card as text": cards.text.split("\n"),
    "Card in Slack": [...rows({ text: notification }), ...blocks.map((block) => compact(block))],
    "Card in Teams": [...body.map((element) => compact(element)), ...rows(rest)],
  };
  return Object.entries(stages)
    .map(([title, lines]) => [title, ...indented(lines)].join("\n"))
    .join("\n\n");
}

function indented(lines: readonly string[]): string[] {
  return lines.length > 0 ? lines.map((line) => `  ${line}`) : ["  none"];
}

/** The fields of an object that say something. */
function rows(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [compact(value)];
  return Object.entries(value)
    .filter(([, field]) => !isEmpty(field))
    .map(([name, field]) => `${name}: ${compact(field)}`);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === "") return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

function compact(value: unknown): string {
  return typeof value === "string" ? value.replaceAll(/\s+/g, " ") : JSON.stringify(value);
}

function factLine({ name, value, quote, sourceUrl }: Fact): string {
  const proof = quote === null ? "" : ` “${compact(quote)}”`;
  return `${name}: ${compact(value)}${proof} ${sourceUrl ?? ""}`.trimEnd();
}

function partLine({ points, component, because, name }: Part): string {
  return `${signed(points).padEnd(4)}${component.padEnd(8)}${because} (${name})`;
}
