import type { Db } from "../../../../db/client.ts";
import { findLead } from "../../../../db/leads.ts";
import { saveProviderAccount } from "../../../../db/provider-accounts.ts";
import { saveSetting } from "../../../../db/settings.ts";
import { vendors } from "../../../../jobs/vendors.ts";
import type { World } from "../../../../jobs/world.ts";
import type { ProviderKind } from "../../../../pipeline/enrich/providers/provider.ts";
import { givenLead, givenTenant } from "../../../support/given.ts";
import { emptyWeb, testDurations, testNow, testWorld } from "../../../support/world.ts";

export const usdPerHit = 0.01;

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** A tenant with a lead about `northwind.example` and a clock of its own. */
export async function openShop(db: Db, own: { research?: object; web?: World["web"] } = {}) {
  const tenantId = await givenTenant(db);
  await db.inTenant(tenantId, (tx) => saveSetting(tx, "research", own.research ?? {}, "test"));
  const leadId = await givenLead(db, tenantId, {
    company: "Northwind",
    domain: "northwind.example",
  });
  const clock = { now: testNow };
  const world = testWorld(db, {
    now: () => clock.now,
    web: own.web ?? emptyWeb,
    vendors: { ...vendors },
    durations: { ...testDurations, providerMs: 300 },
  });
  const { companyId } = await db.inTenant(tenantId, async (tx) => {
    const lead = await findLead(tx, leadId);
    if (!lead) throw new Error("the lead is gone");
    return lead;
  });
  const pass = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };
  return { tenantId, leadId, companyId, clock, world, pass };
}

const none = { url: null, header: null };

/** An account whose hits cost {@link usdPerHit} and whose misses are free. */
export function givenAccount(
  db: Db,
  { tenantId, clock }: Pick<Shop, "tenantId" | "clock">,
  kind: ProviderKind,
  own: {
    name?: string;
    url?: string;
    header?: string;
    usdPerMiss?: number;
    usdPerHit?: number;
  } = {},
): Promise<string> {
  const { name = kind, url = null, header = null, usdPerMiss = 0 } = own;
  const credentials = { ...none, secret: `key of ${name}`, url, header };
  const prices = { usdPerHit: own.usdPerHit ?? usdPerHit, usdPerMiss };
  return db.inTenant(tenantId, (tx) =>
    saveProviderAccount(tx, { name, kind, credentials, ...prices }, clock.now),
  );
}

type CostLine = { usd: number; outcome: string; provider: string };

/** The ledger's lines of providers, oldest first. */
export async function ledgerOf(db: Db, tenantId: string): Promise<CostLine[]> {
  const { rows } = await db.inTenant(tenantId, (tx) =>
    tx.client.query<CostLine>(
      "select usd::float8 as usd, outcome, provider from cost where kind = 'provider' order by at, id",
    ),
  );
  return rows;
}
