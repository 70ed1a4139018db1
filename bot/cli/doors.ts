import { Command } from "commander";
import { doorsCard } from "../../cards/doors-card.ts";
import { toText } from "../../cards/to-text.ts";
import { watchDoors } from "../../db/door-tally.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";
import { pickTenant } from "./tenant.ts";

/** `baton doors`: what `/lead doors` shows. */
export function doors(): Command {
  return new Command("doors")
    .description("list the doors leads come through, and what came")
    .option("--json", "print JSON")
    .option("--tenant <tenant>", "name or id of the tenant, where there are several")
    .action(async ({ json, tenant }: { json?: true; tenant?: string }) => {
      const now = new Date();
      await withDatabase(readConfig(), async (db) => {
        const { id, timeZone } = await pickTenant(db, tenant);
        const found = await watchDoors(db, id, now);
        if (json) printJson(found);
        else printText(toText(doorsCard(found, { now, timeZone })));
      });
    });
}
