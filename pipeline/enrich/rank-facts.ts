import type { Fact } from "./fact.ts";
import { type SeenFact, seenMs } from "./freshness.ts";
import { rankOf } from "./standing-facts.ts";

/** Best source first, then surest, then newest; the order of the input does not matter. */
export function rankFacts<One extends SeenFact>(facts: readonly One[]): One[] {
  return facts
    .map((fact) => ({ fact, said: sayingOf(fact), text: inOrder(fact) }))
    .toSorted(
      (a, b) => byTrust(a.fact, b.fact) || compare(a.said, b.said) || compare(a.text, b.text),
    )
    .map(({ fact }) => fact);
}

/** Why one statement comes before another. */
export function whyFirst(a: SeenFact, b: SeenFact): "source" | "surer" | "newer" {
  if (rankOf(a) !== rankOf(b)) return "source";
  return a.confidence === b.confidence ? "newer" : "surer";
}

/** What a fact says, the same for every page that says it. */
export function sayingOf({ name, value }: Fact): string {
  return `${name}:${inOrder(value).toLowerCase()}`;
}

function byTrust(a: SeenFact, b: SeenFact): number {
  return (
    rankOf(a) - rankOf(b) ||
    b.confidence - a.confidence ||
    compare(b.observedAt, a.observedAt) ||
    seenMs(b) - seenMs(a)
  );
}

/** JSON with its keys in order: the database returns them in another than the page reader. */
function inOrder(value: Fact["value"] | Fact): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => compare(a, b)))
      : inner,
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
