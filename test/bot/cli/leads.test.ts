import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { beat } from "../../../db/dispatch.ts";
import { getTenant } from "../../../db/tenants.ts";
import { scoreLead } from "../../../jobs/score/score-lead.ts";
import { serverUrl, testDb } from "../../support/db.ts";
import { givenLead, givenPerson, givenPool, givenTenant } from "../../support/given.ts";
import { testWorld } from "../../support/world.ts";
import { baton } from "./baton.ts";

type TestDb = Awaited<ReturnType<typeof testDb>>;

describe("baton show and why", () => {
  it("print a lead as the web API does", async () => {
    await using db = await testDb();
    const leadId = await givenScoredLead(db, await givenTenant(db));

    const [show, why] = await Promise.all([
      baton(["show", "https://www.acme.example/about", "--json"], settingsFor(db)),
      baton(["why", "acme.example", "--json"], settingsFor(db)),
    ]);

    assert.deepEqual([show.code, show.err, why.code, why.err], [0, "", 0, ""]);
    const lead = JSON.parse(show.out);
    assert.deepEqual([lead.id, lead.company.domain], [leadId, "acme.example"]);
    const points: number[] = lead.parts.map((part: { points: number }) => part.points);
    assert.equal(
      points.reduce((sum, each) => sum + each, 0),
      lead.score,
    );
    assert.deepEqual({ ...JSON.parse(why.out), links: null }, { ...lead, links: null });
  });

  it("print the card, and what is behind its score, for people", async () => {
    await using db = await testDb();
    await givenScoredLead(db, await givenTenant(db));

    const [show, why] = await Promise.all([
      baton(["show", "acme.example"], settingsFor(db)),
      baton(["why", "acme.example"], settingsFor(db)),
    ]);

    assert.match(show.out, /^Acme · [ABCD] · \d+\n/);
    assert.doesNotMatch(show.out, /\[ Claim \]/);
    assert.match(why.out, /^Acme · [ABCD] · \d+\n\nStarting point \+\d+\n/);
    const wide = `${show.out}${why.out}`.split("\n").filter((line) => line.length > 80);
    assert.deepEqual(
      wide.filter((line) => !line.includes("http://")),
      [],
    );
  });

  it("say in one sentence that a company is unknown", async () => {
    await using db = await testDb();
    await givenTenant(db);

    const { code, out, err } = await baton(["show", "nobody.example"], settingsFor(db));

    assert.deepEqual([code, out, err], [1, "", "There is no lead of nobody.example.\n"]);
  });

  it("ask which tenant is meant, and show nothing of another", async () => {
    await using db = await testDb();
    const [mine, other] = [await givenTenant(db), await givenTenant(db)];
    await givenScoredLead(db, mine);
    const name = (await getTenant(db, mine))?.name ?? assert.fail();

    const [unsaid, named, foreign] = await Promise.all([
      baton(["show", "acme.example"], settingsFor(db)),
      baton(["show", "acme.example", "--tenant", name.toUpperCase()], settingsFor(db)),
      baton(["show", "acme.example", "--tenant", other], settingsFor(db)),
    ]);

    assert.deepEqual([unsaid.code, named.code, foreign.code], [1, 0, 1]);
    assert.match(unsaid.err, /pick one with --tenant: Tenant/);
    assert.equal(foreign.err, "There is no lead of acme.example.\n");
  });

  it("say that the key is another one, or that the database is not Baton's", async () => {
    await using db = await testDb();
    await givenTenant(db);
    const otherKey = { ...settingsFor(db), BATON_KEY: Buffer.alloc(32, "other").toString("hex") };

    const [key, database] = await Promise.all([
      baton(["show", "acme.example"], otherKey),
      baton(["show", "acme.example"], { ...settingsFor(db), DATABASE_URL: serverUrl() }),
    ]);

    assert.deepEqual([key.code, database.code], [1, 1]);
    assert.match(key.err, /^The key is not the one of this database\./);
    assert.equal(database.err, "Baton was never set up in this database. Run npm start once.\n");
  });
});

describe("baton doctor", () => {
  it("finds a desk that works in order", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    await givenPool(db, tenantId, [await givenPerson(db, tenantId, "Rita")]);
    await beat(db, "a pool", "a worker");

    const { out } = await baton(["doctor", "--json"], settingsFor(db));

    const { ok, checks } = readReport(out);
    const broken = checks.filter((check) => !check.ok).map(({ name }) => name);
    assert.deepEqual(
      broken.filter((name) => name !== "Browser"), // that is the machine's
      [],
    );
    assert.equal(ok, broken.length === 0);
  });

  it("names what is broken, and the way out", async () => {
    await using db = await testDb();
    await givenTenant(db);

    const [json, words] = await Promise.all([
      baton(["doctor", "--json"], settingsFor(db)),
      baton(["doctor"], settingsFor(db)),
    ]);

    assert.deepEqual([json.code, words.code], [1, 1]);
    const { ok, checks } = readReport(json.out);
    assert.equal(ok, false);
    const worker = checks.find(({ name }) => name === "Worker");
    assert.deepEqual([worker?.ok, worker?.fix], [false, "Start one with ROLE=worker."]);
    assert.match(json.err, /^Not in order: .*Worker.*\.\n$/);
    assert.match(words.out, /⚠ Worker: no worker is running\. Start one with ROLE=worker\./);
  });

  it("warns of a key that others can read", async () => {
    await using db = await testDb();
    await givenTenant(db);
    using folder = givenKey(db.masterKey);
    const settings = { DATABASE_URL: db.url, DATA_DIR: folder.path };

    const safe = await baton(["doctor", "--json"], settings);
    chmodSync(folder.file, 0o644);
    const open = await baton(["doctor", "--json"], settings);

    const keys = [safe, open].map(({ out }) =>
      readReport(out).checks.find(({ name }) => name === "Key"),
    );
    assert.deepEqual(
      keys.map((key) => [key?.ok, key?.fix]),
      [
        [true, null],
        [false, `Run chmod 600 ${folder.file}.`],
      ],
    );
  });

  it("reports as checks what keeps it from looking further", async () => {
    const [settings, database] = await Promise.all([
      baton(["doctor", "--json"], { PORT: "many" }),
      baton(["doctor", "--json"]),
    ]);

    const failed = [settings, database].map(({ out }) =>
      readReport(out).checks.filter(({ ok }) => !ok),
    );
    assert.deepEqual(
      failed.map((checks) => checks.map(({ name }) => name).filter((name) => name !== "Browser")),
      [["Settings"], ["Database"]],
    );
    assert.equal(failed[1]?.at(-1)?.fix, "Run npm start once.");
  });
});

async function givenScoredLead(db: TestDb, tenantId: string): Promise<string> {
  const id = await givenLead(db, tenantId, { freeText: "We want a demo within 30 days." });
  await scoreLead.run({ tenantId, id, again: false }, testWorld(db));
  return id;
}

function settingsFor(db: TestDb): Record<string, string> {
  return { DATABASE_URL: db.url, BATON_KEY: db.masterKey.toString("hex") };
}

function givenKey(key: Buffer) {
  const path = mkdtempSync(join(tmpdir(), "baton-key-"));
  const file = join(path, "baton.key");
  writeFileSync(file, key.toString("hex"), { mode: 0o600 });
  return { path, file, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

type Report = { ok: boolean; checks: { name: string; ok: boolean; fix: string | null }[] };

function readReport(out: string): Report {
  return JSON.parse(out);
}
