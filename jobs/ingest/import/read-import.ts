import { z } from "zod";
import type { Tx } from "../../../db/client.ts";
import { forgetChunks, readChunks } from "../../../db/imports/chunks.ts";
import {
  changeImport,
  findImport,
  type LeadImport,
  lockImport,
  sealColumns,
} from "../../../db/imports/imports.ts";
import { forgetRows, ROWS_AT_ONCE } from "../../../db/imports/rows.ts";
import { type Judged, stageRows } from "../../../db/imports/stage.ts";
import type { Mapping } from "../../../pipeline/ingest/columns/fields.ts";
import { proposeMapping } from "../../../pipeline/ingest/columns/propose-mapping.ts";
import { defineJob } from "../../job.ts";
import type { World } from "../../world.ts";
import { openTable } from "../table/open-table.ts";
import { type Table, TableRefused, type TableRow, tableLimits } from "../table/table.ts";
import { moveImport } from "./import-notice.ts";
import { openSealer, type Sealer } from "./sealer.ts";

/** Reads a file into staging and says what would become of it. Nothing of it is a lead yet. */
export const readImport = defineJob({
  name: "read_import",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "about",
  key: ({ id }) => id,
  attempts: 12,
  priority: 50,

  async run({ tenantId, id }, world) {
    const { db, now } = world;
    const start = await db.inTenant(tenantId, (tx) => findImport(tx, id));
    if (start?.state !== "reading") return; // a retry: the first run committed
    if (start.rowsRead === 0) await forgetRows(db, tenantId, id); // of another mapping
    try {
      await read(world, tenantId, start);
    } catch (error) {
      if (!(error instanceof TableRefused)) throw error;
      const failed = { state: "failed", failure: error.message, endedAt: now() } as const;
      await db.inTenant(tenantId, async (tx) => {
        if (await moveImport(tx, id, "reading", failed)) await forgetChunks(tx, id);
      });
      await forgetRows(db, tenantId, id);
    }
  },
});

/** Goes on after the rows that are staged already: the file says the same every time. */
async function read({ db }: World, tenantId: string, start: LeadImport): Promise<void> {
  const { id } = start;
  const file = { name: start.fileName, contentType: null };
  const table = await openTable(readChunks(db, tenantId, start), file, tableLimits);
  try {
    const mapping = await db.inTenant(tenantId, (tx) => agreeOnColumns(tx, start, table));
    if (!mapping) return;
    const { header } = table;
    const sealer = await openSealer(db, tenantId, { bytes: start.bytes, header, mapping });
    try {
      const isWhole = await stageAll(table, start, sealer, (before, count, text) =>
        db.inTenant(tenantId, (tx) => keep(tx, id, mapping, { before, count, text })),
      );
      if (!isWhole) return;
    } finally {
      await sealer.close();
    }
    await db.inTenant(tenantId, (tx) => moveImport(tx, id, "reading", { state: "waiting" }));
  } finally {
    await table.close();
  }
}

type Keep = (before: number, count: number, text: Uint8Array) => Promise<boolean>;

/**
 * Seals and stages all rows, in their order: while one piece is stored, the next ones are read and
 * sealed. False as soon as a piece is not taken.
 */
async function stageAll(
  table: Table,
  { rowsRead }: LeadImport,
  sealer: Sealer,
  keep: Keep,
): Promise<boolean> {
  let seen = 0;
  let batch: TableRow[] = [];
  let last = Promise.resolve(true);
  const underWay: Promise<boolean>[] = [];
  const hand = async (): Promise<boolean> => {
    const [before, count] = [seen - batch.length, batch.length];
    const sealed = sealer.seal(batch);
    batch = [];
    last = Promise.all([last, sealed]).then(
      ([isOurs, text]) => isOurs && keep(before, count, text),
    );
    last.catch(() => {}); // thrown where it is awaited
    underWay.push(last);
    return underWay.length <= sealer.atOnce || ((await underWay.shift()) ?? true);
  };
  for await (const row of table.rows()) {
    seen += 1;
    if (seen <= rowsRead) continue;
    batch.push(row);
    if (batch.length === ROWS_AT_ONCE && !(await hand())) return false;
  }
  if (batch.length > 0) await hand();
  return last;
}

/** What the columns mean: as somebody said, else as proposed. Undefined once the import moved on. */
async function agreeOnColumns(
  tx: Tx,
  { id }: LeadImport,
  { header, sample, format }: Table,
): Promise<Mapping | undefined> {
  const row = await lockImport(tx, id);
  if (row.state !== "reading") return undefined;
  if (row.mapping && row.columns) return row.mapping;
  const proposal = proposeMapping(header, sample);
  const mapping = row.mapping ?? proposal.mapping;
  const unsure = proposal.unsure.map(({ column }) => column);
  await changeImport(tx, id, {
    mapping,
    columns: sealColumns(tx, row, header),
    format: { ...format, profile: proposal.profile, unsure },
  });
  return mapping;
}

/**
 * Stages rows and counts them, in one transaction. False when the import moved on, or another
 * worker reads it too: what was read `before` is the token.
 */
async function keep(
  tx: Tx,
  id: string,
  mapping: Mapping,
  { before, count, text }: { before: number; count: number; text: Uint8Array },
): Promise<boolean> {
  const row = await lockImport(tx, id);
  const isOurs = row.state === "reading" && row.rowsRead === before && same(row.mapping, mapping);
  if (!isOurs) return false;
  const judged = await stageRows(tx, id, text);
  const rowsRead = before + count;
  return moveImport(tx, id, "reading", { rowsRead, ...summed(row, judged) });
}

function same(one: Mapping | null, other: Mapping): boolean {
  const sorted = (mapping: Mapping) => JSON.stringify(Object.entries(mapping).sort());
  return one !== null && sorted(one) === sorted(other);
}

/** How many lines of a reason are named. */
const NAMED = 5;

function summed({ counts, skipped }: LeadImport, judged: readonly Judged[]) {
  const sums = { ...counts };
  const reasons = { ...skipped };
  for (const { verdict, reason, count, lines } of judged) {
    sums[verdict] = (sums[verdict] ?? 0) + count;
    if (reason === null) continue;
    const before = reasons[reason] ?? { count: 0, lines: [] };
    const all = [...before.lines, ...lines].slice(0, NAMED);
    reasons[reason] = { count: before.count + count, lines: all };
  }
  return { counts: sums, skipped: reasons };
}
