import { Command, InvalidArgumentError } from "commander";
import { leadResource } from "../../cards/lead-resource.ts";
import type { Tx } from "../../db/client.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLeadByDomain } from "../../db/leads.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { parseSubject } from "../../pipeline/ingest/subject.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";
import { pickTenant } from "./tenant.ts";

type Told = { tx: Tx; view: LeadView; now: Date; timeZone: string };

/** A verb that tells about the lead of one company: JSON for programs is the same for all, `inWords` is the verb's own. */
export function leadVerb(
  name: string,
  description: string,
  inWords: (told: Told) => string | Promise<string>,
): Command {
  return new Command(name)
    .description(description)
    .argument("<domain>", "the company's domain, for example acme.com", readDomain)
    .option("--json", "print JSON, as GET /api/v1/leads/{id}")
    .option("--tenant <tenant>", "name or id of the tenant, where there are several")
    .action(async (domain: string, options: { json?: true; tenant?: string }) => {
      const config = readConfig();
      await withDatabase(config, async (db) => {
        const { id: tenantId, timeZone } = await pickTenant(db, options.tenant);
        await db.inTenant(tenantId, async (tx) => {
          const lead = await findLeadByDomain(tx, domain);
          if (!lead) throw new UserError(`There is no lead of ${domain}.`);
          const now = new Date();
          const publicUrl = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
          const view = await getLeadView(tx, lead.id, publicUrl, now);
          if (options.json) printJson(leadResource(view));
          else printText(await inWords({ tx, view, now, timeZone }));
        });
      });
    });
}

/** Takes whatever names a company's site: a domain, an address, an e-mail address. */
function readDomain(text: string): string {
  const subject = parseSubject(text);
  const domain = subject.kind === "domain" || subject.kind === "email" ? subject.domain : null;
  if (!domain) throw new InvalidArgumentError("Type a company's domain, for example acme.com.");
  return domain;
}
