import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { addFacts, listFacts } from "../../../../db/facts.ts";
import { findLead } from "../../../../db/leads.ts";
import { type About, nothingFound } from "../../../../jobs/enrich/fact-source.ts";
import { providerSource } from "../../../../jobs/enrich/provider-source.ts";
import type { SiteReader } from "../../../../jobs/enrich/site-reader.ts";
import type { Fact } from "../../../../pipeline/enrich/fact.ts";
import { ResearchSettings } from "../../../../pipeline/enrich/research-settings.ts";
import { testDb } from "../../../support/db.ts";
import { type FakeProvider, fakeProvider } from "../../../support/fake-provider.ts";
import { givenAccount, openShop, type Shop } from "./given.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const both = { waterfall: [{ providers: ["clearbit", "people_data_labs"] }] };

describe("the waterfall", () => {
  it("asks nobody for what free sources said", async () => {
    await using street = await openStreet(both);
    const known = [fact("employees", { min: 180, max: 180 }), fact("industry", "Logistics")];

    const found = await street.find({ facts: known });

    assert.deepEqual([found, street.asked()], [nothingFound, { clearbit: 0, peopleDataLabs: 0 }]);
  });

  it("asks for what a page said so long ago that it is stale", async () => {
    await using street = await openStreet(both);
    const old = fact("employees", { min: 180, max: 180 }, "2025-06-01T00:00:00Z");
    await street.store([old, fact("industry", "Logistics")]);

    await street.find({});

    assert.equal(street.asked().clearbit, 1);
  });

  it("stops at the first who surely knows the company", async () => {
    await using street = await openStreet(both);

    const { facts, visits } = await street.find({});

    assert.deepEqual(street.asked(), { clearbit: 1, peopleDataLabs: 0 });
    assert.deepEqual(visits, []);
    assert.deepEqual(names(facts), [
      ...["company_name", "employees", "founded_year", "hq_city", "hq_country", "industry"],
      "legal_name",
    ]);
    assert.deepEqual(names(await street.stored()), names(facts));
  });

  for (const mood of ["miss", "wrong_company", "nothing_useful", "hang", "bad_key"] as const) {
    it(`goes on to the next after ${mood}`, async () => {
      await using street = await openStreet(both);
      street.clearbit.mood = mood;

      const { facts } = await street.find({});

      assert.deepEqual(street.asked(), { clearbit: 1, peopleDataLabs: 1 });
      assert.ok(facts.length > 0 && facts.every((one) => one.provider === "people_data_labs"));
    });
  }

  it("goes on after a hit that the company's own pages contradict, and keeps both", async () => {
    await using street = await openStreet(both);
    street.clearbit.mood = "other_size";

    const { facts } = await street.find({ facts: [fact("employees", { min: 150, max: 200 })] });

    assert.deepEqual(street.asked(), { clearbit: 1, peopleDataLabs: 1 });
    assert.deepEqual(
      new Set(facts.map((one) => one.provider)),
      new Set(["clearbit", "people_data_labs"]),
    );
  });

  it("pays for no miss twice", async () => {
    await using street = await openStreet(both);
    street.clearbit.mood = "miss";
    street.peopleDataLabs.mood = "miss";

    await street.find({});
    await street.find({});

    assert.deepEqual(street.asked(), { clearbit: 1, peopleDataLabs: 1 });
  });

  it("asks in the order of the company's segment", async () => {
    await using street = await openStreet({
      waterfall: [
        { when: { countries: ["US"] }, providers: ["clearbit"] },
        { when: { countries: ["Germany"] }, providers: ["people_data_labs", "clearbit"] },
        { providers: [] },
      ],
    });

    await street.find({ facts: [fact("hq_country", "DE")] });

    assert.deepEqual(street.asked(), { clearbit: 0, peopleDataLabs: 1 });
  });

  it("stops where the lead's budget has no room, and the lead says so", async () => {
    const research = { ...both, budget: { perLead: 0.015 } };
    await using street = await openStreet(research);
    street.clearbit.mood = "wrong_company";

    const found = await street.find({});

    assert.deepEqual([found, street.asked()], [nothingFound, { clearbit: 1, peopleDataLabs: 0 }]);
    const lead = await db.inTenant(street.shop.tenantId, (tx) => findLead(tx, street.shop.leadId));
    assert.equal(lead?.paidPause, "lead");
  });

  it("is dry without rules, without accounts, without time and without a lead", async () => {
    await using none = await openStreet({});
    await using empty = await openStreet({ waterfall: [{ providers: ["someone_else"] }] });
    await using street = await openStreet(both);

    const found = [
      await none.find({}),
      await empty.find({}),
      await street.find({ msLeft: () => 0 }),
      await street.find({ lead: null }),
    ];

    assert.deepEqual(found, Array(4).fill(nothingFound));
    for (const one of [none, empty, street]) {
      assert.deepEqual(one.asked(), { clearbit: 0, peopleDataLabs: 0 });
    }
  });
});

/** A tenant with accounts at two fake providers, and the source as research calls it. */
async function openStreet(research: object) {
  const clearbit = await fakeProvider("clearbit");
  const peopleDataLabs = await fakeProvider("people_data_labs");
  const shop = await openShop(db, { research });
  shop.world.vendors.clearbit = clearbit.url;
  shop.world.vendors.peopleDataLabs = peopleDataLabs.url;
  await givenAccount(db, shop, "clearbit");
  await givenAccount(db, shop, "people_data_labs");
  const settings = ResearchSettings.parse(research);
  const inTenant = shopOf(shop);
  return {
    shop,
    clearbit,
    peopleDataLabs,
    asked: () => ({ clearbit: count(clearbit), peopleDataLabs: count(peopleDataLabs) }),
    store: (facts: Fact[]) =>
      inTenant((tx) => addFacts(tx, shop.companyId, facts, new Date("2025-06-01T00:00:00Z"))),
    stored: () => inTenant((tx) => listFacts(tx, shop.companyId)),
    find: (own: Partial<About>) =>
      providerSource.find(
        {
          lead: { tenantId: shop.tenantId, leadId: shop.leadId, companyId: shop.companyId },
          ...{ domain: "northwind.example", name: "Northwind", facts: [], pages: [], settings },
          msLeft: () => 10_000,
          ...own,
        },
        { ...shop.world, reader: nobodyReads },
      ),
    async [Symbol.asyncDispose]() {
      await clearbit[Symbol.asyncDispose]();
      await peopleDataLabs[Symbol.asyncDispose]();
    },
  };
}

const shopOf =
  ({ tenantId }: Shop) =>
  <T>(work: Parameters<typeof db.inTenant<T>>[1]) =>
    db.inTenant(tenantId, work);

const count = ({ asked }: FakeProvider) => asked.length;
const names = (facts: readonly Fact[]) => facts.map(({ name }) => name).sort();

/** Providers are no sites: nothing of them goes through the reader of sites. */
const nobodyReads: SiteReader = {
  read: () => Promise.reject(new Error("a provider is no site")),
  admit: () => Promise.reject(new Error("a provider is no site")),
  done: () => Promise.resolve(),
  robots: () => "none",
  waitMs: () => Promise.resolve(0),
};

function fact(
  name: Fact["name"],
  value: Fact["value"],
  observedAt = "2026-03-01T09:00:00.000Z",
): Fact {
  const page = { sourceUrl: "https://northwind.example/about", quote: null, provider: "page" };
  return { name, value, ...page, observedAt, confidence: 0.8 };
}
