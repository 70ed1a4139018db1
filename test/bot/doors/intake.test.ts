import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, beforeEach, describe, it } from "node:test";
import fc from "fast-check";
import { Hono } from "hono";
import { intakeDoor } from "../../../bot/doors/intake.ts";
import { leadStatus } from "../../../bot/doors/lead-status.ts";
import { openDb } from "../../../db/client.ts";
import { openDoor } from "../../../db/tenants.ts";
import { serverUrl, testDb } from "../../support/db.ts";
import { givenPerson, givenPool, givenTenant } from "../../support/given.ts";
import { workOff } from "../../support/queue.ts";
import { emptyWeb, recordingChat, testNow, testWorld } from "../../support/world.ts";

const intake = "/api/v1/leads/intake";
const acme = { company: "Acme", url: "https://acme.example", source: "website" };

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

type Key = Awaited<ReturnType<typeof openDoor>>;
let [tenantId, door, app]: [string, Key, Hono] = [
  "",
  { id: "", secret: "", bearer: "" },
  new Hono(),
];

beforeEach(async () => {
  tenantId = await givenTenant(db);
  door = await openDoor(db, tenantId, "website");
  app = doors();
});

describe("who may hand in leads", () => {
  const bytes = JSON.stringify(acme);
  const seconds = String(testNow.getTime() / 1000);
  const keys: Record<string, () => Record<string, string>> = {
    "a bearer": () => ({ authorization: `Bearer ${door.bearer}` }),
    "a signature": () => ({ "x-baton-key": door.id, "x-signature": mac(bytes) }),
    "a signature that says sha256": () => ({
      "x-baton-key": door.id,
      "x-signature": `sha256=${mac(bytes).toUpperCase()}`,
    }),
    "a signature with a time in it": () => ({
      "x-baton-key": door.id,
      "x-timestamp": seconds,
      "x-signature": `v1=${mac(`${seconds}.${bytes}`)}`,
    }),
  };
  for (const [what, headers] of Object.entries(keys)) {
    it(`is whoever brings ${what}`, async () => {
      const response = await post(bytes, headers());

      assert.equal(response.status, 202);
      const { id, status } = await json(response);
      assert.equal(status, "received");
      assert.equal(response.headers.get("location"), `/api/v1/leads/${id}`);
      assert.equal(await stored(), 1);
    });
  }

  it("is whoever signs for the host a tenant owns", async () => {
    await db.owner.query("insert into registry.host (host, tenant_id) values ($1, $2)", [
      `${door.id.toLowerCase()}.example`,
      tenantId,
    ]);
    const host = `${door.id.toUpperCase()}.example:8443`;

    const signed = await post(bytes, { host, "x-signature": mac(bytes) });
    const unsigned = await post(bytes, { host });

    assert.deepEqual([signed.status, unsigned.status, await stored()], [202, 401, 1]);
  });

  const forged: Record<string, () => Record<string, string>> = {
    "nothing at all": () => ({}),
    "a bearer that opens nothing": () => ({ authorization: "Bearer baton_000000000000000000" }),
    "a password": () => ({ authorization: `Basic ${btoa(`x:${door.bearer}`)}` }),
    "a door but no signature": () => ({ "x-baton-key": door.id }),
    "a signature for no door": () => ({ "x-baton-key": "door_none", "x-signature": mac(bytes) }),
    "a signature by another secret": () => ({
      "x-baton-key": door.id,
      "x-signature": mac(bytes, "another"),
    }),
    "a truncated signature": () => ({
      "x-baton-key": door.id,
      "x-signature": mac(bytes).slice(0, 40),
    }),
    "a signature of other bytes": () => ({
      "x-baton-key": door.id,
      "x-signature": mac(`${bytes} `),
    }),
    "a signature from 301 seconds ago": () => signedAt(-301),
    "a signature from 301 seconds ahead": () => signedAt(301),
    "a time that the signature does not cover": () => ({
      ...signedAt(-301),
      "x-timestamp": seconds,
    }),
    "a timed signature without its time": () => ({
      "x-baton-key": door.id,
      "x-signature": `v1=${mac(`${seconds}.${bytes}`)}`,
    }),
  };
  for (const [what, headers] of Object.entries(forged)) {
    it(`is not whoever brings ${what}`, async () => {
      const response = await post(bytes, headers());

      assert.equal(response.status, 401);
      assert.match((await json(response)).error, /\.$/);
      assert.equal(await stored(), 0);
    });
  }

  it("is not whoever uses a good signature again for other bytes", async () => {
    const headers = { "x-baton-key": door.id, "x-signature": mac(bytes) };
    assert.equal((await post(bytes, headers)).status, 202);

    const changed = await post(bytes.replace("Acme", "Evil"), headers);

    assert.deepEqual([changed.status, await stored()], [401, 1]);
  });

  it("is still whoever signed 300 seconds ago", async () => {
    const [early, late] = [await post(bytes, signedAt(-300)), await post(bytes, signedAt(300))];

    assert.deepEqual([early.status, late.status], [202, 202]);
  });

  it("is nobody through a door that was closed", async () => {
    await db.owner.query("update registry.door set closed_at = now() where id = $1", [door.id]);

    assert.equal((await post(bytes, bearer())).status, 401);
  });

  it("is decided before a body is read for what it says", async () => {
    assert.equal((await post("{", {})).status, 401);
  });

  function signedAt(shift: number): Record<string, string> {
    const at = String(testNow.getTime() / 1000 + shift);
    return {
      "x-baton-key": door.id,
      "x-timestamp": at,
      "x-signature": `v1=${mac(`${at}.${bytes}`)}`,
    };
  }
});

