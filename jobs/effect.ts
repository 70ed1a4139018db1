import type { z } from "zod";
import type { Tx } from "../db/client.ts";
import { addEffect, type EffectRow, type NewEffect } from "../db/effects.ts";
import { enqueue } from "./job.ts";
import type { AfterLostAnswer, Durations, World } from "./world.ts";

/** Something Baton does to the outside world, once per effect key. */
export type EffectKind<Target> = {
  name: string;
  /** Who it is done to. */
  target: z.ZodType<Target>;
  /** What the provider allows once an answer is lost. `world` says which provider it is. */
  afterLostAnswer: (world: World, target: Target) => AfterLostAnswer;
  /** Time between two effects of one lane, in the long run; 0 where nobody counts. */
  paceMs: (durations: Durations) => number;
  /** How many may go at once after a rest. */
  burst: number;
  /** Tries that certainly sent nothing, before it is given up and shown as undelivered. */
  attempts: number;
  /**
   * Why it may not be done any more, asked in the transaction that claims it, so that nothing can
   * come in between; null when it may.
   */
  forbidden: (tx: Tx, effect: Wanted<Target>, world: World) => Promise<string | null>;
  /**
   * Asks the provider. Errors as those of a ChatPort: Refused, NotSent, or nobody knows. Whatever
   * takes time comes before `stillOurs`, which throws once the lease could run out during the
   * question: a worker that was stopped meanwhile must not ask after another took over.
   */
  call: (world: World, effect: Wanted<Target>, stillOurs: () => void) => Promise<Receipt>;
  /** Asks the provider whether a call since then arrived. Only used after `look_up`. */
  lookUp: (
    world: World,
    effect: Wanted<Target>,
    since: Date,
  ) => Promise<Receipt | "absent" | "cannot_tell">;
  /** What follows from how a try ended, in the transaction that notes it. */
  ended: (tx: Tx, effect: Wanted<Target>, end: Ended, world: World) => Promise<void>;
};

export type Wanted<Target> = { tenantId: string; row: EffectRow; target: Target };

export type Receipt = { providerId: string | null; response: unknown };

export type Ended =
  | { status: "sent"; receipt: Receipt }
  /** Nothing was sent, and it will be tried again. */
  | { status: "waiting"; reason: string }
  /** The provider's no, or ours. */
  | { status: "failed"; reason: string }
  /** Out of tries. */
  | { status: "dead"; reason: string }
  /** Nobody knows whether it was done: somebody has to be asked. */
  | { status: "unknown"; reason: string }
  /** Somebody was asked and said so. */
  | { status: "decided"; as: Decision };

export type Decision = "sent" | "pending" | "failed";

/** Does nothing at run time. It lets TypeScript work out an effect's target from its schema. */
export function defineEffect<Target>(kind: EffectKind<Target>): EffectKind<Target> {
  return kind;
}

/** The queue's side of a lane: one job at a time does what a lane holds. See send-effects.ts. */
export const laneJob = {
  name: "send_effects",
  key: ({ tenantId, id }: { tenantId: string; id: string }) => `${tenantId}:${id}`,
  attempts: 25,
  priority: -1,
};

/** Writes an effect into the outbox, with the change that wants it. Wanting it again does nothing. */
export async function wantEffect<Target>(
  tx: Tx,
  kind: Pick<EffectKind<Target>, "name">,
  effect: Omit<NewEffect, "kind" | "target"> & { target: Target },
): Promise<boolean> {
  const isNew = await addEffect(tx, { ...effect, kind: kind.name });
  if (isNew) await wakeLane(tx, effect.lane, 0, effect.priority);
  return isNew;
}

/** Has a lane looked at in so many milliseconds. */
export async function wakeLane(
  tx: Tx,
  lane: string,
  inMs = 0,
  priority = laneJob.priority,
): Promise<void> {
  await enqueue(tx, laneJob, { tenantId: tx.tenantId, id: lane }, { inMs, priority });
}
