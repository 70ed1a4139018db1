import type { Fact } from "../enrich/fact.ts";
import type { SeenFact } from "../enrich/freshness.ts";
import { rankFacts, sayingOf } from "../enrich/rank-facts.ts";
import { single, standingFacts } from "../enrich/standing-facts.ts";

/**
 * The facts that count now, of everything ever stated: of what still stands, the best source first,
 * then the surest, then the newest. The order of the input does not matter.
 */
export function pickFacts<One extends SeenFact>(facts: readonly One[]): One[] {
  const best = new Map<string, Fact>();
  return rankFacts(standingFacts(facts)).filter((fact) => {
    const said = sayingOf(fact);
    const first = best.get(fact.name);
    const spoken = single.has(fact.name) && first && !speaksOn(first, fact);
    if (spoken || best.has(said)) return false;
    best.set(said, fact);
    best.set(fact.name, first ?? fact);
    return true;
  });
}

/** A page may name two industries in one breath: a maker of software for carriers is in both. */
function speaksOn(first: Fact, { name, sourceUrl, provider, observedAt }: Fact): boolean {
  return (
    name === "industry" &&
    first.sourceUrl === sourceUrl &&
    first.provider === provider &&
    first.observedAt === observedAt
  );
}