describe("whose lead it becomes", () => {
  it("is the key's tenant's, whatever the body or headers claim", async () => {
    const other = await givenTenant(db);
    const claims = { ...acme, tenant: other, tenantId: other, tenant_id: other };

    const response = await post(JSON.stringify(claims), { ...bearer(), "x-tenant-id": other });

    assert.equal(response.status, 202);
    assert.deepEqual([await stored(tenantId), await stored(other)], [1, 0]);
  });

  it("is the bearer's, not that of a door named besides", async () => {
    const other = await givenTenant(db);
    const theirs = await openDoor(db, other, "website");

    await post(JSON.stringify(acme), { ...bearer(), "x-baton-key": theirs.id });

    assert.deepEqual([await stored(tenantId), await stored(other)], [1, 0]);
  });
});

describe("sending twice", () => {
  it("gives identical bytes the same answer, through both addresses", async () => {
    const bytes = JSON.stringify(acme);

    const one = await post(bytes, bearer());
    const two = await post(bytes, bearer(), "/api/leads/intake");

    assert.deepEqual([one.status, two.status], [202, 202]);
    assert.deepEqual(await json(one), await json(two));
    assert.equal(await stored(), 1);
  });

  it("gives 100 posts at once one lead", async () => {
    const bytes = JSON.stringify(acme);

    const responses = await Promise.all(Array.from({ length: 100 }, () => post(bytes, bearer())));

    const ids = await Promise.all(responses.map(async (response) => (await json(response)).id));
    assert.deepEqual(new Set(responses.map((response) => response.status)), new Set([202]));
    assert.equal(new Set(ids).size, 1);
    assert.equal(await stored(), 1);
  });

  it("gives an idempotency key one lead, even if a retry was serialised otherwise", async () => {
    const headers = { ...bearer(), "idempotency-key": "order 17" };

    const one = await post(JSON.stringify(acme), headers);
    const two = await post(JSON.stringify(acme, null, 2), headers);
    const other = await post(JSON.stringify(acme), { ...bearer(), "idempotency-key": "order 18" });

    const [first, second, third] = [await json(one), await json(two), await json(other)];
    assert.deepEqual(first, second);
    assert.notEqual(first.id, third.id);
  });

  it("tells two tenants with the same idempotency key apart", async () => {
    const theirs = await openDoor(db, await givenTenant(db), "website");
    const key = { "idempotency-key": "order 17" };

    const mine = await post(JSON.stringify(acme), { ...bearer(), ...key });
    const other = await post(JSON.stringify(acme), {
      authorization: `Bearer ${theirs.bearer}`,
      ...key,
    });

    assert.notEqual((await json(mine)).id, (await json(other)).id);
  });
});

