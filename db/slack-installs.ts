import type pg from "pg";
import type { Db } from "./client.ts";
import { inTransaction } from "./transaction.ts";
import { sealBytes } from "./vault.ts";

export type SlackCredentials = {
  botToken: string;
  /** Set where the app rotates its tokens. */
  refreshToken: string | null;
  /** Milliseconds since 1970; null for a token that does not end. */
  expiresAt: number | null;
};

/** Baton in one workspace, or in a whole organisation. */
export type SlackInstall = {
  /** The workspace's id, or the organisation's where all of it installed. */
  team: string;
  tenantId: string;
  enterprise: string | null;
  name: string | null;
  botUserId: string | null;
  botId: string | null;
  scopes: string[] | null;
  /** Null where the process was given the token, and once uninstalled. */
  credentials: SlackCredentials | null;
  revokedAt: Date | null;
};

export type NewSlackInstall = Omit<SlackInstall, "tenantId" | "credentials" | "revokedAt"> & {
  appId: string | null;
  installedBy: string;
  credentials: SlackCredentials;
};

type Row = Omit<SlackInstall, "credentials"> & { sealed: Buffer | null };

const columns = `team, tenant_id as "tenantId", enterprise, name, bot_user_id as "botUserId",
  bot_id as "botId", scopes, sealed_credentials as sealed, revoked_at as "revokedAt"`;

export async function findSlackInstall(db: Db, team: string): Promise<SlackInstall | undefined> {
  const { rows } = await db.app.query<Row>(
    `select ${columns} from registry.install where surface = 'slack' and team = $1`,
    [team],
  );
  return rows[0] && opened(db, rows[0]);
}

/** The install a tenant is spoken to through: one that holds, the newest first. */
export async function findSlackInstallOf(
  db: Db,
  tenantId: string,
): Promise<SlackInstall | undefined> {
  const { rows } = await db.app.query<Row>(
    `select ${columns} from registry.install where surface = 'slack' and tenant_id = $1
     order by revoked_at desc nulls first, created_at desc limit 1`,
    [tenantId],
  );
  return rows[0] && opened(db, rows[0]);
}

/** Writes an install down, the first as well as the next; the tenant it was tied to first stays. */
export async function saveSlackInstall(
  db: Db,
  tenantId: string,
  install: NewSlackInstall,
): Promise<void> {
  const { team, enterprise, name, appId, botUserId, botId, scopes, installedBy } = install;
  const sealed = seal(db, install.credentials);
  await db.owner.query(
    `insert into registry.install (surface, team, tenant_id, enterprise, name, app_id, bot_user_id,
       bot_id, scopes, installed_by, sealed_credentials)
     values ('slack', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (surface, team) do update set enterprise = excluded.enterprise,
       name = excluded.name, app_id = excluded.app_id, bot_user_id = excluded.bot_user_id,
       bot_id = excluded.bot_id, scopes = excluded.scopes, installed_by = excluded.installed_by,
       sealed_credentials = excluded.sealed_credentials, created_at = now(), revoked_at = null`,
    [team, tenantId, enterprise, name, appId, botUserId, botId, scopes, installedBy, sealed],
  );
}

/** What a token that the process was given turned out to be for. False while its team is not known. */
export async function noteSlackToken(
  db: Db,
  known: Pick<SlackInstall, "team" | "name" | "botUserId" | "botId" | "scopes">,
): Promise<boolean> {
  const { rowCount } = await db.owner.query(
    `update registry.install set name = $2, bot_user_id = $3, bot_id = $4, scopes = $5
     where surface = 'slack' and team = $1 and sealed_credentials is null`,
    [known.team, known.name, known.botUserId, known.botId, known.scopes],
  );
  return rowCount === 1;
}

/**
 * Forgets the tokens of a team that removed Baton; its data stays. `at` is when Slack says it
 * happened: news that was late must not end an install made since.
 */
export async function revokeSlackInstall(db: Db, team: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.owner.query(
    `update registry.install set revoked_at = $2, sealed_credentials = null
     where surface = 'slack' and team = $1 and sealed_credentials is not null
       and created_at < $2::timestamptz + interval '1 second'`, // Slack tells whole seconds
    [team, at],
  );
  return rowCount === 1;
}

/**
 * Renews credentials that `isStale`, one process at a time: whoever waited for the row finds it
 * renewed. A refresh token is good once, so what Slack answers is kept before anybody uses it.
 */
export async function renewSlackCredentials(
  db: Db,
  team: string,
  isStale: (credentials: SlackCredentials) => boolean,
  renew: (credentials: SlackCredentials) => Promise<SlackCredentials>,
): Promise<SlackCredentials | undefined> {
  return inTransaction(db.owner, (client) => renewLocked(db, client, team, isStale, renew));
}

async function renewLocked(
  db: Db,
  client: pg.PoolClient,
  team: string,
  isStale: (credentials: SlackCredentials) => boolean,
  renew: (credentials: SlackCredentials) => Promise<SlackCredentials>,
): Promise<SlackCredentials | undefined> {
  const { rows } = await client.query<Row>(
    `select ${columns} from registry.install where surface = 'slack' and team = $1 for update`,
    [team],
  );
  const credentials = rows[0] && opened(db, rows[0]).credentials;
  if (!credentials) return undefined;
  if (!isStale(credentials)) return credentials;
  const renewed = await renew(credentials);
  await client.query(
    `update registry.install set sealed_credentials = $2 where surface = 'slack' and team = $1`,
    [team, seal(db, renewed)],
  );
  return renewed;
}

function seal(db: Db, credentials: SlackCredentials): Buffer {
  return sealBytes(db.masterKey, Buffer.from(JSON.stringify(credentials)));
}

function opened(db: Db, { sealed, ...install }: Row): SlackInstall {
  if (!sealed) return { ...install, credentials: null };
  const credentials: SlackCredentials = JSON.parse(db.openSealed(sealed).toString());
  return { ...install, credentials };
}
