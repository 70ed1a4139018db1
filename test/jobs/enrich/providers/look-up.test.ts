import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { listFacts } from "../../../../db/facts.ts";
import { closeProviderAccount, listProviderAccounts } from "../../../../db/provider-accounts.ts";
import { forgetFailedLookups } from "../../../../db/provider-lookups.ts";
import { lookUp, type Query } from "../../../../jobs/enrich/providers/look-up.ts";
import type { Fact } from "../../../../pipeline/enrich/fact.ts";
import type { ProviderKind } from "../../../../pipeline/enrich/providers/provider.ts";
import { testDb } from "../../../support/db.ts";
import {
  answer,
  type FakeProvider,
  fakeProvider,
  type Mood,
} from "../../../support/fake-provider.ts";
import { openStage } from "../stage.ts";
import { givenAccount, ledgerOf, openShop, type Shop, usdPerHit } from "./given.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const killSwitch = { minFillRate: 0.3, over: 20 };

describe("a look-up at a provider", () => {
  for (const [kind, path, key] of [
    ["clearbit", "/v2/companies/find?domain=northwind.example", "Bearer key of clearbit"],
    [
      "people_data_labs",
      "/v5/company/enrich?website=northwind.example&min_likelihood=5",
      "key of people_data_labs",
    ],
  ] as const) {
    it(`asks ${kind} as its documentation says, and keeps what it said as facts`, async () => {
      await using provider = await fakeProvider(kind);
      const shop = await openStocked(kind, provider);

      const { outcome, usd } = await ask(shop, kind);

      assert.deepEqual([outcome, usd], ["hit", usdPerHit]);
      assert.deepEqual(provider.asked, [{ path, key }]);
      const facts = await db.inTenant(shop.tenantId, (tx) => listFacts(tx, shop.companyId));
      const country = facts.find(({ name }) => name === "hq_country");
      assert.deepEqual([country?.value, country?.provider, country?.sourceUrl], ["DE", kind, null]);
      assert.ok(facts.every(({ confidence }) => confidence > 0.5 && confidence < 0.9));
    });
  }

  const ends: [Mood, outcome: string, usd: number, askedAgainAfter: number][] = [
    ["hit", "hit", usdPerHit, 90 * DAY_MS],
    ["nothing_useful", "empty", usdPerHit, 30 * DAY_MS],
    ["wrong_company", "wrong_company", usdPerHit, 30 * DAY_MS],
    ["miss", "miss", 0, 30 * DAY_MS],
    ["pending", "pending", 0, 10 * 60_000],
    ["broken", "http_500", 0, 3_600_000],
    ["too_often", "wait", 0, 120_000],
    ["redirect", "http_302", 0, 3_600_000],
    ["hang", "timeout", usdPerHit, 7 * DAY_MS],
    ["hang_up", "connection", usdPerHit, 7 * DAY_MS],
    ["html", "malformed", usdPerHit, 7 * DAY_MS],
    ["huge", "too_large", usdPerHit, 7 * DAY_MS],
  ];
  for (const [mood, outcome, usd, askedAgainAfter] of ends) {
    it(`that ends with ${mood} costs ${usd} and holds ${askedAgainAfter / 60_000} min`, async () => {
      await using provider = await fakeProvider("clearbit", mood);
      const shop = await openStocked("clearbit", provider);

      const first = await ask(shop);
      shop.pass(askedAgainAfter - 1);
      const second = await ask(shop);
      const askedOnce = provider.asked.length;
      shop.pass(1);
      await ask(shop);

      assert.deepEqual([first.outcome, first.usd, first.asked], [outcome, usd, true]);
      assert.deepEqual([second.asked, askedOnce], [false, 1]);
      assert.equal(provider.asked.length, 2);
      const lines = await ledgerOf(db, shop.tenantId);
      assert.deepEqual(lines, Array(2).fill({ usd, outcome, provider: "clearbit" }));
    });
  }

  it("tells what a hit said as long as it holds, to every lead of that company", async () => {
    await using provider = await fakeProvider("clearbit");
    const shop = await openStocked("clearbit", provider);
    const first = await ask(shop);
    shop.pass(30 * DAY_MS);

    const second = await ask(shop, "clearbit", { leadId: null, companyId: null });

    assert.equal(provider.asked.length, 1);
    assert.deepEqual([second.outcome, second.usd, second.asked], ["hit", 0, false]);
    assert.deepEqual(second.facts, first.facts);
  });

  it("is tried again for somebody who asks for it, unless its answer is known", async () => {
    await using provider = await fakeProvider("clearbit", "hang_up");
    const shop = await openStocked("clearbit", provider);
    await ask(shop);
    await tryAgain(shop);
    provider.mood = "miss";
    await ask(shop);

    await tryAgain(shop);
    await ask(shop);

    assert.equal(provider.asked.length, 2);
  });

  it("doubts what the company's own pages contradict, and keeps it", async () => {
    await using provider = await fakeProvider("clearbit", "other_size");
    const shop = await openStocked("clearbit", provider);
    const known = [pageFact("employees", { min: 40, max: 60 })];

    const { outcome, facts } = await ask(shop, "clearbit", { known });
    const again = await ask(shop, "clearbit", { known });

    assert.equal(outcome, "unverified");
    assert.ok(facts.length > 0 && facts.every(({ confidence }) => confidence === 0.4));
    assert.deepEqual([again.outcome, again.facts], ["miss", facts]);
  });

  for (const [mood, why] of [
    ["bad_key", "credentials"],
    ["no_credit", "payment"],
  ] as const) {
    it(`stops at ${mood} until somebody puts the account right`, async () => {
      await using provider = await fakeProvider("clearbit", mood);
      const shop = await openStocked("clearbit", provider);
      await ask(shop);
      const paused = await account(shop);

      const meanwhile = await ask(shop);
      provider.mood = "hit";
      await givenAccount(db, shop, "clearbit");
      const after = await ask(shop);

      assert.deepEqual([paused?.pausedWhy, meanwhile.outcome], [why, "paused"]);
      assert.deepEqual([after.outcome, provider.asked.length], ["hit", 2]);
    });
  }

  it("leaves the whole account alone when it is asked too often", async () => {
    await using provider = await fakeProvider("clearbit", "too_often");
    const shop = await openStocked("clearbit", provider);
    await ask(shop);
    provider.mood = "hit";

    const other = await ask(shop, "clearbit", { domain: "other.example" });

    assert.deepEqual([other.outcome, provider.asked.length], ["resting", 1]);
  });

  it("is not made without an account, nor with one that was closed", async () => {
    await using provider = await fakeProvider("clearbit");
    const shop = await openShop(db);
    shop.world.vendors.clearbit = provider.url;
    const without = await ask(shop);
    const id = await givenAccount(db, shop, "clearbit");
    await db.inTenant(shop.tenantId, (tx) => closeProviderAccount(tx, id, shop.clock.now));

    const closed = await ask(shop);

    assert.deepEqual([without.outcome, closed.outcome], ["no_account", "no_account"]);
    assert.equal(provider.asked.length, 0);
    const { rows } = await db.inTenant(shop.tenantId, (tx) =>
      tx.client.query("select credentials, data_key from provider_account"),
    );
    assert.deepEqual(rows, [{ credentials: null, data_key: null }]);
  });

  it("is not made without room in the budget, and the lead says so", async () => {
    await using provider = await fakeProvider("clearbit");
    const research = { budget: { perDay: usdPerHit / 2 } };
    const shop = await openStocked("clearbit", provider, research);

    const { outcome, refusedBy } = await ask(shop);

    assert.deepEqual([outcome, refusedBy, provider.asked.length], ["budget", "day", 0]);
  });

  it("never lets fifty leads that ask at once spend more than the day's budget", async () => {
    await using provider = await fakeProvider("clearbit");
    const shop = await openStocked("clearbit", provider, {
      budget: { perLead: null, perDay: 5 * usdPerHit },
    });

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        ask(shop, "clearbit", { domain: `company${n}.example`, leadId: null, companyId: null }),
      ),
    );

    assert.equal(provider.asked.length, 5);
    assert.equal(answers.filter(({ refusedBy }) => refusedBy === "day").length, 45);
    const spent = (await ledgerOf(db, shop.tenantId)).reduce((sum, { usd }) => sum + usd, 0);
    assert.ok(Math.abs(spent - 5 * usdPerHit) < 1e-9, String(spent));
  });

  it("asks once when two leads of one company ask at once", async () => {
    await using provider = await fakeProvider("clearbit");
    const shop = await openStocked("clearbit", provider);

    await Promise.all(Array.from({ length: 8 }, () => ask(shop)));

    assert.equal(provider.asked.length, 1);
  });
});

