import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { takeFile } from "../../bot/handlers/take-file.ts";
import { changeImport, findImport } from "../../db/imports/imports.ts";
import { readImport } from "../../jobs/ingest/import/read-import.ts";
import { runImport } from "../../jobs/ingest/import/run-import.ts";
import type { World } from "../../jobs/world.ts";
import { testWorld } from "../support/world.ts";
import { generatedCsv, rowBytes } from "./generated-csv.ts";
import { openOwnDb } from "./own-db.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

const ROWS = 100_000;
const MB = 1024 * 1024;
const MOST_GROWTH_MB = 300;

/**
 * Lines per second from a file's bytes to stored arrivals: taken in, parsed, normalised, hashed,
 * sealed, staged, judged and handed on, against a plain COPY of the very same values into a table
 * with the same columns and indexes.
 */
export async function csvImport(stage: Stage): Promise<Result[]> {
  const db = await openOwnDb(stage);
  const world = testWorld(db, { now: () => new Date() });
  const memory = watchMemory();
  const startedAt = performance.now();
  await importFile(world, db.tenantId);
  const value = rate(startedAt);
  const growth = memory.growth();

  const theirs = await copySame(db, db.tenantId);
  await db.close();
  const opponent = `COPY of the same values, ${Math.round(theirs)} rows/s`;
  const file = `a file of ${Math.round((ROWS * rowBytes) / MB)} MB`;
  return [
    {
      ...{ name: "csv_import", value, unit: "rows/s", opponent },
      ...{ ratio: value / theirs, goal: { ratioAtLeast: 0.2 } },
    },
    {
      ...{ name: "import_memory", value: growth, unit: "MB", opponent: file },
      ...{ ratio: (ROWS * rowBytes) / MB / growth, goal: { atMost: MOST_GROWTH_MB } },
    },
  ];
}

async function importFile(world: World, tenantId: string): Promise<void> {
  const { db } = world;
  const from = { tenantId, personId: null, origin: null, doorId: null };
  const { importId: id } = await takeFile(world, from, generatedCsv(ROWS));
  await readImport.run({ tenantId, id }, world);
  await db.inTenant(tenantId, async (tx) => {
    const read = await findImport(tx, id);
    if (read?.counts.create !== ROWS) throw new Error(`read ${JSON.stringify(read?.counts)}`);
    await changeImport(tx, id, { state: "importing", approvedAt: world.now() }, "waiting");
  });
  await runImport.run({ tenantId, id }, world);
}

/** The rate of a plain COPY of what is in `source_event`, from memory. */
async function copySame(db: Awaited<ReturnType<typeof openOwnDb>>, tenantId: string) {
  const client = await db.owner.connect();
  try {
    await client.query("create table copied (like source_event including all)");
    await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
    const lines: Buffer[] = [];
    const source = client.query(copyTo("copy (select * from source_event) to stdout"));
    for await (const part of source) lines.push(part);
    await client.query("checkpoint").catch(() => {}); // for superusers only
    const startedAt = performance.now();
    await pipeline(Readable.from(lines), client.query(copyFrom("copy copied from stdin")));
    const taken = rate(startedAt);
    const { rows } = await client.query<{ n: number }>("select count(*)::int as n from copied");
    if (rows[0]?.n !== ROWS) throw new Error(`COPY stored ${rows[0]?.n} rows`);
    return taken;
  } finally {
    client.release();
  }
}

function rate(startedAt: number): number {
  return (ROWS / (performance.now() - startedAt)) * 1_000;
}

/** By how much this process grew at most. */
function watchMemory() {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  return {
    growth() {
      clearInterval(timer);
      return (most - before) / MB;
    },
  };
}
