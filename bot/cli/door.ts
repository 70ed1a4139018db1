import { Command } from "commander";
import { openDoor } from "../../db/tenants.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";
import { pickTenant } from "./tenant.ts";

/** `baton door NAME`: opens a door for leads by HTTP. What it prints is kept nowhere else. */
export function door(): Command {
  return new Command("door")
    .description("open a door for leads by HTTP and print its credentials, once")
    .argument("<name>", "what sends leads through it, like “Website form”")
    .option("--json", "print JSON")
    .option("--tenant <tenant>", "name or id of the tenant, where there are several")
    .action(async (name: string, { json, tenant }: { json?: true; tenant?: string }) => {
      const opened = await withDatabase(readConfig(), async (db) =>
        openDoor(db, (await pickTenant(db, tenant)).id, name),
      );
      if (json) return printJson({ name, ...opened });
      const { id, secret, bearer } = opened;
      const lines = [
        `The door “${name}” is open. Keep these; they are not shown again.`,
        `Bearer       ${bearer}`,
        `X-Baton-Key  ${id}`,
        `Secret       ${secret}`,
      ];
      printText(lines.join("\n"));
    });
}
