import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { applySettings } from "../../../bot/settings/apply-settings.ts";
import { readSettings } from "../../../bot/settings/read-settings.ts";
import type { Db } from "../../../db/client.ts";
import { findSetting } from "../../../db/settings.ts";
import type { WholeSettings } from "../../../pipeline/ops/settings-file.ts";
import { settingsFromYaml, settingsToYaml } from "../../../pipeline/ops/settings-yaml.ts";
import { testDb } from "../../support/db.ts";
import { givenPerson, givenPool, givenTenant } from "../../support/given.ts";
import { baton } from "../cli/baton.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());
const by = { actor: "test", dryRun: false };

describe("settings", () => {
  it("that were exported change nothing when they are applied, whatever they are", async () => {
    const tenantId = await givenDesk(db);
    const cap = fc.option(fc.nat(100));
    const change = fc.record({ cap, paused: fc.boolean(), base: fc.nat(100), turn: fc.boolean() });

    await fc.assert(
      fc.asyncProperty(change, async ({ cap, paused, base, turn }) => {
        const whole = await settingsOf(tenantId);
        const [pool] = whole.pools;
        const members = (pool?.members ?? []).map((one) => ({ ...one, cap, paused }));
        const pools = [{ name: "Sales", members: turn ? members.toReversed() : members }];
        await applySettings(db, tenantId, { pools, scoring: { base } }, by);

        const exported = settingsFromYaml(settingsToYaml(await settingsOf(tenantId), "Acme"));
        const changes = await applySettings(db, tenantId, exported, by);

        assert.deepEqual(changes, []);
      }),
      { numRuns: 15 },
    );
  });

  it("become what a file says, and who said so is kept", async () => {
    const tenantId = await givenDesk(db);
    const given = settingsFromYaml(`
time_zone: Europe/Paris
people:
- {name: Rita Prowe, role: manager, slack: URita}
- {name: Nina New, role: rep, teams: "29:nina"}
pools:
- name: Sales
  members:
  - {person: Nina New, cap: 5}
  - {person: Rita Prowe, cap: null, paused: true}
- name: Enterprise
  members: [{person: Adam}]
channels: {slack: {leads: C1, a_leads: null}}
fallback: {email: desk@acme.example, after_failures: 2}
files: {most_mb: 50, doors: [{name: website, most_mb: 5}]}
mail: {days: 14}
forwarding: {open_deal: {slack: C7}, support: {teams: "19:help"}}
returning: {months: 6}
scoring: {thresholds: {a: 90, b: 60, c: 40}}
`);

    const changes = await applySettings(db, tenantId, given, by);

    const now = await settingsOf(tenantId);
    assert.equal(now.timeZone, "Europe/Paris");
    assert.deepEqual(now.files, { mostMb: 50, doors: [{ name: "website", mostMb: 5 }] });
    assert.deepEqual(now.mail, { days: 14 });
    assert.deepEqual(now.forwarding.openDeal, { slack: "C7", teams: null });
    assert.deepEqual(now.forwarding.support, { slack: null, teams: "19:help" });
    assert.deepEqual(now.forwarding.customer, { slack: null, teams: null });
    assert.deepEqual(now.returning, { months: 6 });
    assert.deepEqual(now.people, [
      { name: "Adam", role: "admin", slack: "UAdam", teams: "29:Adam" },
      { name: "Nina New", role: "rep", slack: null, teams: "29:nina" },
      { name: "Ravi", role: "rep", slack: "URavi", teams: "29:Ravi" },
      { name: "Rita Prowe", role: "manager", slack: "URita", teams: "29:Rita" },
    ]);
    assert.deepEqual(now.pools, [
      {
        name: "Sales",
        members: [
          { person: "Nina New", cap: 5, paused: false },
          { person: "Rita Prowe", cap: null, paused: true },
        ],
      },
      { name: "Enterprise", members: [{ person: "Adam", cap: null, paused: false }] },
    ]);
    assert.deepEqual(now.channels.slack, { leads: "C1", aLeads: null });
    assert.deepEqual([now.scoring.thresholds?.a, now.scoring.base], [90, 40]);
    assert.ok(changes.includes("scoring.thresholds.a: 80 → 90"), changes.join("\n"));
    assert.deepEqual(await applied(tenantId), { value: { changes }, actor: "test" });
    assert.deepEqual(await applySettings(db, tenantId, given, by), []);
  });

  it("stay as they are in a dry run, which says the same", async () => {
    const tenantId = await givenDesk(db);
    const before = await settingsOf(tenantId);
    const given = settingsFromYaml("time_zone: Asia/Tokyo\npools: [{name: New, members: []}]");

    const said = await applySettings(db, tenantId, given, { ...by, dryRun: true });

    assert.deepEqual(await settingsOf(tenantId), before);
    assert.equal(await applied(tenantId), undefined);
    assert.deepEqual(said, await applySettings(db, tenantId, given, by));
  });

  const refused: [what: string, yaml: string, says: RegExp][] = [
    ["leaves nobody an admin", "people: [{name: Adam, role: rep}]", /nobody would be an admin/],
    [
      "names a stranger",
      "pools: [{name: S, members: [{person: Zed}]}]",
      /pools\[0\]\.members\[0\]\.person: Zed .*add/,
    ],
    [
      "names one person twice",
      "pools: [{name: S, members: [{person: Rita}, {person: URita}]}]",
      /twice/,
    ],
    [
      "mixes two people up",
      "people: [{name: R, role: rep, slack: URita, teams: '29:Ravi'}]",
      /two people's/,
    ],
  ];
  for (const [what, yaml, says] of refused) {
    it(`are all left alone by a file that ${what}`, async () => {
      const tenantId = await givenDesk(db);
      const before = await settingsOf(tenantId);
      const given = settingsFromYaml(`time_zone: Asia/Tokyo\n${yaml}`);

      await assert.rejects(applySettings(db, tenantId, given, by), says);

      assert.deepEqual(await settingsOf(tenantId), before);
    });
  }

  it("never give a webhook's address away, and keep it where a file says so", async () => {
    const tenantId = await givenDesk(db);
    const address = "https://hooks.slack.com/services/T1/B1/topsecret";
    const given = settingsFromYaml(`webhooks: {slack: "${address}"}`);

    const changes = await applySettings(db, tenantId, given, by);

    const yaml = settingsToYaml(await settingsOf(tenantId), "Acme");
    const again = await applySettings(db, tenantId, settingsFromYaml(yaml), by);
    const other = settingsFromYaml(`webhooks: {slack: "${address}2"}`);
    const moved = await applySettings(db, tenantId, other, by);
    const gone = await applySettings(db, tenantId, settingsFromYaml("webhooks: {slack: null}"), by);
    assert.doesNotMatch(JSON.stringify([changes, yaml, moved, gone]), /topsecret/);
    assert.deepEqual(again, []);
    assert.match(changes.join(), /^webhooks\.slack: none → kept \w+$/);
    assert.match(moved.join(), /^webhooks\.slack: kept \w+ → kept \w+$/);
    assert.match(gone.join(), /^webhooks\.slack: kept \w+ → none$/);
  });

  it("of one tenant are nobody else's business", async () => {
    const [ours, theirs] = [await givenDesk(db), await givenDesk(db)];
    const before = await settingsOf(theirs);

    await applySettings(
      db,
      ours,
      settingsFromYaml("time_zone: UTC\npools: [{name: Sales, members: []}]"),
      by,
    );

    assert.deepEqual(await settingsOf(theirs), before);
  });
});

