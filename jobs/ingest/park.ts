import { appendEvent } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { findEventRule } from "../../db/event-types.ts";
import { rewriteArrival } from "../../db/record-arrivals.ts";
import { type StoredArrival, settleSourceEvent } from "../../db/source-events.ts";
import { eventKeyOf } from "../../pipeline/ingest/doors/events.ts";
import { leadByPaths } from "../../pipeline/ingest/doors/json-paths.ts";
import { missingOf, normalise } from "../../pipeline/ingest/normalise.ts";
import type { World } from "../world.ts";
import { settleLead } from "./settle-lead.ts";

/**
 * Keeps an arrival that nobody can make a lead of, where people can see it. Once somebody said what
 * events of its type mean, it is a lead, or it is ignored.
 */
export async function park(tx: Tx, arrival: StoredArrival, world: World): Promise<void> {
  const { id, channel, doorId, eventType, raw } = arrival;
  const rule = eventType === null ? undefined : await findEventRule(tx, doorId, eventType);
  if (rule && "ignore" in rule) {
    return settleSourceEvent(tx, id, "settled", null, "Events of this type are ignored.");
  }
  const input = rule && raw !== null ? normalise(leadByPaths(raw, rule), channel).lead : undefined;
  if (input && missingOf(input).length === 0) {
    await rewriteArrival(tx, id, { input });
    return settleLead(tx, { ...arrival, input }, world);
  }
  const why = input ? "The places that were named for company and site are empty in it." : null;
  await settleSourceEvent(tx, id, "parked", null, why);
  await appendEvent(tx, "raw.events", eventType ?? "arrival.parked", world.now(), {
    key: (eventType && raw && tameKey(eventKeyOf(raw))) ?? channel,
  });
}

/** Understood, and deliberately nothing is done: the sentence it came with stays. */
export async function settleAsIs(tx: Tx, { id, detail }: StoredArrival): Promise<void> {
  await settleSourceEvent(tx, id, "settled", null, detail);
}

/** The event log is sealed by nothing, so a key that could be somebody's address stays out of it. */
function tameKey(key: string | null): string | null {
  return key !== null && /^[\w.:-]{1,100}$/.test(key) ? key : null;
}
