import type { Label } from "../score/decision.ts";
import type { Candidate, Trace } from "./trace.ts";

/**
 * Offers a lead to one of a pool: the rep who asked for it if they may have it, else whoever has
 * the fewest open leads; ties go to who waited longest for an offer, then to the pool's order.
 * A cap is never exceeded. The trace says of everybody why, or why not.
 */
export function assign(question: {
  pool: string;
  candidates: readonly Candidate[];
  /** The person who typed the lead; null for doors. */
  askedBy: string | null;
  label: Label;
  now: Date;
}): Trace {
  const { pool, candidates, askedBy } = question;
  const free = candidates.filter((one) => obstacle(one) === null).toSorted(byTurn);
  const asker = free.find((one) => one.personId === askedBy);
  const owner = asker ?? free[0];
  const rule = asker ? "asked for it" : owner ? "fewest open leads" : "nobody could take it";
  return {
    pool,
    rule,
    ownerId: owner?.personId ?? null,
    candidates: candidates.map((one) => ({
      personId: one.personId,
      name: one.name,
      ok: one === owner,
      why: one === owner ? reasonFor(one, rule) : reasonAgainst(one, owner, rule),
    })),
  };
}

function obstacle({ paused, cap, openLeads }: Candidate): string | null {
  if (paused) return "away";
  if (cap !== null && openLeads >= cap) return `at cap: ${openLeads} of ${cap} open`;
  return null;
}

function byTurn(a: Candidate, b: Candidate): number {
  return (
    a.openLeads - b.openLeads ||
    (a.lastOfferedAt ?? "").localeCompare(b.lastOfferedAt ?? "") ||
    a.position - b.position
  );
}

function reasonFor({ openLeads }: Candidate, rule: string): string {
  return rule === "asked for it" ? "asked for it, and is free" : `fewest open leads: ${openLeads}`;
}

function reasonAgainst(one: Candidate, owner: Candidate | undefined, rule: string): string {
  const stopped = obstacle(one);
  if (stopped || !owner) return stopped ?? "free";
  if (rule === "asked for it") return `${owner.name} asked for it`;
  if (one.openLeads > owner.openLeads) {
    return `has ${one.openLeads} open, ${owner.name} has ${owner.openLeads}`;
  }
  return one.lastOfferedAt === owner.lastOfferedAt
    ? `comes after ${owner.name} in the pool`
    : `got an offer later than ${owner.name}`;
}
