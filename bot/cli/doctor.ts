import { Command } from "commander";
import { doctorCard } from "../../cards/doctor-card.ts";
import { toText } from "../../cards/to-text.ts";
import { UserError } from "../../pipeline/errors.ts";
import { printJson, printText } from "./print.ts";

/** `baton doctor`: what an admin's Home shows, and what only the machine itself can tell. */
export function doctor(): Command {
  return new Command("doctor")
    .description("check this installation and say how to repair it")
    .option("--json", "print JSON")
    .option("--tenant <tenant>", "name or id of the tenant, where there are several")
    .action(async ({ json, tenant }: { json?: true; tenant?: string }) => {
      const { runChecks } = await import("./checks.ts"); // slow: help does without
      const checks = await runChecks(tenant);
      const broken = checks.filter(({ ok }) => !ok).map(({ name }) => name);
      if (json) printJson({ ok: broken.length === 0, checks });
      else printText(toText(doctorCard(checks)));
      if (broken.length > 0) throw new UserError(`Not in order: ${broken.join(", ")}.`);
    });
}
