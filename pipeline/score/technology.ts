import { type Fact, values } from "../enrich/fact.ts";
import type { Finding, Known } from "./line.ts";
import { factsNamed, fromFact, neutral } from "./line.ts";
import { listed } from "./words.ts";

type Tech = { fact: Fact; name: string; modern: boolean | null };

const MOST_NAMES = 3;

/** Whether the tools that say anything about age are mostly modern ones. */
export function modernity(known: Known): Finding | null {
  const judged = technologies(known).filter(({ modern }) => modern !== null);
  const modern = judged.filter((tech) => tech.modern);
  const legacy = judged.filter((tech) => !tech.modern);
  const isModern = modern.length >= legacy.length;
  const shown = isModern ? modern : legacy;
  const [proof] = shown;
  if (!proof) return null;
  const because = `${isModern ? "Modern" : "Legacy"} technology: ${namesOf(shown)}`;
  return fromFact(proof.fact, modern.length / judged.length, isModern ? 1 : -2, because);
}

/** Tools of theirs that ours works well with. */
export function stackOverlap(known: Known): Finding | null {
  const all = technologies(known);
  if (all.length === 0) return null;
  const shared = all.filter(({ name }) => known.playbook.stack.includes(name));
  const [proof] = shared;
  if (!proof) return neutral(0);
  const because = `Uses ${namesOf(shared)}, which your product works with`;
  return fromFact(proof.fact, shared.length, Math.min(2, shared.length), because);
}

function technologies({ facts }: Known): Tech[] {
  return factsNamed(facts, "tech").flatMap((fact) => {
    const tech = values.tech.safeParse(fact.value).data;
    return tech ? [{ fact, name: tech.name, modern: tech.modern }] : [];
  });
}

function namesOf(all: readonly Tech[]): string {
  return listed(all.slice(0, MOST_NAMES).map(({ name }) => name));
}
