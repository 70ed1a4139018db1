import { Command } from "commander";
import { writeBackup } from "../../db/backup/write.ts";
import { readConfig } from "../config.ts";
import { contentsText } from "./contents-text.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";

/** `baton backup FILE`: everything Baton knows, in one file. */
export function backup(): Command {
  return new Command("backup")
    .description("write everything Baton knows into one file; BATON_KEY is not in it")
    .argument("<file>", "a file that is not there yet, for example baton.backup")
    .option("--json", "print JSON")
    .action(async (file: string, { json }: { json?: true }) => {
      const contents = await withDatabase(readConfig(), (db) => writeBackup(db, file, new Date()));
      if (json) return printJson({ file, ...contents });
      printText(`${contentsText(contents)}\nWritten to ${file}. Keep BATON_KEY elsewhere.`);
    });
}
