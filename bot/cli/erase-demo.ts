import { Command } from "commander";
import { eraseLeads } from "../../db/erase.ts";
import { listTenants } from "../../db/tenants.ts";
import { UserError } from "../../pipeline/errors.ts";
import { readConfig } from "../config.ts";
import { erasePlayground, playgroundTenant } from "../playground/settle.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";
import { pickTenant } from "./tenant.ts";

type Options = { tenant?: string; yes?: string; json?: true };

/** `baton erase-demo`: forgets the playground's leads and chats; somebody else's leads only when named twice. */
export function eraseDemo(): Command {
  return new Command("erase-demo")
    .description("erase the demo data of the playground; workers may go on running")
    .option("--tenant <tenant>", "erase all leads of this tenant instead, for ever")
    .option("--yes <name>", "the name of that tenant once more")
    .option("--json", "print JSON")
    .action(async ({ tenant: wanted, yes, json }: Options) => {
      const erased = await withDatabase(readConfig(), async (db) => {
        const tenants = await listTenants(db);
        const demo = tenants.find(({ id }) => id === playgroundTenant);
        const tenant = wanted === undefined ? demo : await pickTenant(db, wanted);
        if (!tenant) throw new UserError("There is no demo data in this database.");
        if (tenant.id === playgroundTenant) {
          return { tenant: tenant.name, left: await erasePlayground(db) };
        }
        if (yes !== tenant.name) {
          throw new UserError(
            `${tenant.name} is no demo. To erase all its leads for ever, add --yes "${tenant.name}".`,
          );
        }
        return { tenant: tenant.name, left: await eraseLeads(db, tenant.id) };
      });
      if (json) printJson(erased);
      else printText(`The leads of ${erased.tenant} are gone: ${erased.left} rows left.`);
    });
}
