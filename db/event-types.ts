import { EventRule } from "../pipeline/ingest/doors/events.ts";
import type { Db, Tx } from "./client.ts";

/** What was said about a type of event at a door; undefined where nobody said anything. */
export async function findEventRule(
  tx: Tx,
  doorId: string | null,
  type: string | null,
): Promise<EventRule | undefined> {
  const { rows } = await tx.client.query<{ rule: unknown }>(
    "select config->'types'->$3::text as rule from registry.door where tenant_id = $1 and id = $2",
    [tx.tenantId, doorId, type],
  );
  return EventRule.safeParse(rows[0]?.rule).data;
}

/** Remembers at a door what one of its types of event means. Registry work: runs as the owner. */
export async function saveEventRule(
  db: Db,
  tenantId: string,
  doorId: string,
  type: string,
  rule: EventRule,
): Promise<boolean> {
  const { rowCount } = await db.owner.query(
    `update registry.door
     set config = config || jsonb_build_object('types',
       coalesce(config->'types', '{}') || jsonb_build_object($3::text, $4::jsonb))
     where tenant_id = $1 and id = $2`,
    [tenantId, doorId, type, JSON.stringify(rule)],
  );
  return rowCount === 1;
}
