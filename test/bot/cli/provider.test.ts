import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { type AccountOptions, readProviderAccount } from "../../../bot/cli/provider-account.ts";
import { listProviderAccounts, openProviderCredentials } from "../../../db/provider-accounts.ts";
import type { ProviderKind } from "../../../pipeline/enrich/providers/provider.ts";
import { UserError } from "../../../pipeline/errors.ts";
import { testDb } from "../../support/db.ts";
import { fakeProvider } from "../../support/fake-provider.ts";
import { givenTenant } from "../../support/given.ts";
import { baton } from "./baton.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());
const tenantId = await givenTenant(db);
const settings = { DATABASE_URL: db.url, BATON_KEY: db.masterKey.toString("hex") };

const run = (args: string[], input = "", more: Record<string, string> = {}) =>
  baton(["provider", ...args], { ...settings, ...more }, input);
const query = (text: string) => db.inTenant(tenantId, (tx) => tx.client.query(text));
const accounts = () => db.inTenant(tenantId, listProviderAccounts);

describe("baton provider", () => {
  it("connects an account, seals its key and says what is left to do", async () => {
    const { code, out } = await run(["add", "clearbit", "--usd-per-hit", "0.1"], "hush-hush\n");

    assert.equal(code, 0, out);
    assert.match(out, /clearbit is connected: \$0\.100 a hit, misses free\./);
    assert.match(out, /before a rule of research\.waterfall in the settings names\s+clearbit/);
    assert.match(out, /costs more than research\.budget\.per_lead, \$0\.050: raise that too/);
    const [account] = await accounts();
    const kept = await db.inTenant(tenantId, (tx) =>
      openProviderCredentials(tx, account?.id ?? ""),
    );
    assert.deepEqual(kept, { secret: "hush-hush", url: null, header: null });
    const { rows } = await query("select a::text as row from provider_account a");
    assert.match(rows[0]?.row ?? "", /clearbit/);
    assert.doesNotMatch(rows[0]?.row ?? "", /hush/);
  });

  it("looks a company up once, and anew for who says so", async () => {
    await using provider = await fakeProvider("clearbit");
    const at = { CLEARBIT_API_URL: provider.url };

    const first = await run(["test", "www.northwind.example", "--json"], "", at);
    const second = await run(["test", "northwind.example"], "", at);
    const again = await run(["test", "northwind.example", "--again"], "", at);

    const told = JSON.parse(first.out);
    assert.deepEqual(
      [told.provider, told.domain, told.outcome, told.asked, told.usd],
      ["clearbit", "northwind.example", "hit", true, 0.1],
    );
    assert.ok(told.facts.some(({ name }: { name: string }) => name === "employees"));
    assert.match(second.out, /People: 180[\s\S]*Known from before; --again asks anew\./);
    assert.match(again.out, /Asked just now, \$0\.100\./);
    assert.equal(provider.asked.length, 2);
    assert.ok(provider.asked.every(({ key }) => key === "Bearer hush-hush"));
  });

  it("says why nothing was told", async () => {
    await using provider = await fakeProvider("clearbit", "bad_key");

    const { code, err } = await run(["test", "other.example"], "", {
      CLEARBIT_API_URL: provider.url,
    });

    assert.deepEqual([code, err], [1, "clearbit told nothing: credentials.\n"]);
  });

  it("shows what is paused, and another key resumes it", async () => {
    const paused = await run(["list"]);
    await run(["add", "clearbit", "--usd-per-hit", "0.04"], "fresh");
    const resumed = await run(["list", "--json"]);

    assert.match(paused.out, /✗ clearbit: paused\. It does not take our key\./);
    assert.deepEqual(JSON.parse(resumed.out), [
      { name: "clearbit", kind: "clearbit", usdPerHit: 0.04, usdPerMiss: 0, paused: null },
    ]);
  });

  it("closes an account and forgets its key", async () => {
    const { out } = await run(["remove", "clearbit"]);

    assert.match(out, /clearbit is closed and its key is forgotten/);
    assert.deepEqual(await accounts(), []);
    const { rows } = await query(
      "select credentials, data_key from provider_account where name = 'clearbit'",
    );
    assert.deepEqual(rows, [{ credentials: null, data_key: null }]);
  });
});

describe("an account as it is typed", () => {
  const blank = { usdPerMiss: "0", header: "authorization" };
  const url = (url: string) => ({ ...blank, name: "house_list", url });
  const cases: [string, ProviderKind, AccountOptions, string, RegExp][] = [
    ["a vendor without a price", "clearbit", blank, "key", /--usd-per-hit what a hit costs/],
    ["no key", "clearbit", { ...blank, usdPerHit: "1" }, " ", /Give the key by stdin/],
    ["two keys", "clearbit", { ...blank, usdPerHit: "1" }, "a\nb", /Give the key by stdin/],
    ["a price below nothing", "clearbit", { ...blank, usdPerHit: "-1" }, "key", /-hit: give US/],
    ["a name that facts have", "own", { ...blank, name: "page" }, "key", /--name: choose another/],
    ["no address", "own", blank, "key", /--url: write \{domain\} where/],
    ["http", "own", url("http://a.example/{domain}"), "key", /that begins with https/],
    [
      "an inner address",
      "own",
      url("https://10.0.0.8/{domain}"),
      "key",
      /10\.0\.0\.8 is not a pub/,
    ],
    ["another host for each", "own", url("https://{domain}/x"), "key", /the host is always yours/],
    [
      ...(["a header that is none", "own"] as const),
      { ...url("https://a.example/{domain}"), header: "a:b" },
      ...(["key", /--header: give a header's name/] as const),
    ],
  ];
  for (const [what, kind, options, stdin, said] of cases) {
    it(`is refused for ${what}`, () => {
      assert.throws(
        () => readProviderAccount(kind, options, stdin),
        (error) => error instanceof UserError && said.test(error.message),
      );
    });
  }

  it("is taken where all is well", () => {
    const options = { ...url("https://a.example/{domain}?key=no"), header: "X-Api-Key" };

    assert.deepEqual(readProviderAccount("own", options, "hush\n"), {
      ...{ kind: "own", name: "house_list", usdPerHit: 0, usdPerMiss: 0 },
      credentials: { secret: "hush", url: options.url, header: "x-api-key" },
    });
  });
});
