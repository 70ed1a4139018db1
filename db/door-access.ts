import type { Db } from "./client.ts";
import { inTransaction } from "./transaction.ts";
import { sealBytes } from "./vault.ts";

/**
 * Puts a new access in the place of a door's that ran out. `renew` is asked once however many
 * workers find out at the same time: the row is locked meanwhile, and who comes late gets the
 * new one. Registry work: runs as the owner.
 */
export function renewDoorAccess(
  db: Db,
  doorId: string,
  ranOut: string,
  renew: (access: string) => Promise<string>,
): Promise<string> {
  return inTransaction(db.owner, async (client) => {
    const { rows } = await client.query<{ sealed: Buffer | null }>(
      "select sealed_access as sealed from registry.door where id = $1 for update",
      [doorId],
    );
    const sealed = rows[0]?.sealed;
    const current = sealed ? db.openSealed(sealed).toString() : "";
    if (current !== ranOut) return current;
    const renewed = await renew(current);
    await client.query("update registry.door set sealed_access = $2 where id = $1", [
      doorId,
      sealBytes(db.masterKey, Buffer.from(renewed)),
    ]);
    return renewed;
  });
}
