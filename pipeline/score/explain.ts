import type { Decision, Part } from "./decision.ts";

/** What moved a score from one decision to the next, largest first. The points add up to the difference. */
export function explainChange(
  before: Decision,
  after: Decision,
): { points: number; cause: string }[] {
  if ((before.gate === null) !== (after.gate === null)) return gateMoved(before, after);
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

/** A gate closed or opened: one line says it all. */
function gateMoved(before: Decision, after: Decision): { points: number; cause: string }[] {
  const because = (after.gate ?? before.gate)?.because;
  const points = (after.score ?? 0) - (before.score ?? 0);
  return [{ points, cause: `${after.gate ? "dropped" : "no longer dropped"}: ${because}` }];
}

function find(parts: readonly Part[], name: string): Part | undefined {
  return parts.find((part) => part.name === name);
}