describe("what cannot be taken", () => {
  it("is a body above 1 MB, announced or not", async () => {
    const big = JSON.stringify({ ...acme, free_text: "x".repeat(1_000_001) });
    const stream = new Blob([big]).stream();

    const announced = await post(big, { ...bearer(), "content-length": String(big.length) });
    const unannounced = await app.request(intake, {
      method: "POST",
      body: stream,
      headers: bearer(),
      duplex: "half",
    } as RequestInit);

    assert.deepEqual([announced.status, unannounced.status], [413, 413]);
    assert.equal(await stored(), 0);
  });

  it("names every field that is missing or wrong", async () => {
    const response = await post(JSON.stringify({ budget: "lots", email: 5 }), bearer());
    const empty = await post("{}", bearer());

    assert.deepEqual([response.status, empty.status], [422, 422]);
    assert.deepEqual(fields(await json(response)), ["email", "budget"].toSorted());
    assert.deepEqual(fields(await json(empty)), ["company", "source", "url"]);
    assert.equal(await stored(), 0);
  });

  it("is never a surprise: nasty bodies get 202 or 422, and 202 means stored", async () => {
    const nasty = [
      "",
      "null",
      "[]",
      "[[[[]]]]",
      '"x"',
      "17",
      "{",
      "\u0000",
      "\uFEFF{}",
      "[".repeat(10_000),
      '{"__proto__":{"company":"x"}}',
      ...[
        { url: "file:///etc/passwd" },
        { url: "http://169.254.169.254/latest/meta-data" },
        { url: "http://[::ffff:127.0.0.1]/" },
        { url: "javascript:alert(1)" },
        { company: "\u0000\u202Eevil\u200B" },
        { company: "<!channel> *bold* <https://evil.example|click>" },
        { company: "x".repeat(40_000) },
        { free_text: "\uD800 lone surrogate" },
        { external_id: "\u0000" },
        { utm_source: "'; drop table lead; --" },
        { budget: 1e308 },
        { budget: -1 },
        { name: { first: "Ana" } },
        { consent: ["yes"] },
      ].map((one) => JSON.stringify({ ...acme, ...one })),
    ];

    for (const body of nasty) {
      const before = await stored();
      const { status } = await post(body, bearer());
      assert.ok(status === 202 || status === 422, `${status}: ${body.slice(0, 80)}`);
      assert.equal((await stored()) - before, status === 202 ? 1 : 0, body.slice(0, 80));
    }

    const chat = { slack: recordingChat("slack").port, teams: null };
    await workOff(testWorld(db, { web: emptyWeb, chat }));
  });

  it("never makes the door fall over, whatever JSON it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 3 }), async (body) => {
        const { status } = await post(body, bearer());
        assert.ok(status === 202 || status === 422, `${status}`);
      }),
      { numRuns: 30 },
    );
  });

  it("is asked for again, and nothing is promised, when the database is gone", async () => {
    const gone = openDb(serverUrl("no_such_database"), {
      masterKey: db.masterKey,
      appConnections: 1,
      ownerConnections: 1,
      onError() {},
    });
    const dead = intakeDoor(testWorld(gone));

    const response = await dead.request(intake, {
      method: "POST",
      body: JSON.stringify(acme),
      headers: bearer(),
    });

    assert.equal(response.status, 503);
    assert.match(response.headers.get("retry-after") ?? "", /^\d+$/);
    await gone.close();
  });

  it("is asked for again when the database goes after the key was checked", async () => {
    const own = openDb(db.url, {
      masterKey: db.masterKey,
      appConnections: 1,
      ownerConnections: 1,
      onError() {},
    });
    const routes = intakeDoor(testWorld(own));
    const send = (body: object) =>
      routes.request(intake, { method: "POST", body: JSON.stringify(body), headers: bearer() });
    assert.equal((await send(acme)).status, 202);
    await own.close();

    const response = await send({ ...acme, company: "Later" });

    assert.deepEqual([response.status, response.headers.has("retry-after")], [503, true]);
    assert.equal(await stored(), 1);
  });
});

