import { Command } from "commander";
import { count } from "../../cards/numbers.ts";
import { listOptOuts, optOut, undoOptOut } from "../../db/opt-outs.ts";
import { UserError } from "../../pipeline/errors.ts";
import { canonicalHost, judgeHost } from "../../pipeline/ingest/domain.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";

type Options = { why: string; undo?: true; json?: true };

/** `baton opt-out DOMAIN`: its owner does not want to be read. It holds for all tenants, subdomains included. */
export function optOutVerb(): Command {
  return new Command("opt-out")
    .description("never read a site again, for any tenant; without a domain, list those sites")
    .argument("[domain]", "the site, with everything below it")
    .option("--why <why>", "who asked, and how", "its owner asked")
    .option("--undo", "read it again from now on")
    .option("--json", "print JSON")
    .action(async (typed: string | undefined, options: Options, verb: Command) => {
      if (typed === undefined) return list(options);
      const verdict = judgeHost(typed);
      if (!verdict.ok) return verb.error(`error: ${verdict.why}`);
      const domain = canonicalHost(typed.replace(/^www\./i, "")) ?? verdict.domain;
      await withDatabase(readConfig(), async (db) => {
        if (!options.undo) return optOut(db, domain, options.why);
        if (!(await undoOptOut(db, domain))) throw new UserError(`${domain} had not opted out.`);
      });
      if (options.json) return printJson({ domain, opted_out: !options.undo });
      printText(options.undo ? `${domain} is read again.` : `${domain} is not read any more.`);
    });
}

async function list({ json }: Options): Promise<void> {
  const found = await withDatabase(readConfig(), listOptOuts);
  if (json) return printJson(found);
  const lines = found.map(
    ({ domain, why, at }) => `${domain}  ${at.toISOString().slice(0, 10)}  ${why}`,
  );
  printText([...lines, `${count(found.length, "site")} opted out.`].join("\n"));
}
