import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { doorConfig } from "../../../bot/cli/door-config.ts";
import { doorFinder } from "../../../bot/doors/credentials.ts";
import { findDoor, findDoorByBearer, findDoorByHost, openDoor } from "../../../db/tenants.ts";
import type { DoorKind } from "../../../pipeline/ingest/doors/door.ts";
import { testDb } from "../../support/db.ts";
import { givenTenant } from "../../support/given.ts";
import { testNow } from "../../support/world.ts";
import { baton } from "./baton.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());
const tenantId = await givenTenant(db);
const settings = {
  DATABASE_URL: db.url,
  BATON_KEY: db.masterKey.toString("hex"),
  PUBLIC_URL: "https://desk.acme.example",
};

async function door(args: string[], input?: string) {
  const { code, out, err } = await baton(["door", ...args, "--json"], settings, input);
  return { code, err, said: code === 0 ? JSON.parse(out) : null };
}

describe("baton door", () => {
  it("opens a door whose printed credentials work, and keeps the bearer nowhere", async () => {
    const { code, said } = await door(["Website form"]);

    const found = await findDoor(db, said.id);
    const stored = await db.owner.query("select d::text as row from registry.door d");
    assert.equal(code, 0);
    assert.deepEqual([found?.tenantId, found?.secrets], [tenantId, [said.secret]]);
    assert.equal((await findDoorByBearer(db, said.bearer))?.id, said.id);
    assert.doesNotMatch(stored.rows[0].row, new RegExp(`${said.bearer}|${said.secret}`));
  });

  it("opens a vendor's door with its field map, and says what to set there", async () => {
    const fields = ["--field", "3=company", "--field", "Your = message=free_text"];

    const { said } = await door([
      ...["Gravity", "--kind", "gravity_forms", ...fields, "--set", "perMinute=30"],
      ...["--set", "source=shop"],
    ]);

    const found = await findDoor(db, said.id);
    assert.equal(found?.kind, "gravity_forms");
    assert.deepEqual(found?.config, {
      fields: { 3: "company", "Your = message": "free_text" },
      perMinute: 30,
      source: "shop",
    });
    assert.equal(said.url, `https://desk.acme.example/api/v1/hooks/${said.id}`);
    assert.ok(said.setup.includes(`Request Header  Authorization: Bearer ${said.secret}`));
  });

  it("takes a vendor's secret and token from stdin, and seals both", async () => {
    const typed = "client-secret-1\npat-token-1\n";

    const { said } = await door(
      ["HubSpot", "--kind", "hubspot", "--secret", "-", "--access", "-"],
      typed,
    );

    const found = await findDoor(db, said.id);
    const stored = await db.owner.query("select d::text as row from registry.door d");
    assert.deepEqual([found?.secrets, found?.access], [["client-secret-1"], "pat-token-1"]);
    assert.doesNotMatch(JSON.stringify(stored.rows), /client-secret-1|pat-token-1/);
  });

  it("gives an open door another token, by its id", async () => {
    const { id } = await openDoor(db, tenantId, "CRM", { kind: "hubspot", access: "old" });

    await door([id, "--access", "-"], "new");

    assert.equal((await findDoor(db, id))?.access, "new");
  });

  it("rotates: the secret before stays valid, the one before that does not; seen within 5 seconds", async () => {
    const { id, secret } = await openDoor(db, tenantId, "Rotating", { kind: "form" });
    const clock = { now: testNow };
    const find = doorFinder(db, () => clock.now);
    await find(id);

    const [one, two] = [await door([id, "--rotate"]), await door([id, "--rotate"])];
    const at = await find(id);
    clock.now = new Date(testNow.getTime() + 5_001);
    const later = await find(id);

    assert.deepEqual(at?.secrets, [secret]);
    assert.deepEqual(later?.secrets, [two.said.secret, one.said.secret]);
  });

  it("closes a door for good", async () => {
    const { id, bearer } = await openDoor(db, tenantId, "Closing");

    const { code } = await door([id, "--close"]);

    assert.equal(code, 0);
    assert.deepEqual(
      [await findDoor(db, id), await findDoorByBearer(db, bearer)],
      [undefined, undefined],
    );
  });

  it("ties a host to the tenant, and leaves somebody else's alone", async () => {
    const other = await givenTenant(db);
    await openDoor(db, other, "Theirs");

    const ours = await door(["Hosted", "--host", "Leads.Acme.Example", "--tenant", tenantId]);
    const theirs = await door(["Stolen", "--host", "leads.acme.example", "--tenant", other]);
    await db.owner.query("delete from registry.door where tenant_id = $1", [other]);
    await db.owner.query("delete from registry.tenant where id = $1", [other]);

    assert.equal(ours.code, 0);
    assert.equal((await findDoorByHost(db, "leads.acme.example"))?.tenantId, tenantId);
    assert.deepEqual(
      [theirs.code, theirs.err.trim()],
      [1, "leads.acme.example belongs to another tenant."],
    );
  });

  const wrong: [args: string[], says: RegExp, code?: number][] = [
    [["X", "--kind", "hubspot"], /made there\. Pipe it in: --secret -/],
    [["X", "--kind", "wpforms", "--secret", "abc"], /a command line is seen by others/],
    [["X", "--host", "not a host"], /is no host/],
    [["door_none", "--rotate"], /no open door door_none/],
    [["X", "--kind", "gmail"], /Allowed choices are/, 2],
  ];
  for (const [args, says, code = 1] of wrong) {
    it(`says what is wrong with ${args.join(" ")}, and opens nothing`, async () => {
      const before = await db.owner.query("select count(*) from registry.door");

      const failed = await door(args);

      const after = await db.owner.query("select count(*) from registry.door");
      assert.equal(failed.code, code, failed.err);
      assert.match(failed.err, says);
      assert.deepEqual(after.rows, before.rows);
    });
  }

  const misset: [DoorKind, Parameters<typeof doorConfig>[1], RegExp][] = [
    ["wpforms", { field: ["a"] }, /--field a is not name=value/],
    ["wpforms", { field: ["a=salary"] }, /fields\.a: /],
    ["wpforms", { set: ["colour=red"] }, /no setting colour here\. There is /],
    ["wpforms", { set: ["perMinute=0"] }, /perMinute: /],
    ["intake", { set: ["perMinute=3"] }, /kind intake have no settings/],
  ];
  for (const [kind, options, says] of misset) {
    it(`refuses ${JSON.stringify(options)} for ${kind}`, () => {
      assert.throws(() => doorConfig(kind, options), says);
    });
  }
});

describe("baton doors", () => {
  it("lists open doors, without a secret", async () => {
    const { out } = await baton(["doors", "--json"], settings);

    const found = JSON.parse(out);
    assert.ok(found.some(({ name }: { name: string }) => name === "Website form"));
    assert.doesNotMatch(out, /secret|sealed/i);
  });
});
