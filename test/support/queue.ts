import { Logger, runOnce } from "graphile-worker";
import type { Db } from "../../db/client.ts";
import { dispatchArrivals, dispatchBacklog } from "../../db/dispatch.ts";
import { assignLead } from "../../jobs/assign/assign-lead.ts";
import { wakeLead } from "../../jobs/assign/wake-lead.ts";
import { pullRecord } from "../../jobs/crm/pull-record.ts";
import { effects } from "../../jobs/effects.ts";
import { checkEvidence } from "../../jobs/enrich/check-evidence.ts";
import { enrichAgain, enrichCompany, enrichInBulk } from "../../jobs/enrich/enrich-company.ts";
import { readEnquiryJob } from "../../jobs/enrich/llm/read-enquiry.ts";
import { tellCanary } from "../../jobs/enrich/llm/tell-canary.ts";
import { tellAdmins } from "../../jobs/enrich/tell-admins.ts";
import { deliverCard } from "../../jobs/handoff/deliver-card.ts";
import { deliverNotice } from "../../jobs/handoff/deliver-notice.ts";
import { readImport } from "../../jobs/ingest/import/read-import.ts";
import { runImport } from "../../jobs/ingest/import/run-import.ts";
import { undoImport } from "../../jobs/ingest/import/undo-import.ts";
import { ingestInBulk, ingestLead } from "../../jobs/ingest/ingest-lead.ts";
import { syncMailbox } from "../../jobs/ingest/mailbox/sync-mailbox.ts";
import { watchMailbox } from "../../jobs/ingest/mailbox/watch-mailbox.ts";
import { pollLeadForms } from "../../jobs/ingest/poll-lead-forms.ts";
import type { Job } from "../../jobs/job.ts";
import { ageDraft } from "../../jobs/outreach/age-draft.ts";
import { sendDraft } from "../../jobs/outreach/send-draft.ts";
import { forgetWords } from "../../jobs/privacy/forget-words.ts";
import { scoreLead } from "../../jobs/score/score-lead.ts";
import { scoreSoFar } from "../../jobs/score/score-so-far.ts";
import { sendEffects } from "../../jobs/send-effects.ts";
import type { World } from "../../jobs/world.ts";

const jobs = [
  ingestLead,
  ingestInBulk,
  readImport,
  runImport,
  undoImport,
  pullRecord,
  pollLeadForms,
  syncMailbox,
  watchMailbox,
  forgetWords,
  tellAdmins,
  enrichCompany,
  enrichInBulk,
  checkEvidence,
  enrichAgain,
  scoreLead,
  readEnquiryJob,
  tellCanary,
  scoreSoFar,
  assignLead,
  deliverCard,
  deliverNotice,
  wakeLead,
  ageDraft,
  sendDraft,
  sendEffects(effects),
];

/** The keys of the jobs that wait, e.g. `deliver_card:<lead>`. */
export async function queued(db: Db): Promise<string[]> {
  const { rows } = await db.owner.query<{ key: string }>(
    "select key from graphile_worker.jobs order by key",
  );
  return rows.map((row) => row.key);
}

/** Takes arrivals in and works until nothing waits. The first error of a job is the test's. */
export async function workOff(world: World): Promise<void> {
  const { db } = world;
  await dispatchArrivals(db, ingestLead, 1000);
  const errors: unknown[] = [];
  const task = (job: Job<unknown>) => [
    job.name,
    (raw: unknown) =>
      job.run(job.payload.parse(raw), world).catch((error: unknown) => {
        errors.push(error);
      }),
  ];
  const work = () =>
    runOnce({
      pgPool: db.owner,
      taskList: Object.fromEntries(jobs.map((job) => task(job as Job<unknown>))), // payloads are parsed
      noHandleSignals: true,
      parsedCronItems: [],
      logger: new Logger(() => () => {}),
      preset: { worker: { concurrentJobs: 1 } },
    });
  const fill = async () => {
    const lines = await dispatchBacklog(db, ingestInBulk, 1000);
    return lines + (await dispatchBacklog(db, enrichInBulk, 1000));
  };
  await fill();
  await work();
  while ((await fill()) > 0) await work();
  if (errors.length > 0) throw errors[0];
}
