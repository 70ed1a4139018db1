import { z } from "zod";
import type { Tx } from "../db/client.ts";
import {
  claimEffect,
  type EffectRow,
  laneWakesIn,
  nextEffect,
  type Pace,
  pauseLane,
  type Settled,
  settleEffect,
  takeLaneTurn,
} from "../db/effects.ts";
import {
  type EffectKind,
  type Ended,
  laneJob,
  type Receipt,
  type Wanted,
  wakeLane,
} from "./effect.ts";
import { defineJob, type Job } from "./job.ts";
import { NotSent, Refused, type World } from "./world.ts";

type Payload = { tenantId: string; id: string };
type Kinds = ReadonlyMap<string, EffectKind<unknown>>;

/** A lane hands its worker back after so many effects: others wait too, and so does a shutdown. */
const AT_A_TIME = 10;

/**
 * Does what a lane of the outbox holds: claims an effect, asks the provider, notes the end. Each
 * is a transaction of its own, so that a worker may die anywhere; what it left behind is settled
 * by whoever comes next, the way its provider allows.
 */
export function sendEffects(kinds: readonly EffectKind<unknown>[]): Job<Payload> {
  const byName: Kinds = new Map(kinds.map((kind) => [kind.name, kind]));
  return defineJob({
    ...laneJob,
    payload: z.object({ tenantId: z.uuid(), id: z.string() }),
    about: "lane",
    async run(payload, world) {
      const { tenantId, id: lane } = payload;
      for (let done = 0; done < AT_A_TIME; done += 1) {
        if (!(await step(world, byName, payload))) return;
      }
      await world.db.inTenant(tenantId, (tx) => rest(tx, lane));
    },
  });
}

/** An effect that is ours for a while. */
type Claimed = {
  wanted: Wanted<unknown>;
  kind: EffectKind<unknown>;
  /** Somebody had claimed it before and never said how it ended. */
  wasLost: boolean;
  /** Whether the lease could run out during one more call. */
  isOver: () => boolean;
};

/** Does the next effect of a lane; false when there is none to do now. */
async function step(world: World, kinds: Kinds, { tenantId, id: lane }: Payload): Promise<boolean> {
  const { db } = world;
  const claimed = await db.inTenant(tenantId, (tx) => claimNext(tx, world, kinds, lane));
  if (claimed === "waits") return false;
  if (claimed === "ended") return true;
  const end = await (claimed.wasLost ? recover(world, claimed) : attempt(world, claimed));
  await db.inTenant(tenantId, (tx) => settle(tx, world, claimed, end));
  return true;
}

async function claimNext(
  tx: Tx,
  world: World,
  kinds: Kinds,
  lane: string,
): Promise<Claimed | "waits" | "ended"> {
  const { durations } = world;
  const row = await nextEffect(tx, lane);
  if (!row) return rest(tx, lane);
  const kind = kinds.get(row.kind);
  if (!kind) return rest(tx, lane, durations.sweepMs); // a newer Baton wants it, and will come

  const pace = paceOf(world, kind);
  const wait = pace.everyMs > 0 ? await takeLaneTurn(tx, lane, pace) : 0;
  if (wait > 0) return rest(tx, lane, wait);

  const hasPassed = stopwatch(world);
  const mine = await claimEffect(tx, row, durations.leaseMs);
  const wanted = { tenantId: tx.tenantId, row: mine, target: kind.target.parse(row.target) };
  const isOver = () => hasPassed(durations.leaseMs - 2 * durations.providerMs);
  const claimed = { wanted, kind, wasLost: row.status === "sending", isOver };
  if (claimed.wasLost) return claimed; // it may be done already, whatever is forbidden now

  const reason = await kind.forbidden(tx, wanted, world);
  if (reason === null) return claimed;
  await settle(tx, world, claimed, { status: "failed", reason });
  return "ended";
}

/**
 * Whether `ms` have passed, by the clock that says so first: one stands still while the machine
 * sleeps, the other jumps when somebody sets it.
 */
function stopwatch({ now }: World): (ms: number) => boolean {
  const [wall, steady] = [now().getTime(), performance.now()];
  return (ms) => now().getTime() - wall > ms || performance.now() - steady > ms;
}

function paceOf({ durations }: World, kind: EffectKind<unknown>): Pace {
  return { everyMs: kind.paceMs(durations), burst: kind.burst };
}

/** Nothing to do in this lane now; has it looked at when there is. */
async function rest(tx: Tx, lane: string, leastMs = 0): Promise<"waits"> {
  const wakes = await laneWakesIn(tx, lane);
  if (wakes) await wakeLane(tx, lane, Math.max(leastMs, wakes.ms), wakes.priority);
  return "waits";
}

/** How a try ended; `again` and `look` come back after `inMs`. */
type End =
  | { status: "sent"; receipt: Receipt; found: boolean }
  | { status: "again"; inMs: number; reason: string; lost: boolean; pauseMs: number }
  | { status: "look"; inMs: number; reason: string }
  | { status: "failed" | "dead" | "unknown"; reason: string };

/** We were too slow, and nothing was asked. */
class LeaseOver extends Error {
  override readonly name = "LeaseOver";
}

