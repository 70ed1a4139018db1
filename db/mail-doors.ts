import type { Db } from "./client.ts";
import type { Door } from "./tenants.ts";

export type TaggedDoor = Pick<Door, "id" | "tenantId" | "name" | "kind" | "config">;

/**
 * The open door for mail that one of these tags names: of this tenant, or of any where `tenantId`
 * is null, which is for addresses that serve all of them.
 */
export async function findDoorByTag(
  db: Db,
  tags: readonly string[],
  tenantId: string | null,
): Promise<TaggedDoor | undefined> {
  if (tags.length === 0) return undefined;
  const { rows } = await db.app.query<TaggedDoor>(
    `select id, tenant_id as "tenantId", name, kind, config from registry.door
     where kind = 'mail' and closed_at is null and lower(config->>'tag') = any($1)
       and ($2::uuid is null or tenant_id = $2) order by created_at limit 1`,
    [tags.map((tag) => tag.toLowerCase()), tenantId],
  );
  return rows[0];
}
