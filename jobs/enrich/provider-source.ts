import { listFacts } from "../../db/facts.ts";
import { findLead } from "../../db/leads.ts";
import { listProviderAccounts } from "../../db/provider-accounts.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import { companyOf, planWaterfall } from "../../pipeline/enrich/waterfall.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import type { World } from "../world.ts";
import { type About, type FactSource, nothingFound } from "./fact-source.ts";
import { lookUp } from "./providers/look-up.ts";

/**
 * Buys what free sources left open, from whom the tenant's waterfall names, one after the other
 * until one surely knows the company. Without an account, or a rule that fits, nobody is asked.
 */
export const providerSource: FactSource = {
  name: "providers",
  when: "after",

  async find(about, deps) {
    const plan = await planFor(about, deps);
    if (!plan) return nothingFound;
    const { lead, providers, wanted, known } = plan;
    const bought: Fact[] = [];
    for (const provider of providers) {
      if (about.msLeft() <= 0) break;
      const { domain, settings } = about;
      const query = { ...lead, provider, domain, known, killSwitch: settings.killSwitch };
      const { facts, outcome, refusedBy } = await lookUp(query, deps);
      deps.log.info({ provider, outcome, facts: facts.length }, "provider asked");
      bought.push(...facts);
      const fills = facts.some(({ name }) => wanted.some((one) => one === name));
      if (refusedBy || (outcome === "hit" && fills)) break;
    }
    return { facts: bought, visits: [] };
  },
};

/** Nothing is looked up for a tenant without rules: everything free works without this file. */
async function planFor(about: About, { db, now }: Pick<World, "db" | "now">) {
  const { lead, settings } = about;
  if (!lead || settings.waterfall.length === 0) return undefined;
  return db.inTenant(lead.tenantId, async (tx) => {
    const accounts = await listProviderAccounts(tx);
    const row = accounts.length > 0 ? await findLead(tx, lead.leadId) : undefined;
    if (!row) return undefined;
    const known = pickFacts([...(await listFacts(tx, lead.companyId)), ...about.facts]);
    const company = companyOf(known, row.source);
    const told = { ...company, country: company.country ?? row.country };
    return { lead, known, ...planWaterfall(settings.waterfall, told, known, now()) };
  });
}
