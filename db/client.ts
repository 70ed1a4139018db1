import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { NotFound } from "../pipeline/errors.ts";
import { isId } from "./ids.ts";
import { inTransaction } from "./transaction.ts";
import { openWithAny, type Vault, vaultOf } from "./vault.ts";

/**
 * The database as the product uses it. `app` runs as `baton_app`, sees one tenant at a time and
 * owns nothing; `owner` migrates, works the queue and reads the registry and dispatch tables.
 */
export type Db = {
  app: pg.Pool;
  owner: pg.Pool;
  masterKey: Buffer;
  /** Opens what a master key sealed: this one's, or the one before it. */
  openSealed: (sealed: Buffer) => Buffer;
  /** Runs `work` in one transaction that can see this tenant and nobody else. */
  inTenant: <T>(tenantId: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same with the registry in reach, which the application's role may only read. */
  asOwnerIn: <T>(tenantId: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
  vault: (tenantId: string) => Promise<Vault>;
  close: () => Promise<void>;
};

/** A transaction inside one tenant. */
export type Tx = NodePgDatabase & { tenantId: string; vault: Vault; client: pg.PoolClient };

export type DbOptions = {
  /** 32 bytes that wrap every tenant's key. */
  masterKey: Buffer;
  /** The key before it, while some values are still sealed with that. */
  oldMasterKey?: Buffer | null;
  appConnections: number;
  ownerConnections: number;
  onError: (error: Error) => void;
};

/** Somebody waits for the answer, or a lease runs: a statement that takes longer is stuck. */
const STATEMENT_MS = 5_000;

export function openDb(url: string, options: DbOptions): Db {
  const open = (max: number, settings: string) => {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      options: settings,
      connectionTimeoutMillis: 10_000,
    });
    // A connection that dies while idle must not take the process with it.
    pool.on("error", options.onError);
    pool.on("connect", (client) => client.on("error", options.onError));
    return pool;
  };
  const app = open(
    options.appConnections,
    `-c role=baton_app -c statement_timeout=${STATEMENT_MS}`,
  );
  const owner = open(options.ownerConnections, "");
  const vaults = new Map<string, Vault>();

  async function within<T>(pool: pg.Pool, tenantId: string, work: (tx: Tx) => Promise<T>) {
    if (!isId(tenantId)) throw new Error("not a tenant id"); // it is interpolated below
    const vault = await db.vault(tenantId);
    return inTransaction(
      pool,
      (client) => work(Object.assign(drizzle(client), { tenantId, vault, client })),
      `begin; set local app.tenant_id = '${tenantId}'`,
    );
  }

  const db: Db = {
    app,
    owner,
    masterKey: options.masterKey,
    openSealed: (sealed) => openWithAny([options.masterKey, options.oldMasterKey ?? null], sealed),
    async vault(tenantId) {
      const known = vaults.get(tenantId);
      if (known) return known;
      const vault = vaultOf(await tenantKeyOf(db, tenantId));
      vaults.set(tenantId, vault);
      return vault;
    },
    inTenant: (tenantId, work) => within(app, tenantId, work),
    asOwnerIn: (tenantId, work) => within(owner, tenantId, work),
    async close() {
      await Promise.all([app.end(), owner.end()]);
    },
  };
  return db;
}

/** The key that a tenant's vault is made of: for threads, which cannot be handed a vault. */
export async function tenantKeyOf(
  { app, openSealed }: Pick<Db, "app" | "openSealed">,
  tenantId: string,
): Promise<Buffer> {
  const { rows } = await app.query<{ sealed_key: Buffer }>(
    "select sealed_key from registry.tenant where id = $1",
    [tenantId],
  );
  const [row] = rows;
  if (!row) throw new NotFound("tenant", tenantId);
  return openSealed(row.sealed_key);
}
