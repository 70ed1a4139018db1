import { Command } from "commander";
import { count } from "../../cards/numbers.ts";
import { rotateMasterKey } from "../../db/rotate-key.ts";
import { UserError } from "../../pipeline/errors.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";

/** `baton rotate-key`: seals anew, with BATON_KEY, all that BATON_KEY_OLD sealed. */
export function rotateKey(): Command {
  return new Command("rotate-key")
    .description("seal with BATON_KEY what BATON_KEY_OLD sealed")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: true }) => {
      const config = readConfig();
      if (!config.oldMasterKey) {
        throw new UserError(
          "Set BATON_KEY to the new key and BATON_KEY_OLD to the one before it, here and in every process.",
        );
      }
      const sealed = await withDatabase(config, rotateMasterKey);
      if (json) return printJson(sealed);
      const { tenants, doors, access, installs } = sealed;
      const sums = [
        count(tenants, "tenant"),
        count(doors, "door"),
        count(access, "access token"),
        count(installs, "install"),
      ];
      printText(
        `Sealed anew: ${sums.join(", ")}. BATON_KEY_OLD is not needed any more; remove it.`,
      );
    });
}
