import { approveForm, askedFields, mapForm, NO_COLUMN, undoForm } from "../../cards/import-form.ts";
import { importWords as w } from "../../cards/import-words.ts";
import { appendEvent } from "../../db/audit.ts";
import { findImport, type ImportChange, type ImportState } from "../../db/imports/imports.ts";
import { listRows } from "../../db/imports/rows.ts";
import { verdicts } from "../../db/imports/stage.ts";
import { moveImport } from "../../jobs/ingest/import/import-notice.ts";
import { undoUntil } from "../../jobs/ingest/import/import-view.ts";
import { readRaw } from "../../jobs/ingest/import/raw-row.ts";
import { readImport } from "../../jobs/ingest/import/read-import.ts";
import { rejectedRows } from "../../jobs/ingest/import/rejected-rows.ts";
import { runImport } from "../../jobs/ingest/import/run-import.ts";
import { undoImport } from "../../jobs/ingest/import/undo-import.ts";
import { enqueue, type Job } from "../../jobs/job.ts";
import { ChatRefused, type World } from "../../jobs/world.ts";
import type { Mapping } from "../../pipeline/ingest/columns/fields.ts";
import { note } from "./act.ts";
import { currentImport, type Deciding, onImport } from "./imports.ts";
import type { Answer, Request, Submission } from "./request.ts";

export function askApprove(world: World, request: Request, importId: string): Promise<Answer> {
  return onImport(world, request, importId, async (deciding) => {
    const { row } = deciding;
    if (row.state !== "waiting") return currentImport(deciding, w.movedOn);
    const { purpose, declaration } = row;
    const wanted = wantedOf(deciding);
    return { kind: "form", form: approveForm(row, { purpose, declaration, wanted }) };
  });
}

/** The yes, with where the list is from. No list is taken that nobody answers for, nor a bought one. */
export function submitApprove(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return onImport(world, request, args.import ?? "", async (deciding) => {
    const declaration = keyOf(w.declarations, values.declaration);
    if (!declaration) return { kind: "invalid", errors: { declaration: w.declare } };
    if (declaration === "bought") return { kind: "invalid", errors: { declaration: w.bought } };
    const purpose = keyOf(w.purposes, values.purpose ?? "leads");
    if (!purpose) return { kind: "invalid", errors: { purpose: w.purpose } };

    const { row, at } = deciding;
    const { personId } = request.who;
    const wanted = wantedOf(deciding);
    const said = { declaration, purpose, approvedBy: personId, approvedAt: at };
    const counts = { ...row.counts, wanted, left: wanted };
    return decide(deciding, "waiting", { state: "importing", ...said, counts }, runImport);
  });
}

export function askMapping(world: World, request: Request, importId: string): Promise<Answer> {
  return onImport(world, request, importId, async (deciding) => {
    const { tx, row } = deciding;
    const { columns, mapping } = row;
    if (row.state !== "waiting" || !columns) return currentImport(deciding, w.movedOn);
    const [first] = await listRows(tx, row.id, verdicts, 0, 1);
    const cells = first ? readRaw(first.raw) : [];
    return { kind: "form", form: mapForm(row, { columns, first: cells, mapping: mapping ?? {} }) };
  });
}

/** Other columns for some fields: the file is read again from its start. */
export function submitMapping(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return onImport(world, request, args.import ?? "", async (deciding) => {
    const { state, columns, mapping } = deciding.row;
    if (state !== "waiting" || !columns) return currentImport(deciding, w.movedOn);
    const { chosen, errors } = readMapping(mapping ?? {}, columns, values);
    if (Object.keys(errors).length > 0) return { kind: "invalid", errors };
    const afresh = { mapping: chosen, counts: {}, skipped: {}, rowsRead: 0 };
    return decide(deciding, "waiting", { state: "reading", ...afresh }, readImport);
  });
}

