import { listDecisions } from "../../db/decisions.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLeadByDomain } from "../../db/leads.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { parseSubject } from "../../pipeline/ingest/subject.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { pickTenant } from "./tenant.ts";

const RECENT_DECISIONS = 5;

/** A lead as of `now`, and how it was judged lately, the last time first. */
export type KnownLead = {
  view: LeadView;
  decisions: Awaited<ReturnType<typeof listDecisions>>;
  now: Date;
  timeZone: string;
};

/** The domain in whatever names a company's site: a domain, a web address, an e-mail address. */
export function readDomain(typed: string): string | null {
  const subject = parseSubject(typed);
  return subject.kind === "domain" || subject.kind === "email" ? subject.domain : null;
}

/** The newest lead of a company, from the database of this machine's settings. */
export function readLead(domain: string, wanted: string | undefined): Promise<KnownLead> {
  const config = readConfig();
  const publicUrl = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
  return withDatabase(config, async (db) => {
    const { id: tenantId, timeZone } = await pickTenant(db, wanted);
    return db.inTenant(tenantId, async (tx) => {
      const lead = await findLeadByDomain(tx, domain);
      if (!lead) throw new UserError(`There is no lead of ${domain}.`);
      const now = new Date();
      const view = await getLeadView(tx, lead.id, publicUrl, now);
      return { view, decisions: await listDecisions(tx, lead.id, RECENT_DECISIONS), now, timeZone };
    });
  });
}
