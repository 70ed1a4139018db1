import { Command } from "commander";
import { readConfig } from "../config.ts";
import { contentsText } from "./contents-text.ts";
import { printJson, printText } from "./print.ts";
import { knownKeys, withServer } from "./server.ts";

/** `baton restore FILE`: fills an empty database from a backup, all of it or nothing. */
export function restore(): Command {
  return new Command("restore")
    .description("fill an empty database from a backup, and check that all is there")
    .argument("<file>", "what baton backup wrote")
    .option("--json", "print JSON")
    .action(async (file: string, { json }: { json?: true }) => {
      const { restoreBackup } = await import("../../db/backup/restore.ts"); // slow: help does without
      const config = readConfig();
      const keys = await knownKeys(config);
      const contents = await withServer(config, (url) => restoreBackup(url, file, keys));
      if (json) return printJson({ file, ...contents });
      printText(`${contentsText(contents)}\nRestored: every count and audit fits.`);
    });
}
