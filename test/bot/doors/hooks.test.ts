import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, beforeEach, describe, it } from "node:test";
import { deflateSync, gzipSync } from "node:zlib";
import type { Hono } from "hono";
import { hookDoors } from "../../../bot/doors/hooks.ts";
import { openDb } from "../../../db/client.ts";
import { lockSourceEvent } from "../../../db/source-events.ts";
import { createTenant, openDoor, rotateDoor } from "../../../db/tenants.ts";
import { serverUrl, testDb } from "../../support/db.ts";
import { testNow, testWorld } from "../../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const bytes = JSON.stringify({ company: "Acme", email: "ana@acme.example", message: "Hello" });
const json = { "content-type": "application/json" };

let [tenantId, door, app]: [string, { id: string; secret: string }, Hono] = [
  "",
  { id: "", secret: "" },
  hookDoors(testWorld(db)),
];

beforeEach(async () => {
  tenantId = await createTenant(db, "Acme");
  door = await openDoor(db, tenantId, "Website form", { kind: "form" });
  app = hookDoors(testWorld(db));
});

describe("a hook", () => {
  const proofs: Record<string, () => { headers?: Record<string, string>; path?: string }> = {
    "a signature": () => ({ headers: { "x-signature": mac(bytes) } }),
    "a signature with a time in it": () => {
      const at = String(testNow.getTime() / 1000);
      return { headers: { "x-timestamp": at, "x-signature": `v1=${mac(`${at}.${bytes}`)}` } };
    },
    "its secret as a bearer": () => ({ headers: { authorization: `Bearer ${door.secret}` } }),
    "its secret in the address": () => ({ path: `/${door.secret}` }),
  };
  for (const [what, proof] of Object.entries(proofs)) {
    it(`opens for ${what}`, async () => {
      const { headers, path } = proof();

      const response = await knock(bytes, headers, path);

      assert.equal(response.status, 202);
      const { ids, status } = await body(response);
      assert.deepEqual([ids.length, status, await stored()], [1, "received", 1]);
    });
  }

  it("stores what was said, under the door's name and tenant", async () => {
    const response = await knock(bytes, signed(bytes));

    const [event] = await arrivals();
    assert.equal(event?.leadRef, (await body(response)).ids[0]);
    assert.partialDeepStrictEqual(event, {
      channel: "form",
      kind: "lead",
      doorId: door.id,
      raw: bytes,
      input: { company: "Acme", domain: "acme.example", source: "Website form", freeText: "Hello" },
    });
  });

  it("answers an unknown door and a bad proof alike", async () => {
    const bad = await knock(bytes, { "x-signature": mac(bytes, "another") });
    const unknown = await app.request("/api/v1/hooks/door_none", post(bytes, signed(bytes)));

    assert.deepEqual([bad.status, unknown.status], [401, 401]);
    assert.deepEqual(await body(bad), await body(unknown));
    assert.deepEqual([...bad.headers.keys()], [...unknown.headers.keys()]);
    assert.equal(await stored(), 0);
  });

  it("opens for no other tenant's secret, and for both of its own while they change", async () => {
    const other = await openDoor(db, await createTenant(db, "Acme"), "Website form", {
      kind: "form",
    });
    const old = signed(bytes);
    const fresh = await rotateDoor(db, tenantId, door.id);
    app = hookDoors(testWorld(db)); // five seconds later

    const theirs = await knock(bytes, { "x-signature": mac(bytes, other.secret) });
    const before = await knock(bytes, old);
    const after = await knock(bytes, { "x-signature": mac(bytes, fresh) });

    assert.deepEqual([theirs.status, before.status, after.status], [401, 202, 202]);
  });

  it("takes the same bytes once, however often they come", async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => knock(bytes, signed(bytes))));

    const ids = await Promise.all(answers.map(async (one) => (await body(one)).ids[0]));
    assert.deepEqual([new Set(ids).size, await stored()], [1, 1]);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]));
  });

  it("unpacks what was packed, and checks the signature on what was inside", async () => {
    const [zipped, deflated] = [gzipSync(bytes), deflateSync(bytes)];

    const gzip = await knock(zipped, { ...signed(bytes), "content-encoding": "gzip" });
    const deflate = await knock(deflated, { ...signed(bytes), "content-encoding": "deflate" });
    const brotli = await knock(bytes, { ...signed(bytes), "content-encoding": "br" });
    const broken = await knock(bytes, { ...signed(bytes), "content-encoding": "gzip" });

    assert.deepEqual(
      [gzip, deflate, brotli, broken].map(({ status }) => status),
      [202, 202, 415, 400],
    );
    assert.match((await body(brotli)).error, /gzip, deflate or neither\.$/);
  });

  it("refuses a bomb before it goes off", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, " "));

    const response = await knock(bomb, { "content-encoding": "gzip" });

    assert.deepEqual([response.status, await stored()], [413, 0]);
  });

  it("refuses a body that is larger than a form, announced or not", async () => {
    const large = JSON.stringify({ message: "x".repeat(600_000) });

    const response = await knock(large, signed(large));

    assert.deepEqual([response.status, await stored()], [413, 0]);
    assert.match((await body(response)).error, /^The body is larger than 500 kB\.$/);
  });

  it("takes a form in many parts; of its files only their names", async () => {
    const parts = new FormData();
    parts.set("company", "Acme");
    parts.set("email", "ana@acme.example");
    parts.set("brief", new File(["%PDF"], "brief.pdf", { type: "application/pdf" }));
    const packed = new Request("http://localhost", { method: "POST", body: parts });
    const sent = Buffer.from(await packed.arrayBuffer());
    const type = packed.headers.get("content-type") ?? "";

    const response = await knock(sent, { "content-type": type }, `/${door.secret}`);

    assert.equal(response.status, 202);
    const [event] = await arrivals();
    assert.partialDeepStrictEqual(event?.input, {
      company: "Acme",
      domain: "acme.example",
      extra: { brief: "brief.pdf" },
    });
  });

  it("tells WPForms to send JSON, which is all it signs", async () => {
    const wordpress = await openDoor(db, tenantId, "WP", { kind: "wpforms" });
    const headers = { "content-type": "application/x-www-form-urlencoded" };

    const response = await app.request(`/api/v1/hooks/${wordpress.id}`, post("a=b", headers));

    assert.equal(response.status, 415);
    assert.match((await body(response)).error, /Set its Request Format to JSON/);
  });

  it("says which field is wrong and how to put it right", async () => {
    const response = await knock("[1, 2]", signed("[1, 2]"));

    assert.equal(response.status, 422);
    const message = "The body is JSON, but no object. Send one JSON object.";
    assert.deepEqual(await body(response), { errors: [{ field: "body", message }] });
  });

  it("asks to come back when nothing could be stored", async () => {
    const gone = openDb(serverUrl("nowhere"), {
      masterKey: db.masterKey,
      appConnections: 1,
      ownerConnections: 1,
      onError: () => {},
    });
    app = hookDoors(testWorld(gone));

    const response = await knock(bytes, signed(bytes));

    assert.deepEqual([response.status, response.headers.get("retry-after")], [503, "5"]);
    await gone.close();
  });
});

function mac(text: string, secret = door.secret): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

function signed(text: string): Record<string, string> {
  return { "x-signature": mac(text) };
}

function post(sent: string | Buffer, headers: Record<string, string>): RequestInit {
  return {
    method: "POST",
    body: new Uint8Array(Buffer.from(sent)),
    headers: { ...json, ...headers },
  };
}

async function knock(sent: string | Buffer, headers: Record<string, string> = {}, path = "") {
  return app.request(`/api/v1/hooks/${door.id}${path}`, post(sent, headers));
}

async function body(response: Response) {
  return JSON.parse(await response.text());
}

async function stored(): Promise<number> {
  return (await arrivals()).length;
}

function arrivals() {
  return db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ id: string }>("select id from source_event");
    return Promise.all(rows.map(({ id }) => lockSourceEvent(tx, id)));
  });
}
