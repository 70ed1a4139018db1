import type { Decision, Part } from "./decision.ts";

/** What moved a score from one decision to the next, largest first. The points add up to the difference. */
export function explainChange(
  before: Decision,
  after: Decision,
): { points: number; cause: string }[] {
  const gate = after.gate ?? before.gate;
  if (gate) {
    const points = (after.score ?? 0) - (before.score ?? 0);
    const cause = after.gate ? `dropped: ${gate.because}` : `no longer dropped: ${gate.because}`;
    return points === 0 ? [] : [{ points, cause }];
  }
  const names = new Set([...after.parts, ...before.parts].map((part) => part.name));
  return [...names]
    .map((name) => {
      const [was, is] = [find(before.parts, name), find(after.parts, name)];
      const cause = is?.because ?? `no longer: ${was?.because ?? name}`;
      return { points: (is?.points ?? 0) - (was?.points ?? 0), cause };
    })
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

function find(parts: readonly Part[], name: string): Part | undefined {
  return parts.find((part) => part.name === name);
}
