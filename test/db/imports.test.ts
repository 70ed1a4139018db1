import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Db } from "../../db/client.ts";
import { newId } from "../../db/ids.ts";
import { addChunk, readChunks } from "../../db/imports/chunks.ts";
import { addImport, findImport, type LeadImport } from "../../db/imports/imports.ts";
import { moveRows, ROWS_AT_ONCE } from "../../db/imports/rows.ts";
import { copyText, type Judged, type ReadRow, stageRows } from "../../db/imports/stage.ts";
import { createTenant } from "../../db/tenants.ts";
import { testDb } from "../support/db.ts";

let db: Db & AsyncDisposable;
before(async () => {
  db = await testDb();
});
after(() => db[Symbol.asyncDispose]());

const at = new Date("2026-03-01T09:00:00Z");
const handedOn = { receivedAt: at, task: "ingest_in_bulk" };

async function givenImport(tenantId: string): Promise<LeadImport> {
  return db.inTenant(tenantId, async (tx) => {
    const from = { personId: null, origin: null, doorId: null, fileName: "leads.csv" };
    const { id } = await addImport(tx, { ...from, purpose: "leads", declaration: null }, at);
    const row = await findImport(tx, id);
    assert.ok(row);
    return row;
  });
}

/** A row about `acme.example`, or as said. */
function row(line: number, own: Partial<ReadRow> = {}): ReadRow {
  const bytes = Buffer.from([line % 256]);
  return {
    ...{ line, reason: null, sourceEventId: newId(), leadRef: newId(), source: "csv" },
    ...{ externalId: null, domain: null, emailIndex: null, dedupeKey: `row:${line}` },
    ...{ bodyHash: bytes, dataKey: bytes, raw: bytes, normalised: bytes },
    ...own,
  };
}

function stage(tenantId: string, importId: string, rows: ReadRow[]): Promise<Judged[]> {
  return db.inTenant(tenantId, (tx) => stageRows(tx, importId, copyText(rows)));
}

async function staged(tenantId: string, importId: string) {
  return db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ line: number; verdict: string; reason: string }>(
      "select line, verdict, reason from import_row where import_id = $1 order by line",
      [importId],
    );
    return rows.map(({ line, verdict, reason }) => `${line} ${verdict} ${reason ?? ""}`.trim());
  });
}

describe("imports of a tenant", () => {
  it("are numbered from 1, also when two begin at once", async () => {
    const [one, other] = [await createTenant(db, "Imports"), await createTenant(db, "Imports")];

    const begun = await Promise.all([givenImport(one), givenImport(one), givenImport(one)]);
    const first = await givenImport(other);

    assert.deepEqual(begun.map(({ number }) => number).sort(), [1, 2, 3]);
    assert.equal(first.number, 1);
  });

  it("keep their bytes sealed, and give them back as they came", async () => {
    const tenantId = await createTenant(db, "Imports");
    const row = await givenImport(tenantId);
    await db.inTenant(tenantId, async (tx) => {
      await addChunk(tx, row, 0, Buffer.from("name;mail\nAna;"));
      await addChunk(tx, row, 1, Buffer.from("ana@acme.example"));
    });

    const parts = await Array.fromAsync(readChunks(db, tenantId, row));

    assert.equal(Buffer.concat(parts).toString(), "name;mail\nAna;ana@acme.example");
    const { rows } = await db.inTenant(tenantId, (tx) =>
      tx.client.query<{ n: number }>(
        "select count(*)::int as n from import_chunk where position('acme'::bytea in body) > 0",
      ),
    );
    assert.equal(rows[0]?.n, 0);
  });
});

describe("staged rows", () => {
  it("are left out where an earlier line says the same, in the same batch or before it", async () => {
    const tenantId = await createTenant(db, "Imports");
    const { id } = await givenImport(tenantId);

    const first = await stage(tenantId, id, [
      row(2, { dedupeKey: "row:a" }),
      row(3, { dedupeKey: "row:b" }),
      row(4, { dedupeKey: "row:a" }),
      row(5, { reason: "no_company", dedupeKey: "row:a" }),
    ]);
    await stage(tenantId, id, [row(6, { dedupeKey: "row:b" }), row(7)]);

    assert.deepEqual(await staged(tenantId, id), [
      "2 create",
      "3 create",
      "4 skipped same_as:2",
      "5 skipped no_company",
      "6 skipped same_as:3",
      "7 create",
    ]);
    const skipped = first.filter(({ verdict }) => verdict === "skipped");
    assert.deepEqual(skipped.map(({ reason, count, lines }) => [reason, count, lines]).sort(), [
      ["no_company", 1, [5]],
      ["same_as", 1, [4]],
    ]);
  });

  it("keep whatever characters they have", async () => {
    const tenantId = await createTenant(db, "Imports");
    const { id } = await givenImport(tenantId);
    const odd = "a\tb\\N\nc\r\\x00 \\. é";

    await stage(tenantId, id, [row(2, { externalId: odd, raw: null })]);

    const { rows } = await db.inTenant(tenantId, (tx) =>
      tx.client.query<{ id: string; raw: Buffer | null; data: Buffer }>(
        "select external_id as id, raw, data_key as data from import_row",
      ),
    );
    assert.deepEqual(rows, [{ id: odd, raw: null, data: Buffer.from([2]) }]);
  });

  it("are in one place whenever they are moved, and are moved once", async () => {
    const tenantId = await createTenant(db, "Imports");
    const { id } = await givenImport(tenantId);
    const rows = Array.from({ length: ROWS_AT_ONCE + 3 }, (_, n) => row(n + 2));
    await stage(tenantId, id, [...rows, row(9_000, { reason: "empty" })]);

    const moved: (number | null)[] = [0];
    while (moved.at(-1) !== null) {
      const after = moved.at(-1) ?? 0;
      moved.push(await db.inTenant(tenantId, (tx) => moveRows(tx, id, after, handedOn)));
    }

    assert.deepEqual(moved, [0, ROWS_AT_ONCE + 1, ROWS_AT_ONCE + 4, null]);
    assert.deepEqual(await staged(tenantId, id), ["9000 skipped empty"]);
    const { rows: taken } = await db.inTenant(tenantId, (tx) =>
      tx.client.query(
        `select count(*)::int as n, count(distinct line)::int as lines, min(line) as first,
           max(line) as last from source_event where import_id = $1`,
        [id],
      ),
    );
    const all = ROWS_AT_ONCE + 3;
    assert.deepEqual(taken, [{ n: all, lines: all, first: 2, last: all + 1 }]);
  });

  it("of another tenant are out of reach", async () => {
    const [mine, theirs] = [await createTenant(db, "Imports"), await createTenant(db, "Imports")];
    const { id } = await givenImport(theirs);
    await stage(theirs, id, [row(2)]);

    await assert.rejects(stage(mine, id, [row(3)]), /foreign key/);
    const moved = await db.inTenant(mine, (tx) => moveRows(tx, id, 0, handedOn));

    assert.equal(moved, null);
    assert.deepEqual(await staged(theirs, id), ["2 create"]);
  });
});