describe("a provider that knows too little", () => {
  it("is stopped after so many look-ups, and counted anew once it is resumed", async () => {
    await using provider = await fakeProvider("clearbit", "miss");
    const shop = await openStocked("clearbit", provider);
    const small = { killSwitch: { minFillRate: 0.3, over: 5 } };
    const next = (n: number) => ask(shop, "clearbit", { ...small, domain: `c${n}.example` });
    provider.mood = "hit";
    await next(0);
    provider.mood = "miss";
    for (let n = 1; n <= 4; n += 1) await next(n);
    const stopped = await account(shop);

    const refused = await next(5);
    shop.pass(1_000);
    await givenAccount(db, shop, "clearbit");
    await next(6);
    const resumed = await account(shop);

    assert.equal(stopped?.pausedWhy, "fill_rate");
    assert.deepEqual([refused.outcome, resumed?.pausedAt], ["paused", null]);
    const { rows } = await db.inTenant(shop.tenantId, (tx) =>
      tx.client.query("select key, features from event where type = 'provider.paused'"),
    );
    assert.deepEqual(rows, [{ key: "clearbit", features: { why: "fill_rate" } }]);
  });
});

describe("a tenant's own look-up", () => {
  const moods: { mood: Mood } = { mood: "hit" };

  it("is asked at its address, with its header, and believed", async () => {
    await using stage = await openStage((request, response) =>
      answer(moods.mood, "own", request, response),
    );
    const shop = await openShop(db, { web: stage.web });
    const url = "https://lookup.acme.example/v1?domain={domain}";
    await givenAccount(db, shop, "own", { url, header: "x-api-key", usdPerHit: 0 });

    const { outcome, facts } = await ask(shop, "own");

    assert.equal(outcome, "hit");
    assert.deepEqual(stage.asked, ["lookup.acme.example/v1?domain=northwind.example"]);
    const size = facts.find(({ name }) => name === "employees");
    assert.deepEqual([size?.value, size?.quote], [{ min: 180, max: 180 }, '"employees":180']);
  });

  it("leads nowhere inside, by its name or by a redirect", async () => {
    await using stage = await openStage(
      (_, response) => response.writeHead(302, { location: "http://127.0.0.1/secret" }).end(),
      { "inner.example": () => ["127.0.0.1"] },
    );
    const shop = await openShop(db, { web: stage.web });
    const outcomes: string[] = [];

    for (const [n, host] of ["inner.example", "127.0.0.1", "[::1]", "open.example"].entries()) {
      const name = `lookup_${n}`;
      await givenAccount(db, shop, "own", { name, url: `https://${host}/?domain={domain}` });
      outcomes.push((await ask(shop, name)).outcome);
    }

    assert.deepEqual(outcomes, ["blocked_address", "bad_address", "bad_address", "http_302"]);
    assert.deepEqual(stage.leaks, []);
  });
});

async function openStocked(kind: ProviderKind, provider: FakeProvider, research: object = {}) {
  const shop = await openShop(db, { research });
  shop.world.vendors.clearbit = provider.url;
  shop.world.vendors.peopleDataLabs = provider.url;
  await givenAccount(db, shop, kind);
  return shop;
}

function ask(shop: Shop, provider = "clearbit", own: Partial<Query> = {}) {
  const { tenantId, leadId, companyId, world } = shop;
  const about = { tenantId, leadId, companyId, domain: "northwind.example", provider };
  return lookUp({ ...about, known: [], killSwitch, ...own }, world);
}

function tryAgain({ tenantId, companyId, clock }: Shop): Promise<void> {
  return db.inTenant(tenantId, (tx) => forgetFailedLookups(tx, companyId, clock.now));
}

async function account({ tenantId }: Shop) {
  const [first] = await db.inTenant(tenantId, listProviderAccounts);
  return first;
}

function pageFact(name: Fact["name"], value: Fact["value"]): Fact {
  return {
    name,
    value,
    sourceUrl: "https://northwind.example/about",
    quote: null,
    observedAt: "2026-03-01T09:00:00Z",
    provider: "page",
    confidence: 0.8,
  };
}
