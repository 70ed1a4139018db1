import { z } from "zod";
import { recordWords } from "../../cards/record-words.ts";
import type { Tx } from "../../db/client.ts";
import {
  findRecordArrival,
  listRecordArrivals,
  noteTry,
  type RecordArrival,
} from "../../db/record-arrivals.ts";
import { type Door, findDoor } from "../../db/tenants.ts";
import { fieldsOf, parseJson } from "../../pipeline/ingest/doors/json.ts";
import { defineJob, enqueue } from "../job.ts";
import type { World } from "../world.ts";
import { type Answered, askSource } from "./fetch-record.ts";
import type { RecordSource } from "./lead-form.ts";
import { pullJob } from "./pull-job.ts";
import { type Outcome, settleRecord } from "./settle-record.ts";
import { sourceOf } from "./sources.ts";

/** Tries before a person is asked: about three quarters of an hour. */
const MOST_TRIES = 12;

/**
 * Takes an arrival about a record of another system where it belongs: fetches the record where that
 * can be done, and puts it together with what else is known of it.
 */
export const pullRecord = defineJob({
  ...pullJob,
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "sourceEventId",

  async run({ tenantId, id }, world) {
    const { db, now } = world;
    const { arrival, isKnown } = await db.inTenant(tenantId, (tx) => look(tx, id));
    if (arrival.status !== "received") return; // a retry: the first run committed
    const door = arrival.doorId === null ? undefined : await findDoor(db, arrival.doorId);
    const asked = isKnown ? null : await fetchRecord(world, arrival, door);
    if (asked?.kind === "later") return tryLater(world, tenantId, arrival, asked);
    const outcome = outcomeOf(asked, sourceOf(arrival.channel), now());
    await db.inTenant(tenantId, (tx) => settleRecord(tx, world, arrival, door, outcome));
  },
});

/** An arrival, and whether its record was fetched since it came: it says nothing newer then. */
async function look(tx: Tx, id: string): Promise<{ arrival: RecordArrival; isKnown: boolean }> {
  const arrival = await findRecordArrival(tx, id);
  const all = await listRecordArrivals(tx, arrival.channel, arrival.externalId);
  const since = arrival.receivedAt.getTime();
  const isKnown = fetchedAt(arrival.raw) > 0 || all.some(({ raw }) => fetchedAt(raw) > since);
  return { arrival, isKnown };
}

function fetchedAt(raw: string | null): number {
  return Number(fieldsOf(parseJson(raw ?? "")).fetchedAt ?? 0);
}

async function fetchRecord(
  world: World,
  arrival: RecordArrival,
  door: Door | undefined,
): Promise<Answered<unknown> | null> {
  const source = sourceOf(arrival.channel);
  if (arrival.kind !== "pull" || !source || !door) return null;
  return askSource(world, door, source, (asking) => source.pull(asking, arrival));
}

function outcomeOf(
  asked: Exclude<Answered<unknown>, { kind: "later" }> | null,
  source: RecordSource | undefined,
  at: Date,
): Outcome {
  switch (asked?.kind) {
    case "answer":
      if (source?.isTest?.(asked.answer)) return { ignored: recordWords.testLead };
      return { fetched: JSON.stringify({ ...fieldsOf(asked.answer), fetchedAt: at.getTime() }) };
    case "none":
      return { fetched: JSON.stringify({ record: null, fetchedAt: at.getTime() }) };
    case "no_token":
      return { lacks: asked.why };
    case "failed":
      return { failed: asked.why };
    default:
      return {};
  }
}

async function tryLater(
  { db, durations }: World,
  tenantId: string,
  arrival: RecordArrival,
  { why, inMs }: { why: string; inMs: number | null },
): Promise<void> {
  const tries = arrival.tries + 1;
  const failed = tries >= MOST_TRIES;
  const backOff = Math.min(durations.backOffMs * 2 ** (tries - 1), durations.backOffMostMs);
  await db.inTenant(tenantId, async (tx) => {
    const detail = failed ? recordWords.gaveUp(why, tries) : why;
    await noteTry(tx, arrival.id, { tries, failed, detail });
    if (failed) return;
    await enqueue(tx, pullJob, { tenantId, id: arrival.id }, { inMs: inMs ?? backOff });
  });
}
