import type { Label } from "../score/decision.ts";
import type { Candidate, Trace } from "./trace.ts";

/**
 * Offers a lead to one of a pool: whoever had its company before, else the rep who asked for it, if
 * they may have it, else whoever has the fewest open leads; ties go to who waited longest for an offer, then to the pool's order.
 * A cap is never exceeded. The trace says of everybody why, or why not.
 */
export function assign(question: {
  pool: string;
  candidates: readonly Candidate[];
  /** The person who typed the lead; null for doors. */
  askedBy: string | null;
  /** Whom its company returns to: who had it, and when they last did something about it. */
  returning?: { personId: string; name: string; at: Date } | null;
  label: Label;
  now: Date;
}): Trace {
  const { pool, candidates, askedBy, returning = null } = question;
  const free = candidates.filter((one) => obstacle(one) === null).toSorted(byTurn);
  const before = free.find((one) => one.personId === returning?.personId);
  const asker = before ? undefined : free.find((one) => one.personId === askedBy);
  const owner = before ?? asker ?? free[0];
  const reasons = { owner, before, asker };
  return {
    pool,
    rule: ruleOf(reasons, candidates),
    ownerId: owner?.personId ?? null,
    candidates: candidates.map((one) => ({
      personId: one.personId,
      name: one.name,
      ok: one === owner,
      why: one === owner ? reasonFor(one, reasons) : reasonAgainst(one, reasons),
    })),
    ...(returning && { returning: { name: returning.name, at: returning.at.toISOString() } }),
  };
}

type Reasons = Record<"owner" | "before" | "asker", Candidate | undefined>;

function ruleOf({ owner, before, asker }: Reasons, candidates: readonly Candidate[]): string {
  if (before) return "returning";
  if (owner) return asker ? "asked for it" : "fewest open leads";
  return candidates.length > 0 ? "nobody could take it" : "the pool is empty";
}

function obstacle({ paused, cap, openLeads }: Candidate): string | null {
  if (paused) return "away";
  if (cap !== null && openLeads >= cap) return `at cap: ${openLeads} of ${cap} open`;
  return null;
}

/** The same state always gives the same order, whatever order it was read in. */
function byTurn(a: Candidate, b: Candidate): number {
  return (
    a.openLeads - b.openLeads ||
    lastOffer(a) - lastOffer(b) ||
    a.position - b.position ||
    a.personId.localeCompare(b.personId)
  );
}

function lastOffer({ lastOfferedAt }: Candidate): number {
  return lastOfferedAt === null ? 0 : Date.parse(lastOfferedAt);
}

function reasonFor({ openLeads }: Candidate, { before, asker }: Reasons): string {
  if (before) return "had this company before, and is free";
  return asker ? "asked for it, and is free" : `fewest open leads: ${openLeads}`;
}

function reasonAgainst(one: Candidate, { owner, before, asker }: Reasons): string {
  const stopped = obstacle(one);
  if (stopped || !owner) return stopped ?? "free";
  if (before) return `${before.name} had this company before`;
  if (asker) return `${asker.name} asked for it`;
  if (one.openLeads > owner.openLeads) {
    return `has ${one.openLeads} open, ${owner.name} has ${owner.openLeads}`;
  }
  return lastOffer(one) > lastOffer(owner)
    ? `got an offer later than ${owner.name}`
    : `comes after ${owner.name} in the pool`;
}
