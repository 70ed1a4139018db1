import type { Db } from "./client.ts";
import { isId } from "./ids.ts";

/** Everything that is about leads, children first. People, settings and what may never be contacted stay. */
const tables = [
  "decision_part",
  "decision",
  "routing",
  "transition",
  "event",
  "touch",
  "feedback",
  "outreach",
  "consent",
  "route_event",
  "message_ref",
  "cost",
  "llm_answer",
  "page_visit",
  "artifact",
  "evidence_check",
  "provider_lookup",
  "budget_alert",
  "fact",
  "signal",
  "lead_score",
  "proposal",
  "draft",
  "spam_day",
  "info_request",
  "import_row",
  "import_chunk",
  "lead_import",
  "external_ref",
  "merge_record",
  "same_question",
  "company_alias",
  "known_account",
  "source_event",
  "lead",
  "contact",
  "company",
];

const ATTEMPTS = 10;

/**
 * Deletes every lead of a tenant with all that is known about it, waiting jobs included. The only
 * way past the append-only tables: it runs as the owner, who still sees this one tenant only.
 * Returns how many rows are left, which is none.
 */
export async function eraseLeads(db: Db, tenantId: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await erase(db, tenantId);
    } catch (error) {
      if (!isOvertaken(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** A worker had a company in hand, which we wait for while it waits for us. */
function isOvertaken(error: unknown): boolean {
  const overtaken = ["23503", "40P01"]; // foreign key, deadlock
  return error instanceof Error && "code" in error && overtaken.includes(String(error.code));
}

async function erase(db: Db, tenantId: string): Promise<number> {
  if (!isId(tenantId)) throw new Error("not a tenant id"); // it is interpolated below
  const client = await db.owner.connect();
  try {
    await client.query(
      `begin; set local app.tenant_id = '${tenantId}'; set local app.erasing = 'on'`,
    );
    // Nobody makes a lead or works on one meanwhile; afterwards they find nothing.
    await client.query("lock table lead in exclusive mode");
    await client.query("delete from dispatch.arrival where tenant_id = $1", [tenantId]);
    await client.query(
      `select graphile_worker.complete_jobs(array(
         select id from graphile_worker._private_jobs where locked_at is null and payload->>'tenantId' = $1))`,
      [tenantId],
    );
    for (const table of tables) await client.query(`delete from ${table}`);
    let left = 0;
    for (const table of tables) {
      const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
      left += rows[0]?.n ?? 0;
    }
    await client.query("commit");
    return left;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
