import type { Db } from "../../db/client.ts";
import { listTenants, type Tenant } from "../../db/tenants.ts";
import { UserError } from "../../pipeline/errors.ts";

/** The only tenant, or the one of several that `--tenant` names by its name or id. */
export async function pickTenant(db: Db, wanted: string | undefined): Promise<Tenant> {
  const tenants = await listTenants(db);
  const names = tenants.map(({ name }) => name).join(", ");
  const fitting = tenants.filter(({ id, name }) => {
    return wanted === undefined || [id, name.toLowerCase()].includes(wanted.toLowerCase());
  });
  const [tenant, ...others] = fitting;
  if (tenants.length === 0) throw new UserError("Nobody has installed this Baton in a chat yet.");
  if (!tenant) throw new UserError(`There is no tenant ${wanted}. There is ${names}.`);
  if (others.length > 0) {
    const ids = fitting.map(({ id, name }) => `${name} (${id})`).join(", ");
    throw new UserError(`There are several tenants; pick one with --tenant: ${ids}.`);
  }

  await db.vault(tenant.id).catch((cause: unknown) => {
    throw new UserError("The key is not the one of this database. Restore it from your backup.", {
      cause,
    });
  });
  return tenant;
}
