import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import type { Db } from "../../../../db/client.ts";
import { lookUp } from "../../../../jobs/enrich/providers/look-up.ts";
import { testDb } from "../../../support/db.ts";
import { fakeProvider } from "../../../support/fake-provider.ts";
import { givenAccount, ledgerOf, openShop, usdPerHit } from "./given.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const killSwitch = { minFillRate: 0, over: 1_000 };

/** Where a worker dies: the question may not have left, or its answer may not have been kept. */
const deaths = ["never", "before the question", "after the answer", "while keeping it"] as const;
type Death = (typeof deaths)[number];

const step = fc.record({
  death: fc.constantFrom(...deaths),
  mood: fc.constantFrom("hit" as const, "hang_up" as const, "html" as const),
  /** How long until somebody asks again. */
  passMs: fc.constantFrom(0, 1_000, 31_000, 3_600_000, DAY_MS, 6 * DAY_MS),
});

describe("a provider, whenever the worker dies", () => {
  it("is paid at most once within a week, and no payment is missing from the ledger", async () => {
    await using provider = await fakeProvider("clearbit");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const shop = await openShop(db);
        shop.world.vendors.clearbit = provider.url;
        await givenAccount(db, shop, "clearbit");
        const paidAt: number[] = [];
        provider.onAnswer = () => paidAt.push(shop.clock.now.getTime());

        for (const { death, mood, passMs } of steps) {
          provider.mood = mood;
          const { tenantId, leadId, companyId } = shop;
          const query = { tenantId, leadId, companyId, known: [], killSwitch };
          const about = { ...query, provider: "clearbit", domain: "northwind.example" };
          const asked = lookUp(about, { ...shop.world, db: dying(db, death) });
          await asked.catch((error: unknown) => assert.ok(error instanceof Died, String(error)));
          shop.pass(passMs);
        }

        for (const [at, when] of paidAt.slice(1).entries()) {
          assert.ok(when - (paidAt[at] ?? 0) >= 7 * DAY_MS, `paid again after ${when}`);
        }
        shop.pass(60_000); // what nobody came back for is written down by whoever asks next
        await lookUp(
          {
            ...{ tenantId: shop.tenantId, leadId: null, companyId: null, known: [], killSwitch },
            ...{ provider: "nobody", domain: "other.example" },
          },
          shop.world,
        );
        const lines = await ledgerOf(db, shop.tenantId);
        const spent = lines.reduce((sum, { usd }) => sum + usd, 0);
        assert.ok(spent + 1e-9 >= paidAt.length * usdPerHit, `${spent} for ${paidAt.length}`);
      }),
      { numRuns: 25, seed: 8 },
    );
  });
});

class Died extends Error {
  override readonly name = "Died";
}

/** A database whose worker is killed at one of the moments around the question. */
function dying(real: Db, death: Death): Db {
  let transactions = 0;
  return {
    ...real,
    async inTenant(tenantId, work) {
      transactions += 1;
      if (transactions === 2 && death === "after the answer") throw new Died();
      const result = await real.inTenant(tenantId, async (tx) => {
        const done = await work(tx);
        if (transactions === 2 && death === "while keeping it") throw new Died();
        return done;
      });
      if (transactions === 1 && death === "before the question") throw new Died();
      return result;
    },
  };
}
