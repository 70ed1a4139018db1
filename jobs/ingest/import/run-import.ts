import { z } from "zod";
import type { Tx } from "../../../db/client.ts";
import { forgetChunks } from "../../../db/imports/chunks.ts";
import { findImport, type LeadImport, lockImport } from "../../../db/imports/imports.ts";
import { countArrivals, moveRows, takeRows } from "../../../db/imports/rows.ts";
import { addKnownAccounts } from "../../../db/known-accounts.ts";
import type { AccountStanding } from "../../../pipeline/ingest/doors/door.ts";
import { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { defineJob, enqueue } from "../../job.ts";
import type { World } from "../../world.ts";
import { ingestInBulk } from "../ingest-lead.ts";
import { moveImport } from "./import-notice.ts";
import { wantRejectedRows } from "./send-rejected.ts";

/** How often it is looked whether all lines have become leads; their jobs know nothing of the file. */
const LOOK_MS = 1_000;

/** Does what somebody said yes to: hands the file's rows on, watches them settle, and says how it ended. */
export const runImport = defineJob({
  name: "run_import",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "about",
  key: ({ id }) => id,
  attempts: 12,
  priority: 50, // before the lines themselves, which are many

  async run({ tenantId, id }, world) {
    const { db, now, durations } = world;
    // Each piece is a transaction: a worker that dies leaves the rest to the next.
    for (let line: number | null = 0; line !== null; ) {
      const after: number = line;
      line = await db.inTenant(tenantId, (tx) => handOn(tx, id, after));
    }
    await db.inTenant(tenantId, async (tx) => {
      const row = await findImport(tx, id);
      if (row?.state !== "importing") return; // a retry: the first run committed
      await forgetChunks(tx, id);
      const counts = await countsOf(tx, row);
      if (counts.left > 0) {
        await moveImport(tx, id, "importing", { counts });
        const inMs = Math.max(durations.cardEditMs, LOOK_MS);
        await enqueue(tx, runImport, { tenantId, id }, { inMs });
        return;
      }
      await end(tx, world, { ...row, counts }, now());
    });
  },
});

/** Hands the next rows after a line on; the last line of them, null when there are none. */
async function handOn(tx: Tx, id: string, after: number): Promise<number | null> {
  const row = await lockImport(tx, id);
  if (row.state !== "importing" || !row.approvedAt) return null;
  if (row.purpose === "leads") {
    return moveRows(tx, id, after, { receivedAt: row.approvedAt, task: ingestInBulk.name });
  }
  return listAccounts(tx, row, row.purpose, row.approvedAt);
}

/** The companies of a list are remembered, and nothing else is made of them. */
async function listAccounts(
  tx: Tx,
  { id, approvedBy }: LeadImport,
  standing: AccountStanding,
  at: Date,
): Promise<number | null> {
  const rows = await takeRows(tx, id);
  const accounts = rows.flatMap(({ normalised }) => {
    const { company, domain } = LeadInput.parse(JSON.parse(normalised));
    const name = company ?? domain;
    return name === null ? [] : [{ name, domain }];
  });
  const addedBy = approvedBy ?? "import";
  await addKnownAccounts(tx, accounts, { standing, importId: id, addedBy, at });
  return rows.at(-1)?.line ?? null;
}

async function countsOf(tx: Tx, { id, counts, purpose }: LeadImport) {
  const skipped = counts.skipped ?? 0;
  if (purpose !== "leads") return { ...counts, left: 0, in: counts.wanted ?? 0, out: skipped };
  const {
    received: left = 0,
    ingested = 0,
    duplicate = 0,
    settled = 0,
    ...others
  } = await countArrivals(tx, id);
  const rejected = Object.values(others).reduce((sum, n) => sum + n, 0);
  return { ...counts, left, in: ingested + duplicate + settled, out: skipped + rejected };
}

async function end(tx: Tx, world: World, row: LeadImport, at: Date): Promise<void> {
  const { id, counts } = row;
  const ended = await moveImport(tx, id, "importing", { state: "done", counts, endedAt: at });
  if (ended && (counts.out ?? 0) > 0) await wantRejectedRows(tx, world, row);
}
