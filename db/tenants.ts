import { createHash, randomBytes } from "node:crypto";
import type { DoorKind } from "../pipeline/ingest/doors/door.ts";
import type { Surface } from "../pipeline/surface.ts";
import type { Db, Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { newTenantKey, sealBytes } from "./vault.ts";

export type Tenant = { id: string; name: string; timeZone: string };

/** Creates a tenant with its own key. Registry work: runs as the owner, outside any tenant. */
export async function createTenant(db: Db, name: string, id = newId()): Promise<string> {
  await db.owner.query(
    `insert into registry.tenant (id, name, sealed_key) values ($1, $2, $3) on conflict (id) do nothing`,
    [id, name, newTenantKey(db.masterKey)],
  );
  return id;
}

export async function getTenant(db: Db, tenantId: string): Promise<Tenant | undefined> {
  const { rows } = await db.app.query<Tenant>(
    `select id, name, time_zone as "timeZone" from registry.tenant where id = $1`,
    [tenantId],
  );
  return rows[0];
}

/** The time zone a tenant is told times in. Inside its transaction: a second connection there would starve the pool. */
export async function timeZoneOf(tx: Tx): Promise<string> {
  const { rows } = await tx.client.query<{ timeZone: string }>(
    `select time_zone as "timeZone" from registry.tenant where id = $1`,
    [tx.tenantId],
  );
  return rows[0]?.timeZone ?? "UTC";
}

/** What a tenant calls one of its doors, closed ones too. */
export async function doorNameOf(tx: Tx, doorId: string): Promise<string | null> {
  const { rows } = await tx.client.query<{ name: string }>(
    "select name from registry.door where id = $1 and tenant_id = $2",
    [doorId, tx.tenantId],
  );
  return rows[0]?.name ?? null;
}

/** Needs the owner: the application's role only reads the registry. */
export async function setTimeZone(tx: Tx, timeZone: string): Promise<void> {
  await tx.client.query("update registry.tenant set time_zone = $2 where id = $1", [
    tx.tenantId,
    timeZone,
  ]);
}

export async function listTenants(db: Db): Promise<Tenant[]> {
  const { rows } = await db.owner.query<Tenant>(
    `select id, name, time_zone as "timeZone" from registry.tenant order by created_at`,
  );
  return rows;
}

/** The tenant behind a Slack team or Entra tenant id, undefined when nobody installed Baton there. */
export async function findInstall(
  db: Db,
  surface: Surface,
  team: string,
): Promise<string | undefined> {
  const { rows } = await db.app.query<{ tenantId: string }>(
    `select tenant_id as "tenantId" from registry.install where surface = $1 and team = $2`,
    [surface, team],
  );
  return rows[0]?.tenantId;
}

/** Ties a chat team to a tenant. The first tie wins: a team never changes hands by itself. */
export async function addInstall(
  db: Db,
  surface: Surface,
  team: string,
  tenantId: string,
): Promise<string> {
  await db.owner.query(
    `insert into registry.install (surface, team, tenant_id) values ($1, $2, $3)
     on conflict (surface, team) do nothing`,
    [surface, team, tenantId],
  );
  return (await findInstall(db, surface, team)) ?? tenantId;
}

/** A source's credential as the door checks it. */
export type Door = {
  id: string;
  tenantId: string;
  name: string;
  kind: DoorKind;
  config: Record<string, unknown>;
  secrets: string[];
  /** Tokens for asking the other side, as they were given; null where there are none. */
  access: string | null;
};

/** What sort of door: our own intake where nothing is said. `secret` is the vendor's, where the vendor makes it. */
export type NewDoor = {
  kind?: DoorKind;
  config?: Record<string, unknown>;
  secret?: string;
  access?: string;
};

/** Opens a door: the id is public, the secret signs, the bearer (shown once) stands in for both. */
export async function openDoor(
  db: Db,
  tenantId: string,
  name: string,
  { kind = "intake", config = {}, secret = newSecret().toString(), access }: NewDoor = {},
): Promise<{ id: string; secret: string; bearer: string }> {
  const id = newDoorId();
  const bearer = `baton_${randomBytes(24).toString("base64url")}`;
  const seal = (text: string) => sealBytes(db.masterKey, Buffer.from(text));
  await db.owner.query(
    `insert into registry.door
       (id, tenant_id, name, sealed_secrets, bearer_hash, kind, config, sealed_access)
     values ($1, $2, $3, array[$4::bytea], $5, $6, $7, $8)`,
    [
      id,
      tenantId,
      name,
      seal(secret),
      hashBearer(bearer),
      kind,
      config,
      access ? seal(access) : null,
    ],
  );
  return { id, secret, bearer };
}

/**
 * A new signing secret for a door of the tenant. The one before it stays valid beside it until the
 * next rotation, so that both sides can change over; undefined where the tenant has no such open door.
 */
export async function rotateDoor(
  db: Db,
  tenantId: string,
  id: string,
  secret = newSecret().toString(),
): Promise<string | undefined> {
  const { rowCount } = await db.owner.query(
    `update registry.door set sealed_secrets = array[$3::bytea, sealed_secrets[1]], rotated_at = now()
     where tenant_id = $1 and id = $2 and closed_at is null`,
    [tenantId, id, sealBytes(db.masterKey, Buffer.from(secret))],
  );
  return rowCount === 1 ? secret : undefined;
}

/** Closes a door for good: nothing gets in after five seconds. False where the tenant has no such open door. */
export async function closeDoor(db: Db, tenantId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.owner.query(
    `update registry.door set closed_at = now() where tenant_id = $1 and id = $2 and closed_at is null`,
    [tenantId, id],
  );
  return rowCount === 1;
}

/** Gives a door other tokens for asking the other side. False where the tenant has no such open door. */
export async function setDoorAccess(
  db: Db,
  tenantId: string,
  id: string,
  access: string,
): Promise<boolean> {
  const { rowCount } = await db.owner.query(
    `update registry.door set sealed_access = $3 where tenant_id = $1 and id = $2 and closed_at is null`,
    [tenantId, id, sealBytes(db.masterKey, Buffer.from(access))],
  );
  return rowCount === 1;
}

/** Says whose leads a host's requests bring where they name no door. False where it is somebody else's. */
export async function addHost(db: Db, tenantId: string, host: string): Promise<boolean> {
  const { rows } = await db.owner.query<{ tenantId: string }>(
    `insert into registry.host as h (host, tenant_id) values ($1, $2)
     on conflict (host) do update set tenant_id = h.tenant_id returning tenant_id as "tenantId"`,
    [host, tenantId],
  );
  return rows[0]?.tenantId === tenantId;
}

/** A door with a bearer that somebody else keeps: opened once, found ever after. */
export async function ensureDoor(
  db: Db,
  tenantId: string,
  name: string,
  bearer: string,
): Promise<void> {
  await db.owner.query(
    `insert into registry.door (id, tenant_id, name, sealed_secrets, bearer_hash)
     values ($1, $2, $3, array[$4::bytea], $5) on conflict (bearer_hash) do nothing`,
    [newDoorId(), tenantId, name, sealBytes(db.masterKey, newSecret()), hashBearer(bearer)],
  );
}

type DoorRow = Omit<Door, "secrets" | "access"> & { sealed: Buffer[]; sealedAccess: Buffer | null };
const doorColumns = `d.id, d.tenant_id as "tenantId", d.name, d.kind, d.config,
  d.sealed_secrets as sealed, d.sealed_access as "sealedAccess"`;

export async function findDoor(db: Db, id: string): Promise<Door | undefined> {
  const { rows } = await db.app.query<DoorRow>(
    `select ${doorColumns} from registry.door d where id = $1 and closed_at is null`,
    [id],
  );
  return rows[0] && unseal(db, rows[0]);
}

export async function findDoorByBearer(db: Db, bearer: string): Promise<Door | undefined> {
  const { rows } = await db.app.query<DoorRow>(
    `select ${doorColumns} from registry.door d where bearer_hash = $1 and closed_at is null`,
    [hashBearer(bearer)],
  );
  return rows[0] && unseal(db, rows[0]);
}

/** The only open door of the tenant a host belongs to; used where a request names neither door nor bearer. */
export async function findDoorByHost(db: Db, host: string): Promise<Door | undefined> {
  const { rows } = await db.app.query<DoorRow>(
    `select ${doorColumns}
     from registry.host h join registry.door d using (tenant_id)
     where h.host = $1 and d.closed_at is null order by d.created_at limit 1`,
    [host],
  );
  return rows[0] && unseal(db, rows[0]);
}

/** Every open door of a tenant, oldest first. */
export async function listDoors(db: Db, tenantId: string): Promise<Door[]> {
  const { rows } = await db.app.query<DoorRow>(
    `select ${doorColumns} from registry.door d
     where tenant_id = $1 and closed_at is null order by created_at`,
    [tenantId],
  );
  return rows.map((row) => unseal(db, row));
}

function unseal(db: Db, { sealed, sealedAccess, ...door }: DoorRow): Door {
  const open = (value: Buffer) => db.openSealed(value).toString();
  return { ...door, secrets: sealed.map(open), access: sealedAccess && open(sealedAccess) };
}

function newDoorId(): string {
  return `door_${randomBytes(9).toString("base64url")}`;
}

function newSecret(): Buffer {
  return Buffer.from(randomBytes(24).toString("base64url"));
}

function hashBearer(bearer: string): Buffer {
  return createHash("sha256").update(bearer).digest();
}
