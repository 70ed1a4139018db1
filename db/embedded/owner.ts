import pg from "pg";
import type { Cluster } from "./cluster.ts";

/** The role that owns Baton's database: no superuser, so that row-level security is never skipped by accident. */
const owner = "baton_owner";

/** Connects as the cluster's superuser for the length of one question. */
export async function asSuperuser<T>(
  url: string,
  ask: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on("error", () => {}); // the query in flight rejects too, and that is enough
  try {
    await client.connect();
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** Makes sure that the owner and the database exist. Safe to run by several processes at once. */
export async function ensureDatabase(
  client: pg.Client,
  cluster: Cluster,
  database: string,
): Promise<void> {
  await client.query("select pg_advisory_lock(hashtext('baton: ensure database'))");

  const role = await client.query("select from pg_roles where rolname = $1", [owner]);
  if (role.rowCount === 0) {
    const password = client.escapeLiteral(cluster.owner);
    await client.query(`create role ${owner} login createdb createrole password ${password}`);
  }
  const found = await client.query("select from pg_database where datname = $1", [database]);
  if (found.rowCount === 0) {
    await client.query(`create database ${client.escapeIdentifier(database)} owner ${owner}`);
  }
}

/** The addresses of a database: as its owner, and as the cluster's superuser. */
export function addresses(cluster: Cluster, port: number, database: string) {
  const path = `127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return {
    url: `postgres://${owner}:${cluster.owner}@${path}`,
    superUrl: `postgres://postgres:${cluster.superuser}@${path}`,
  };
}