/** One call of the provider. */
async function attempt(world: World, claimed: Claimed): Promise<End> {
  const { kind, wanted, wasLost, isOver } = claimed;
  const stillOurs = () => {
    if (isOver()) throw new LeaseOver("the lease was over before the call");
  };
  try {
    stillOurs();
    return { status: "sent", receipt: await kind.call(world, wanted, stillOurs), found: false };
  } catch (error) {
    if (error instanceof LeaseOver) {
      const reason = error.message;
      if (wasLost) return { status: "look", inMs: 0, reason };
      return { status: "again", inMs: 0, reason, lost: false, pauseMs: 0 };
    }
    const { id, effectKey } = wanted.row;
    world.log.warn({ err: error, effect: id, effectKey }, "an effect did not happen");
    if (error instanceof Refused) return { status: "failed", reason: error.reason };
    const reason = error instanceof Error ? error.message : String(error);
    return error instanceof NotSent
      ? notSent(world, claimed, reason, error.retryAfterMs)
      : answerLost(world, claimed, reason);
  }
}

/** Nothing happened: again, unless that was often enough. */
function notSent(
  world: World,
  { kind, wanted }: Claimed,
  reason: string,
  retryAfterMs: number | null,
): End {
  if (wanted.row.attempts >= kind.attempts) return { status: "dead", reason };
  const inMs = retryAfterMs ?? backOff(world, wanted.row);
  return { status: "again", inMs, reason, lost: false, pauseMs: retryAfterMs ?? 0 };
}

/** The call was made and nobody knows what came of it. */
function answerLost(world: World, { kind, wanted }: Claimed, reason: string): End {
  const way = kind.afterLostAnswer(world, wanted.target);
  if (way === "ask" || wanted.row.attempts >= kind.attempts) return { status: "unknown", reason };
  const inMs = backOff(world, wanted.row);
  if (way === "look_up" || way === "copy") return { status: "look", inMs, reason };
  return { status: "again", inMs, reason, lost: true, pauseMs: 0 };
}

/** Whoever called before us died, or was told nothing: the provider decides how that goes on. */
async function recover(world: World, claimed: Claimed): Promise<End> {
  const { kind, wanted } = claimed;
  const way = kind.afterLostAnswer(world, wanted.target);
  if (way === "ask" || wanted.row.attempts > kind.attempts) {
    return { status: "unknown", reason: "the answer was lost" };
  }
  return way === "look_up" ? lookUp(world, claimed) : attempt(world, claimed);
}

async function lookUp(world: World, claimed: Claimed): Promise<End> {
  const { kind, wanted } = claimed;
  const { row } = wanted;
  const since = row.lostAt ?? row.updatedAt;
  const inMs = backOff(world, row);
  try {
    const found = await kind.lookUp(world, wanted, since);
    if (found === "cannot_tell") return attempt(world, claimed);
    if (found !== "absent") return { status: "sent", receipt: found, found: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: "look", inMs, reason };
  }
  const graceMs = world.durations.graceMs - (row.updatedAt.getTime() - since.getTime());
  if (graceMs <= 0) return attempt(world, claimed);
  return { status: "look", inMs: Math.min(graceMs, inMs), reason: "it is not there yet" };
}

/** Doubles with every try; up to a quarter is chance, so that many do not come back at once. */
function backOff({ durations, random }: World, { attempts }: EffectRow): number {
  const ms = durations.backOffMs * 2 ** Math.min(attempts - 1, 20);
  return Math.min(ms, durations.backOffMostMs) * (0.75 + random() / 4);
}

async function settle(tx: Tx, world: World, claimed: Claimed, asEnded: End): Promise<void> {
  const end = truth(world, claimed, asEnded);
  const { kind, wanted } = claimed;
  const isOurs = await settleEffect(tx, wanted.row, settledAs(world, claimed, end));
  if (!isOurs) {
    world.log.error({ effect: wanted.row.id, end }, "an effect ended after its lease");
    return;
  }
  if (end.status === "again" && end.pauseMs > 0) {
    await pauseLane(tx, wanted.row.lane, end.pauseMs, paceOf(world, kind));
  }
  const told = endedAs(end);
  world.watch?.effect(tx.tenantId, wanted.row.channel, told?.status ?? "lost");
  if (told) await kind.ended(tx, wanted, told, world);
}

/** Whatever stopped this try: an earlier one whose answer was lost may have arrived. */
function truth(world: World, { kind, wanted }: Claimed, end: End): End {
  if (wanted.row.lostAt === null || (end.status !== "failed" && end.status !== "dead")) return end;
  const way = kind.afterLostAnswer(world, wanted.target);
  const mayHaveArrived = way === "same_key" || way === "upsert";
  return mayHaveArrived ? { status: "unknown", reason: end.reason } : end;
}

function settledAs(world: World, { kind, wanted }: Claimed, end: End): Settled {
  switch (end.status) {
    case "sent": {
      const way = kind.afterLostAnswer(world, wanted.target);
      const mayBeTwo = !end.found && (way === "copy" || way === "look_up");
      const copied = mayBeTwo && wanted.row.lostAt !== null;
      return { status: "sent", ...end.receipt, copied };
    }
    case "again":
      return { status: "pending", inMs: end.inMs, error: end.reason, lost: end.lost };
    case "look":
      return { status: "sending", inMs: end.inMs, error: end.reason };
    default:
      return { status: end.status, error: end.reason };
  }
}

function endedAs(end: End): Ended | null {
  if (end.status === "look") return null;
  if (end.status === "again") return { status: "waiting", reason: end.reason };
  return end.status === "sent" ? { status: "sent", receipt: end.receipt } : end;
}