/** What was chosen in the form; fields it does not ask about keep their columns. */
function readMapping(before: Mapping, columns: string[], values: Submission["values"]) {
  const others = Object.entries(before).filter(([field]) => !askedFields.some((f) => f === field));
  const chosen: Mapping = Object.fromEntries(others);
  const errors: Record<string, string> = {};
  for (const field of askedFields) {
    const said = values[field] ?? NO_COLUMN;
    if (said === NO_COLUMN) continue;
    const name = columns[Number(said)];
    if (name === undefined) errors[field] = w.mapHint;
    else if (Object.values(chosen).includes(Number(said))) errors[field] = w.twice(name);
    else chosen[field] = Number(said);
  }
  const says = (["company", "url", "email"] as const).some((field) => field in chosen);
  return { chosen, errors: says ? errors : { ...errors, company: w.mapNothing } };
}

export function cancelImport(world: World, request: Request, importId: string): Promise<Answer> {
  return onImport(world, request, importId, (deciding) => {
    // Expired at once: the sweep forgets what was staged.
    const { at } = deciding;
    return decide(deciding, "waiting", { state: "cancelled", endedAt: at, expiresAt: at }, null);
  });
}

export function askUndo(world: World, request: Request, importId: string): Promise<Answer> {
  return onImport(world, request, importId, async (deciding) => {
    const refused = refuseUndo(deciding);
    if (refused) return currentImport(deciding, refused);
    return { kind: "form", form: undoForm(deciding.row, deciding.row.number) };
  });
}

export function submitUndo(world: World, request: Request, importId: string): Promise<Answer> {
  return onImport(world, request, importId, (deciding) => {
    const refused = refuseUndo(deciding);
    if (refused) return currentImport(deciding, refused);
    return decide(deciding, "done", { state: "undoing" }, undoImport);
  });
}

function refuseUndo({ row, at }: Deciding): string | undefined {
  const until = undoUntil(row);
  if (!until) return w.notDone;
  return until > at ? undefined : w.tooLateToUndo;
}

/** The rows that became nothing, as a file in the person's own messages. */
export async function sendRejected(
  world: World,
  request: Request,
  importId: string,
): Promise<Answer> {
  const { tenantId, surface, userId } = request.who;
  const refused = await onImport(world, request, importId, () => Promise.resolve(allowed));
  if (refused !== allowed) return refused;
  const row = await world.db.inTenant(tenantId, (tx) => findImport(tx, importId));
  const file = row && (await rejectedRows(world.db, tenantId, row));
  if (!file) return note(row?.columns ? w.noneRejected : w.rejectedGone);
  try {
    await world.chat[surface]?.sendFile(tenantId, userId, file);
  } catch (error) {
    if (!(error instanceof ChatRefused)) throw error;
    return note(w.noFile(error.reason));
  }
  return note(w.rejectedSent);
}

const allowed: Answer = { kind: "done" };

/** Writes a decision down, has it carried out, and shows the card that follows from it. */
async function decide(
  deciding: Deciding,
  from: ImportState,
  change: ImportChange & { state: ImportState },
  job: Job<{ tenantId: string; id: string }> | null,
): Promise<Answer> {
  const { tx, row, at, request } = deciding;
  const { id, number } = row;
  if (!(await moveImport(tx, id, from, change))) return currentImport(deciding, w.movedOn);
  if (job) await enqueue(tx, job, { tenantId: tx.tenantId, id });
  const { state, declaration, purpose } = change;
  const by = request.who.personId;
  await appendEvent(tx, "actions.triggered", `import.${state}`, at, {
    key: id,
    features: { number, by, declaration, purpose },
  });
  const now = await findImport(tx, id);
  return currentImport({ ...deciding, row: now ?? row });
}

function wantedOf({ row: { counts } }: Deciding): number {
  return (counts.create ?? 0) + (counts.update ?? 0);
}

function keyOf<Words extends object>(words: Words, said = ""): keyof Words | undefined {
  return Object.hasOwn(words, said) ? (said as keyof Words) : undefined; // it is one of its keys
}
