import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { NotFound } from "../pipeline/errors.ts";
import { isId } from "./ids.ts";
import { openBytes, type Vault, vaultOf } from "./vault.ts";

/**
 * The database as the product uses it. `app` runs as `baton_app`, sees one tenant at a time and
 * owns nothing; `owner` migrates, works the queue and reads the registry and dispatch tables.
 */
export type Db = {
  app: pg.Pool;
  owner: pg.Pool;
  masterKey: Buffer;
  /** Runs `work` in one transaction that can see this tenant and nobody else. */
  inTenant: <T>(tenantId: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
  vault: (tenantId: string) => Promise<Vault>;
  close: () => Promise<void>;
};

/** A transaction inside one tenant. */
export type Tx = NodePgDatabase & { tenantId: string; vault: Vault; client: pg.PoolClient };

export type DbOptions = {
  /** 32 bytes that wrap every tenant's key. */
  masterKey: Buffer;
  appConnections: number;
  ownerConnections: number;
  onError: (error: Error) => void;
};

export function openDb(url: string, options: DbOptions): Db {
  const open = (max: number, role: string | null) => {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      options: role ? `-c role=${role}` : "",
      connectionTimeoutMillis: 10_000,
    });
    // A connection that dies while idle must not take the process with it.
    pool.on("error", options.onError);
    pool.on("connect", (client) => client.on("error", options.onError));
    return pool;
  };
  const app = open(options.appConnections, "baton_app");
  const owner = open(options.ownerConnections, null);
  const vaults = new Map<string, Vault>();

  const db: Db = {
    app,
    owner,
    masterKey: options.masterKey,
    async vault(tenantId) {
      const known = vaults.get(tenantId);
      if (known) return known;
      const { rows } = await app.query<{ sealed_key: Buffer }>(
        "select sealed_key from registry.tenant where id = $1",
        [tenantId],
      );
      const [row] = rows;
      if (!row) throw new NotFound("tenant", tenantId);
      const vault = vaultOf(openBytes(options.masterKey, row.sealed_key));
      vaults.set(tenantId, vault);
      return vault;
    },
    async inTenant(tenantId, work) {
      if (!isId(tenantId)) throw new Error("not a tenant id"); // it is interpolated below
      const vault = await db.vault(tenantId);
      const client = await app.connect();
      let broken: Error | undefined;
      try {
        await client.query(`begin; set local app.tenant_id = '${tenantId}'`);
        const result = await work(Object.assign(drizzle(client), { tenantId, vault, client }));
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async close() {
      await Promise.all([app.end(), owner.end()]);
    },
  };
  return db;
}
