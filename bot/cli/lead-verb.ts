import { Command } from "commander";
import { leadResource } from "../../cards/lead-resource.ts";
import { printJson, printText } from "./print.ts";
import type { KnownLead } from "./read-lead.ts";

/** A verb that tells about the lead of one company: JSON for programs is the same for all, `inWords` is the verb's own. */
export function leadVerb(
  name: string,
  description: string,
  inWords: (known: KnownLead) => string,
): Command {
  return new Command(name)
    .description(description)
    .argument("<domain>", "the company's domain, for example acme.com")
    .option("--json", "print JSON, as GET /api/v1/leads/{id}")
    .option("--tenant <tenant>", "name or id of the tenant, where there are several")
    .action(async (typed: string, options: { json?: true; tenant?: string }, verb: Command) => {
      const { readDomain, readLead } = await import("./read-lead.ts"); // slow: help does without
      const domain = readDomain(typed);
      if (!domain) return verb.error("error: type a company's domain, for example acme.com");

      const known = await readLead(domain, options.tenant);
      if (options.json) printJson(leadResource(known.view));
      else printText(inWords(known));
    });
}
