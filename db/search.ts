import { sql } from "drizzle-orm";
import type { Tx } from "./client.ts";

/** The tenant's leads whose company's name or domain contains a text: whole ones first, then beginnings, then new ones. */
export async function searchLeads(tx: Tx, text: string, limit: number): Promise<string[]> {
  const typed = text.toLowerCase();
  const literal = typed.replaceAll(/[\\%_]/g, "\\$&");
  const within = `%${literal}%`;
  const first = `${literal}%`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select l.id from lead l
    join company c on c.tenant_id = l.tenant_id and c.id = l.company_id
    where l.tenant_id = ${tx.tenantId} and l.merged_into is null
      and (lower(c.name) like ${within} or c.domain like ${within})
    order by (lower(c.name) = ${typed} or c.domain = ${typed}) desc nulls last,
      (lower(c.name) like ${first} or c.domain like ${first}) desc nulls last,
      l.created_at desc
    limit ${limit}`);
  return rows.map(({ id }) => id);
}