describe("baton settings", () => {
  const folder = mkdtempSync(join(tmpdir(), "baton-settings-"));
  after(() => rmSync(folder, { recursive: true }));

  it("exports what it takes back, and prints each change with its path", async () => {
    await using own = await testDb();
    await givenDesk(own);
    const settings = { DATABASE_URL: own.url, BATON_KEY: own.masterKey.toString("hex") };
    const file = join(folder, "settings.yaml");

    const exported = await baton(["settings", "export"], settings);
    writeFileSync(file, exported.out);
    const same = await baton(["settings", "apply", file], settings);
    writeFileSync(file, exported.out.replaceAll("cap: 25", "cap: 10"));
    const dry = await baton(["settings", "apply", file, "--dry-run"], settings);
    const real = await baton(["settings", "apply", file, "--json"], settings);
    writeFileSync(file, "colour: red\n");
    const wrong = await baton(["settings", "apply", file], settings);

    assert.equal(exported.err, "");
    assert.doesNotMatch(exported.out, new RegExp(own.masterKey.toString("hex")));
    assert.equal(same.out, "The settings are like that already.\n");
    assert.match(
      dry.out,
      /^pools\.Sales\.members\.Rita\.cap: 25 → 10\n.*\n2 changes\. Nothing was/,
    );
    assert.equal(JSON.parse(real.out).changes.length, 2);
    assert.deepEqual([wrong.code, wrong.out], [1, ""]);
    assert.match(wrong.err, /^These settings cannot be applied: line 1, colour: there is no such/);
  });
});

/** Adam is admin; Rita and Ravi take turns in the pool Sales, 25 open leads each. */
async function givenDesk(db: Db): Promise<string> {
  const tenantId = await givenTenant(db);
  const reps = [await givenPerson(db, tenantId, "Rita"), await givenPerson(db, tenantId, "Ravi")];
  await givenPerson(db, tenantId, "Adam", "admin");
  await givenPool(db, tenantId, reps, 25);
  return tenantId;
}

function settingsOf(tenantId: string): Promise<WholeSettings> {
  return db.inTenant(tenantId, readSettings);
}

async function applied(tenantId: string) {
  return db.inTenant(tenantId, async (tx) => {
    const value = await findSetting(tx, "settings.applied");
    if (value === undefined) return undefined;
    const { rows } = await tx.client.query(
      "select actor from setting where key = 'settings.applied' order by version desc limit 1",
    );
    return { value, actor: rows[0]?.actor };
  });
}
