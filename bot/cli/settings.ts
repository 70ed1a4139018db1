import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { Command } from "commander";
import { count } from "../../cards/numbers.ts";
import { UserError } from "../../pipeline/errors.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";
import { pickTenant } from "./tenant.ts";

type Options = { tenant?: string; json?: true; dryRun?: boolean };

const tenantOption = [
  "--tenant <tenant>",
  "name or id of the tenant, where there are several",
] as const;

/** `baton settings export` and `baton settings apply FILE`: what people decided, as YAML. */
export function settings(): Command {
  return new Command("settings")
    .description("export a tenant's settings as YAML, or apply such a file")
    .addCommand(exportSettings())
    .addCommand(apply());
}

function exportSettings(): Command {
  return new Command("export")
    .description("print the settings as YAML")
    .option(...tenantOption)
    .action(async ({ tenant: wanted }: Options) => {
      const { readSettings } = await import("../settings/read-settings.ts"); // slow: help does without
      const { settingsToYaml } = await import("../../pipeline/ops/settings-yaml.ts");
      const yaml = await withDatabase(readConfig(), async (db) => {
        const tenant = await pickTenant(db, wanted);
        return settingsToYaml(await db.inTenant(tenant.id, readSettings), tenant.name);
      });
      process.stdout.write(yaml);
    });
}

function apply(): Command {
  return new Command("apply")
    .description("make the settings what a file says, all of it or nothing, and print what changed")
    .argument("<file>", "a file as export prints it")
    .option("--dry-run", "only print what would change")
    .option("--json", "print JSON")
    .option(...tenantOption)
    .action(async (file: string, { tenant: wanted, json, dryRun = false }: Options) => {
      const { settingsFromYaml } = await import("../../pipeline/ops/settings-yaml.ts");
      const { applySettings } = await import("../settings/apply-settings.ts");
      const given = settingsFromYaml(readText(file));
      const by = { actor: `cli:${userInfo().username}`, dryRun };
      const changes = await withDatabase(readConfig(), async (db) =>
        applySettings(db, (await pickTenant(db, wanted)).id, given, by),
      );
      if (json) return printJson({ applied: !dryRun, changes });
      const end = dryRun ? "Nothing was changed yet." : "Applied.";
      if (changes.length === 0) printText("The settings are like that already.");
      else printText([...changes, `${count(changes.length, "change")}. ${end}`].join("\n"));
    });
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : cause;
    throw new UserError(`${file} cannot be read (${code}).`, { cause });
  }
}
