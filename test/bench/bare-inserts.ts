import { randomUUID } from "node:crypto";
import pg from "pg";
import { z } from "zod";
import { newId } from "../../db/ids.ts";

/*
 * The opponent of the intake door: 32 loops that insert copies of one stored arrival one by one
 * with `pg`, as its manual shows it, and do nothing else. Told for how many ms, it says how many
 * it stored.
 */

const LOOPS = 32;
const CONNECTIONS = 15; // as many as Baton has

process.once("disconnect", () => process.exit());
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: CONNECTIONS,
  options: "-c role=baton_app",
});
pool.on("error", () => process.exit()); // the server went first: somebody ended the run
const tenantId = z.uuid().parse(process.env.TENANT_ID);
const sample = await inTenant((client) => client.query("select * from source_event limit 1"));
const columns = sample.fields.map(({ name }) => name);
const template: Record<string, unknown> = z.record(z.string(), z.unknown()).parse(sample.rows[0]);

const places = columns.map((_, index) => `$${index + 1}`);
const storeEvent = `insert into source_event (${columns}) values (${places})`;
const tellDispatcher = "insert into dispatch.arrival (tenant_id, source_event_id) values ($1, $2)";

process.on("message", (ms) => void insertFor(z.number().parse(ms)).then((n) => process.send?.(n)));
process.send?.("ready");

async function insertFor(ms: number): Promise<number> {
  const end = performance.now() + ms;
  let stored = 0;
  const loop = async () => {
    while (performance.now() < end) {
      await insertOne();
      stored += 1;
    }
  };
  await Promise.all(Array.from({ length: LOOPS }, loop));
  return stored;
}

async function insertOne(): Promise<void> {
  const id = newId();
  const own: Record<string, unknown> = { id, lead_ref: newId(), dedupe_key: randomUUID() };
  const values = columns.map((column) => own[column] ?? template[column]);
  await inTenant(async (client) => {
    await client.query(storeEvent, values);
    return client.query(tellDispatcher, [tenantId, id]);
  });
}

async function inTenant<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local app.tenant_id = '${tenantId}'`);
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    client.release();
  }
}
