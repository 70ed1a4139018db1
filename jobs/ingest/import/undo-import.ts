import { z } from "zod";
import { appendEvent } from "../../../db/audit.ts";
import type { Tx } from "../../../db/client.ts";
import {
  changeImport,
  findImport,
  type LeadImport,
  lockImport,
} from "../../../db/imports/imports.ts";
import {
  asUndoer,
  forgetArrivals,
  judgeLeads,
  listTaken,
  peopleBrought,
  removeContacts,
  removeLeads,
  type TakenLead,
} from "../../../db/imports/undo.ts";
import { removeKnownAccounts } from "../../../db/known-accounts.ts";
import { changeLead, lockLead, readLeadInput } from "../../../db/leads.ts";
import type { Kept } from "../../../db/schema.ts";
import { deliverCard } from "../../handoff/deliver-card.ts";
import { defineJob, enqueue } from "../../job.ts";
import { scoreLead } from "../../score/score-lead.ts";
import { moveImport } from "./import-notice.ts";

const LINES_AT_ONCE = 200;
/** So many kept leads are named for each reason; the others are counted. */
const NAMED = 10;

/** Takes back what an import brought, line by line of its file; leads that somebody worked on stay. */
export const undoImport = defineJob({
  name: "undo_import",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "about",
  key: ({ id }) => id,
  attempts: 12,
  priority: 50,

  async run({ tenantId, id }, { db, now }) {
    const start = await db.inTenant(tenantId, (tx) => findImport(tx, id));
    if (start?.state !== "undoing") return; // a retry: the first run committed
    if (start.purpose !== "leads") {
      await db.inTenant(tenantId, async (tx) => {
        const removed = await removeKnownAccounts(tx, id, now());
        await end(tx, start, { ...start.counts, removed }, now());
      });
      return;
    }
    while (await asUndoer(db, tenantId, (tx) => undoLines(tx, id))) {
      // each piece is a transaction: a worker that dies leaves the rest to the next
    }
    await db.inTenant(tenantId, async (tx) => {
      const row = await lockImport(tx, id);
      await end(tx, row, row.counts, now());
    });
  },
});

/** Takes back the next lines; false when there are none. How far it got is written down with them. */
async function undoLines(tx: Tx, id: string): Promise<boolean> {
  const row = await lockImport(tx, id);
  const { counts, kept, approvedAt } = row;
  if (row.state !== "undoing" || !approvedAt) return false;
  const from = counts.undoneLine ?? 0;
  const lines = await listTaken(tx, id, from, LINES_AT_ONCE);
  const last = lines.at(-1);
  if (!last) return false;

  const leads = [...new Set(lines.flatMap(({ leadId }) => leadId ?? []))];
  const judged = await judgeLeads(tx, id, leads, approvedAt);
  const idsOf = (wanted: (lead: TakenLead) => boolean) =>
    judged.filter(wanted).map(({ leadId }) => leadId);
  const removed = idsOf(({ isNew, reason }) => isNew && reason === null);
  const restored = idsOf(({ isNew, reason }) => !isNew && reason === null);
  const judgedIds = new Set(idsOf(() => true));
  const leadless = lines.filter(({ leadId }) => leadId === null || !judgedIds.has(leadId));

  const people = await peopleBrought(tx, id, restored, approvedAt);
  await forgetArrivals(tx, id, { lines: leadless.map(({ id }) => id), leads: restored });
  await removeLeads(tx, removed);
  for (const leadId of restored) await derive(tx, leadId);
  await removeContacts(tx, [], people);
  await changeImport(tx, id, {
    counts: {
      ...counts,
      undoneLine: last.line,
      removed: (counts.removed ?? 0) + removed.length,
      restored: (counts.restored ?? 0) + restored.length,
    },
    kept: withKept(
      kept,
      judged.filter(({ firstLine }) => firstLine > from),
    ),
  });
  return true;
}

/** A lead from before goes by what the others said: its person, its score. */
async function derive(tx: Tx, id: string): Promise<void> {
  const { tenantId } = tx;
  const lead = await lockLead(tx, id);
  const { name, email, phone, freeText } = await readLeadInput(tx, lead);
  const isNamed = [name, email, phone, freeText].some((said) => said !== null);
  await changeLead(tx, id, isNamed ? {} : { contactId: null });
  const waits = ["INGESTED", "ENRICHING", "ENRICHMENT_FAILED"];
  if (!waits.includes(lead.state)) {
    await enqueue(tx, scoreLead, { tenantId, id, again: true });
  }
  await enqueue(tx, deliverCard, { tenantId, id });
}

function withKept(before: Kept, judged: readonly TakenLead[]): Kept {
  const kept = { ...before };
  for (const { leadId, reason } of judged) {
    if (reason === null) continue;
    const entry = kept[reason] ?? { count: 0, leads: [] };
    const leads = [...entry.leads, leadId].slice(0, NAMED);
    kept[reason] = { count: entry.count + 1, leads };
  }
  return kept;
}

async function end(
  tx: Tx,
  { id, number, kept }: LeadImport,
  counts: Record<string, number>,
  at: Date,
): Promise<void> {
  if (!(await moveImport(tx, id, "undoing", { state: "undone", undoneAt: at, counts }))) return;
  const keptInAll = Object.values(kept).reduce((sum, { count }) => sum + count, 0);
  await appendEvent(tx, "clean.events", "import.undone", at, {
    key: id,
    features: { number, removed: counts.removed ?? 0, kept: keptInAll },
  });
}
