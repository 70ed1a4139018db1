import { Command } from "commander";
import { readConfig } from "../config.ts";
import { printJson, printText } from "./print.ts";
import { withServer } from "./server.ts";

/** `baton migrate`: brings the database up to date. Several at once wait for each other. */
export function migrateVerb(): Command {
  return new Command("migrate")
    .description("set the database up, or bring it up to date")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: true }) => {
      const { migrate } = await import("../../db/migrate.ts"); // slow: help does without
      const applied = await withServer(readConfig(), (url) => migrate(url));
      const what = applied === 1 ? "1 migration" : `${applied} migrations`;
      if (json) printJson({ applied });
      else printText(applied === 0 ? "The database is up to date." : `Applied ${what}.`);
    });
}
