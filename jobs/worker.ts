import {
  asTheOnlyOne,
  beat,
  dispatchArrivals,
  dispatchBacklog,
  endHeartbeat,
  freeDeadPools,
} from "../db/dispatch.ts";
import { newId } from "../db/ids.ts";
import { assignLead } from "./assign/assign-lead.ts";
import { wakeLead } from "./assign/wake-lead.ts";
import { startCrew } from "./crew.ts";
import { pullRecord } from "./crm/pull-record.ts";
import type { EffectKind } from "./effect.ts";
import { checkEvidence } from "./enrich/check-evidence.ts";
import { enrichAgain, enrichCompany, enrichInBulk } from "./enrich/enrich-company.ts";
import { readEnquiryJob } from "./enrich/llm/read-enquiry.ts";
import { tellCanary } from "./enrich/llm/tell-canary.ts";
import { tellAdmins } from "./enrich/tell-admins.ts";
import { deliverCard } from "./handoff/deliver-card.ts";
import { deliverNotice } from "./handoff/deliver-notice.ts";
import { readImport } from "./ingest/import/read-import.ts";
import { runImport } from "./ingest/import/run-import.ts";
import { undoImport } from "./ingest/import/undo-import.ts";
import { ingestInBulk, ingestLead } from "./ingest/ingest-lead.ts";
import { syncMailbox } from "./ingest/mailbox/sync-mailbox.ts";
import { watchMailbox } from "./ingest/mailbox/watch-mailbox.ts";
import { pollLeadForms } from "./ingest/poll-lead-forms.ts";
import type { Job } from "./job.ts";
import { endCounter } from "./ops/count-ends.ts";
import { sweep } from "./ops/sweep.ts";
import { ageDraft } from "./outreach/age-draft.ts";
import { sendDraft } from "./outreach/send-draft.ts";
import { forgetWords } from "./privacy/forget-words.ts";
import { scoreLead } from "./score/score-lead.ts";
import { scoreSoFar } from "./score/score-so-far.ts";
import { sendEffects } from "./send-effects.ts";
import type { World } from "./world.ts";

const DISPATCH_BATCH = 500;
/** Jobs of one sort in the queue while others wait in the backlog: few, so that a live one is soon next. */
const MOST_OF_BACKLOG = 10;
/** A pool that missed this many beats is dead, and its jobs are given to others. */
const MISSED_BEATS = 6;
/** A loop that failed waits at least this long: the database may be coming back. */
const TROUBLED_MS = 1_000;

/** Jobs at once, by kind. */
export type Hands = {
  quick: number;
  outward: number;
  patient: number;
  files: number;
  backfill: number;
};

export type Worker = {
  /** Takes no new job, waits for the ones in hand, and is gone. */
  stop: () => Promise<void>;
};

/** Jobs that end in a moment. */
const quick = [
  ingestLead,
  scoreLead,
  tellCanary,
  scoreSoFar,
  assignLead,
  wakeLead,
  ageDraft,
  sendDraft,
  forgetWords,
  tellAdmins,
] as Job<unknown>[];
/** Jobs that ask somebody outside, besides the outbox: while a chat is silent, leads go on. */
const outward = [
  deliverCard,
  deliverNotice,
  pullRecord,
  pollLeadForms,
  syncMailbox,
  watchMailbox,
] as Job<unknown>[];
/** Jobs that mostly wait for a polite moment: they have hands of their own, or nobody else would get one. */
const patient = [enrichCompany, readEnquiryJob] as Job<unknown>[];
/** What files bring: many, and nobody waits for one of them. */
const files = [readImport, runImport, undoImport, ingestInBulk] as Job<unknown>[];
const backfill = [enrichInBulk, enrichAgain, checkEvidence] as Job<unknown>[];

/** Starts working through the queue and the outbox. Every job Baton has is named here. */
export async function startWorker(
  outside: World,
  hands: Hands,
  effects: readonly EffectKind<unknown>[],
): Promise<Worker> {
  const ends = endCounter(outside);
  const world = { ...outside, watch: ends.watch };
  const { db, log, durations } = world;
  const worker = newId();
  const outbox = sendEffects(effects) as Job<unknown>;
  const crews = [
    await startCrew(world, quick, hands.quick),
    await startCrew(world, [...outward, outbox], hands.outward),
    await startCrew(world, patient, hands.patient),
    await startCrew(world, files, hands.files),
    await startCrew(world, backfill, hands.backfill),
  ];

  const stopping = new AbortController();
  const repeat = async (everyMs: number, what: string, work: () => Promise<unknown>) => {
    while (!stopping.signal.aborted) {
      const wait = await work().then(
        () => everyMs,
        (error: unknown) => {
          log.error({ err: error }, `${what} failed`);
          return Math.max(everyMs, TROUBLED_MS);
        },
      );
      await world.sleep(wait, stopping.signal);
    }
  };

  const loops = [
    repeat(durations.heartbeatMs, "heartbeat", async () => {
      for (const crew of crews) await beat(db, crew.poolId(), worker);
      await ends.write();
      const freed = await freeDeadPools(db, durations.heartbeatMs * MISSED_BEATS);
      if (freed.length > 0) log.warn({ pools: freed }, "freed the jobs of workers that died");
    }),
    repeat(durations.backlogMs, "backlog", async () => {
      for (const job of [ingestInBulk, enrichInBulk]) {
        await dispatchBacklog(db, job, MOST_OF_BACKLOG);
      }
    }),
    repeat(durations.sweepMs, "sweep", () => asTheOnlyOne(db, "sweep", () => sweep(world))),
    repeat(durations.dispatchMs, "dispatch", async () => {
      let moved = DISPATCH_BATCH;
      while (moved === DISPATCH_BATCH) {
        moved = await dispatchArrivals(db, ingestLead, DISPATCH_BATCH);
      }
    }),
  ];

  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await Promise.all(crews.map((crew) => crew.stop()));
      for (const crew of crews) await endHeartbeat(db, crew.poolId());
    },
  };
}
