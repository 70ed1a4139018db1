import { UserError } from "../pipeline/errors.ts";
import type { Db } from "./client.ts";
import { inTransaction } from "./transaction.ts";
import { openBytes, sealBytes } from "./vault.ts";

export type Resealed = { tenants: number; doors: number; access: number; installs: number };

/** What BATON_KEY itself seals: an array of values per row, and how the row is found again. */
const sealed: Record<keyof Resealed, { table: string; key: string; values: string; set: string }> =
  {
    tenants: {
      table: "registry.tenant",
      key: "id::text",
      values: "array[sealed_key]",
      set: "sealed_key = ($2::bytea[])[1]",
    },
    doors: {
      table: "registry.door",
      key: "id",
      values: "sealed_secrets",
      set: "sealed_secrets = $2::bytea[]",
    },
    access: {
      table: "registry.door",
      key: "id",
      values: "array_remove(array[sealed_access], null)",
      set: "sealed_access = ($2::bytea[])[1]",
    },
    installs: {
      table: "registry.install",
      key: "surface || ' ' || team",
      values: "array_remove(array[sealed_credentials], null)",
      set: "sealed_credentials = ($2::bytea[])[1]",
    },
  };

/**
 * Seals every value anew with the current master key, in one transaction; returns how many rows
 * the old key had sealed. Processes that know both keys go on working meanwhile.
 */
export async function rotateMasterKey(db: Db): Promise<Resealed> {
  return inTransaction(db.owner, async (client) => {
    const counts = { tenants: 0, doors: 0, access: 0, installs: 0 };
    for (const [what, { table, key, values, set }] of Object.entries(sealed)) {
      const { rows } = await client.query<{ key: string; values: Buffer[] }>(
        `select ${key} as key, ${values} as values from ${table} for update`,
      );
      for (const row of rows.filter(({ values }) => values.some((one) => !isCurrent(db, one)))) {
        const anew = row.values.map((one) => sealBytes(db.masterKey, open(db, one)));
        await client.query(`update ${table} set ${set} where ${key} = $1`, [row.key, anew]);
        counts[what as keyof Resealed] += 1; // the keys of `sealed`
      }
    }
    return counts;
  });
}

function isCurrent(db: Db, value: Buffer): boolean {
  try {
    openBytes(db.masterKey, value);
    return true;
  } catch {
    return false;
  }
}

function open(db: Db, value: Buffer): Buffer {
  try {
    return db.openSealed(value);
  } catch (cause) {
    const way = "Nothing was changed; set BATON_KEY_OLD to the key in use so far.";
    throw new UserError(`Something is sealed with neither key. ${way}`, { cause });
  }
}
