import type { Decision } from "./decision.ts";
import { explainChange } from "./explain.ts";

/** What moved a lead's score from decision to decision, newest first, as the decisions come. */
export function scoreHistory(
  decisions: readonly (Decision & { decidedAt: Date })[],
): { points: number; cause: string; at: Date }[] {
  return decisions.flatMap((after, index) => {
    const before = decisions[index + 1];
    const changes = before ? explainChange(before, after) : [];
    return changes.map((change) => ({ ...change, at: after.decidedAt }));
  });
}
