import type { Check } from "../../cards/doctor-card.ts";
import { recordWords } from "../../cards/record-words.ts";
import type { Db } from "../../db/client.ts";
import { readFormAccount } from "../../db/form-accounts.ts";
import { countFailedSyncs } from "../../db/kept-arrivals.ts";
import { type Door, listDoors } from "../../db/tenants.ts";
import { accessOf } from "../../jobs/crm/access.ts";
import { sourceOf } from "../../jobs/crm/sources.ts";

/** Whether the doors that fetch records can: one line each, red where a token is missing or refused. */
export async function checkRecordDoors(db: Db, tenantId: string): Promise<Check[]> {
  const doors = (await listDoors(db, tenantId)).filter(({ kind }) => sourceOf(kind));
  if (doors.length === 0) return [];
  return db.inTenant(tenantId, async (tx) => {
    const failed = await countFailedSyncs(tx);
    const checks: Check[] = [];
    for (const door of doors) {
      const { failure } = await readFormAccount(tx, door.id);
      checks.push(checkDoor(door, failed.get(door.id), failure));
    }
    return checks;
  });
}

function checkDoor(
  door: Door,
  failed: { count: number; why: string } | undefined,
  failure: string | null,
): Check {
  const name = `${sourceOf(door.kind)?.name} “${door.name}”`;
  const bad = (detail: string, fix: string | null) => ({ name, ok: false, detail, fix });
  if (!accessOf(door)) return bad(recordWords.withoutToken, recordWords.giveToken(door.id));
  if (failed) return bad(recordWords.unfetched(failed.count), recordWords.seeFailed(failed.why));
  if (failure !== null) return bad(failure.replace(/\.$/, ""), null);
  return { name, ok: true, detail: recordWords.withToken, fix: null };
}
