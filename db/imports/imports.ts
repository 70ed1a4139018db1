import { and, desc, eq, sql } from "drizzle-orm";
import { NotFound } from "../../pipeline/errors.ts";
import type { AccountStanding } from "../../pipeline/ingest/doors/door.ts";
import type { Tx } from "../client.ts";
import { newId } from "../ids.ts";
import { leadImport, type Origin } from "../schema.ts";

/** What the rows of a file become. */
export type Purpose = "leads" | AccountStanding;
export type ImportState =
  | "arriving"
  | "reading"
  | "waiting"
  | "importing"
  | "done"
  | "cancelled"
  | "expired"
  | "failed"
  | "undoing"
  | "undone";

type Row = typeof leadImport.$inferSelect;
/** A dropped file with its texts opened. */
export type LeadImport = Omit<Row, "state" | "purpose" | "fileName" | "columns"> & {
  state: ImportState;
  purpose: Purpose;
  fileName: string;
  columns: string[] | null;
};

/** How long an import waits for a yes, and how long what it left out can be asked for. */
const LIFE_MS = 7 * 24 * 3_600_000;

export type NewImport = {
  personId: string | null;
  origin: Origin | null;
  doorId: string | null;
  fileName: string;
  purpose: Purpose;
  declaration: string | null;
};

/** Writes down that a file begins to arrive, and gives it the tenant's next number. */
export async function addImport(
  tx: Tx,
  { fileName, ...rest }: NewImport,
  at: Date,
): Promise<{ id: string; number: number }> {
  const id = newId();
  const key = tx.vault.newDataKey();
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId}:import`}, 0))`);
  const [added] = await tx
    .insert(leadImport)
    .values({
      tenantId: tx.tenantId,
      id,
      ...rest,
      number: sql`(select coalesce(max(number), 0) + 1 from lead_import where tenant_id = ${tx.tenantId})`,
      state: "arriving",
      dataKey: key.wrapped,
      fileName: key.sealBytes(Buffer.from(fileName)),
      bytes: 0,
      createdAt: at,
      expiresAt: new Date(at.getTime() + LIFE_MS),
    })
    .returning({ number: leadImport.number });
  if (!added) throw new Error("an insert without a row");
  return { id, number: added.number };
}

const mine = (tx: Tx, id: string) =>
  and(eq(leadImport.tenantId, tx.tenantId), eq(leadImport.id, id));

export async function findImport(tx: Tx, id: string): Promise<LeadImport | undefined> {
  const [row] = await tx.select().from(leadImport).where(mine(tx, id));
  return row && opened(tx, row);
}

export async function findImportByNumber(tx: Tx, number: number): Promise<LeadImport | undefined> {
  const [row] = await tx
    .select()
    .from(leadImport)
    .where(and(eq(leadImport.tenantId, tx.tenantId), eq(leadImport.number, number)));
  return row && opened(tx, row);
}

/** An import that nobody else changes until the transaction ends. */
export async function lockImport(tx: Tx, id: string): Promise<LeadImport> {
  const [row] = await tx.select().from(leadImport).where(mine(tx, id)).for("update");
  if (!row) throw new NotFound("import", id);
  return opened(tx, row);
}

/** The newest imports, of everybody where `personId` is null. */
export async function listImports(
  tx: Tx,
  limit: number,
  personId: string | null,
): Promise<LeadImport[]> {
  const rows = await tx
    .select()
    .from(leadImport)
    .where(
      and(
        eq(leadImport.tenantId, tx.tenantId),
        personId === null ? undefined : eq(leadImport.personId, personId),
      ),
    )
    .orderBy(desc(leadImport.number))
    .limit(limit);
  return rows.map((row) => opened(tx, row));
}

export type ImportChange = Partial<
  Omit<Row, "tenantId" | "id" | "number" | "dataKey" | "fileName" | "revision" | "state">
> & { state?: ImportState };

/**
 * Changes what an import's card shows, so that its copies follow. With `from`, only while the
 * import is in that state; false when it is not.
 */
export async function changeImport(
  tx: Tx,
  id: string,
  change: ImportChange,
  from?: ImportState,
): Promise<boolean> {
  const { rowCount } = await tx
    .update(leadImport)
    .set({ ...change, revision: sql`${leadImport.revision} + 1` })
    .where(and(mine(tx, id), from && eq(leadImport.state, from)));
  return rowCount === 1;
}

/** The header's cells as they are kept. */
export function sealColumns(tx: Tx, { dataKey }: Pick<Row, "dataKey">, columns: string[]): Buffer {
  return tx.vault.dataKey(dataKey).sealBytes(Buffer.from(JSON.stringify(columns)));
}

function opened(tx: Tx, { fileName, columns, ...row }: Row): LeadImport {
  const key = tx.vault.dataKey(row.dataKey);
  const header = key.open(columns);
  return {
    ...row,
    state: row.state as ImportState, // the database holds it to these
    purpose: row.purpose as Purpose,
    fileName: key.open(fileName) ?? "",
    columns: header === null ? null : (JSON.parse(header) as string[]), // by sealColumns
  };
}
