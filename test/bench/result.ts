/** What a benchmark found out, and what it was meant to find. */
export type Result = {
  name: string;
  value: number;
  unit: string;
  /** Who or what the value is compared with; for a ratio, measured in the same run. */
  opponent: string;
  /** How many times better than the opponent we are. */
  ratio: number;
  goal: { atMost: number } | { atLeast: number } | { ratioAtLeast: number };
};

/** One line for programs. */
export function toJson(result: Result): string {
  const { name, value, unit, opponent, ratio, goal } = result;
  const [target] = Object.values(goal);
  const rounded = { value: round(value), unit, opponent, ratio: round(ratio) };
  return JSON.stringify({ name, ...rounded, target, ok: isMet(result) });
}

/** One row for people, under {@link heading}. */
export function toRow(result: Result): string {
  const { name, value, unit, opponent, ratio, goal } = result;
  const target = targetOf(goal, unit);
  const verdict = isMet(result) ? "met" : "missed";
  return row(name, `${round(value)} ${unit}`, target, verdict, `${round(ratio)}×`, opponent);
}

export const heading = row("benchmark", "value", "target", "", "ratio", "opponent");

function row(...cells: [string, string, string, string, string, string]): string {
  const widths = [15, 14, 13, 8, 8, 0];
  return cells.map((cell, index) => `${cell} `.padEnd(widths[index] ?? 0)).join("");
}

function targetOf(goal: Result["goal"], unit: string): string {
  if ("atMost" in goal) return `≤ ${goal.atMost} ${unit}`;
  return "atLeast" in goal ? `≥ ${goal.atLeast} ${unit}` : `≥ ${goal.ratioAtLeast}×`;
}

function isMet({ value, ratio, goal }: Result): boolean {
  if ("atMost" in goal) return value <= goal.atMost;
  return "atLeast" in goal ? value >= goal.atLeast : ratio >= goal.ratioAtLeast;
}

/** Three digits are all a benchmark can promise. */
function round(value: number): number {
  return value >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}
