import type { Decision, Part } from "./decision.ts";

/** What moved a score from one decision to the next, largest first. */
export function explainChange(
  before: Decision,
  after: Decision,
): { points: number; cause: string }[] {
  const names = new Set([...before.parts, ...after.parts].map((part) => part.name));
  return [...names]
    .map((name) => {
      const [was, is] = [find(before.parts, name), find(after.parts, name)];
      const cause = (is ?? was)?.because ?? name;
      return { points: (is?.points ?? 0) - (was?.points ?? 0), cause };
    })
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

function find(parts: readonly Part[], name: string): Part | undefined {
  return parts.find((part) => part.name === name);
}