describe("asking what became of a lead", () => {
  it("says RECEIVED before ingest, and everything after", async () => {
    const { id } = await json(await post(JSON.stringify(acme), bearer()));

    const before = await json(await status(id));
    await givenPool(db, tenantId, [await givenPerson(db, tenantId, "Rita")]);
    await workOff(testWorld(db, { web: emptyWeb }));
    const after = await json(await status(id));

    assert.deepEqual(before, { id, state: "RECEIVED" });
    assert.equal(after.id, id);
    assert.equal(after.state, "ENRICHMENT_FAILED");
    for (const field of ["bucket", "score", "parts", "facts", "owner", "links"]) {
      assert.ok(field in after, field);
    }
  });

  it("answers with the surviving lead after a duplicate, and says from where", async () => {
    const first = await json(await post(JSON.stringify(acme), bearer()));
    const again = { ...acme, free_text: "Hello again" };
    const second = await json(await post(JSON.stringify(again), bearer()));
    await workOff(testWorld(db, { web: emptyWeb }));

    const seen = await json(await status(second.id));

    assert.deepEqual([seen.id, seen.merged_from], [first.id, second.id]);
    assert.equal("merged_from" in (await json(await status(first.id))), false);
  });

  it("knows no lead of another tenant, none that never was, and no nonsense", async () => {
    const { id } = await json(await post(JSON.stringify(acme), bearer()));
    const stranger = await openDoor(db, await givenTenant(db), "website");
    const theirs = { authorization: `Bearer ${stranger.bearer}` };

    const answers = [
      await status(id, theirs),
      await status("00000000-0000-4000-8000-000000000000"),
      await status("%00"),
      await status("' or 1=1 --"),
    ];

    assert.deepEqual(
      answers.map((response) => response.status),
      [404, 404, 404, 404],
    );
    assert.equal((await status(id)).status, 200);
  });

  it("asks for a key too: a bearer, or a signature of the time and path", async () => {
    const { id } = await json(await post(JSON.stringify(acme), bearer()));
    const path = `/api/v1/leads/${id}`;
    const at = String(testNow.getTime() / 1000);
    const signed = { "x-baton-key": door.id, "x-timestamp": at };

    const good = await status(id, { ...signed, "x-signature": `v1=${mac(`${at}.${path}`)}` });
    const otherPath = await status(id, { ...signed, "x-signature": `v1=${mac(`${at}./`)}` });
    const none = await status(id, {});

    assert.deepEqual([good.status, otherPath.status, none.status], [200, 401, 401]);
  });
});

function doors(): Hono {
  const world = testWorld(db);
  return new Hono().route("/", intakeDoor(world)).route("/", leadStatus(world));
}

async function post(body: string, headers: Record<string, string>, path = intake) {
  return app.request(path, { method: "POST", body, headers });
}

async function status(id: string, headers = bearer()) {
  return app.request(`/api/v1/leads/${id}`, { headers });
}

function bearer(): Record<string, string> {
  return { authorization: `Bearer ${door.bearer}` };
}

function mac(text: string, secret = door.secret): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

type Answered = {
  id: string;
  status: string;
  state: string;
  error: string;
  errors: { field: string; message: string }[];
  merged_from: string;
};

async function json(response: Response): Promise<Answered> {
  return (await response.json()) as Answered; // each test reads what its answer promises
}

function fields(body: { errors: { field: string; message: string }[] }): string[] {
  for (const { field, message } of body.errors)
    assert.match(message, new RegExp(`^${field} .*\\.$`));
  return body.errors.map((error) => error.field).toSorted();
}

function stored(of = tenantId): Promise<number> {
  return db.inTenant(of, async (tx) => {
    return (await tx.client.query("select from source_event")).rowCount ?? 0;
  });
}
