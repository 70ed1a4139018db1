import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, describe, it } from "node:test";
import { openStage, type Stage } from "../../jobs/crm/stage.ts";
import { testDb } from "../../support/db.ts";

type Case = { what: string; body: string; status: number; says?: string; kind?: string };
const cases: Case[] = JSON.parse(readFileSync("test/fixtures/doors/events/bodies.json", "utf8"));

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const open = () => openStage(db, { kind: "events" });
const ping = JSON.stringify({ type: "ping", id: 1 });

function send(stage: Stage, body: string, headers: Record<string, string> = {}) {
  return stage.app.request("/ingest/webhook", {
    method: "POST",
    headers: { authorization: `Bearer ${stage.bearer}`, ...headers },
    body,
  });
}

describe("POST /ingest/webhook", () => {
  it("takes any type of event, and says so with an id", async () => {
    const stage = await open();

    const answered = await send(stage, ping);

    assert.equal(answered.status, 202);
    const { id, status } = (await answered.json()) as { id: string; status: string };
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.equal(status, "received");
    assert.deepEqual(await stage.arrivals(), [
      { kind: "parked", status: "received", detail: null, type: "ping" },
    ]);
  });

  it("makes leads of the types it knows", async () => {
    const stage = await open();
    const lead = { company: "Acme", email: "ana@acme.example", full_name: "Ana Weber" };

    await send(stage, JSON.stringify({ type: "lead.created", data: { lead } }));
    await stage.takeIn();

    assert.partialDeepStrictEqual(await stage.leads(), [
      { company: "Acme", email: "ana@acme.example", name: "Ana Weber", source: "events" },
    ]);
  });

  const key = { "idempotency-key": "k" };
  const repeats: {
    what: string;
    first: object;
    second: object;
    headers?: object;
    count: number;
  }[] = [
    { what: "the same bytes", first: { type: "a" }, second: { type: "a" }, count: 1 },
    {
      what: "the same id",
      first: { type: "a", id: 1 },
      second: { type: "a", id: 1, n: 2 },
      count: 1,
    },
    {
      what: "the same id but another type",
      first: { type: "a", id: 1 },
      second: { type: "b", id: 1 },
      count: 2,
    },
    { what: "another id", first: { type: "a", id: 1 }, second: { type: "a", id: 2 }, count: 2 },
    {
      what: "the same key in the header",
      first: { type: "a" },
      second: { type: "a", n: 2 },
      headers: key,
      count: 1,
    },
  ];
  for (const { what, first, second, headers, count } of repeats) {
    it(`is ${count === 1 ? "one event" : "two events"} with ${what}`, async () => {
      const stage = await open();

      for (const event of [first, second]) await send(stage, JSON.stringify(event), { ...headers });

      assert.equal((await stage.arrivals()).length, count);
    });
  }

  it("takes a signature in the place of a bearer, and no other", async () => {
    const stage = await open();
    const sign = (secret: string) => createHmac("sha256", secret).update(ping).digest("hex");
    const by = (secret: string) =>
      stage.app.request("/ingest/webhook", {
        method: "POST",
        headers: { "x-baton-key": stage.id, "x-signature": sign(secret) },
        body: ping,
      });

    const [right, wrong] = [await by(stage.secret), await by("another")];

    assert.deepEqual([right.status, wrong.status], [202, 401]);
  });

  it("may be sent to the door's own address, its secret in the path", async () => {
    const stage = await open();

    const [right, wrong] = [
      await stage.knock(ping, {}, `/${stage.secret}`),
      await stage.knock(ping, {}, "/guess"),
    ];

    assert.deepEqual([right.status, wrong.status], [202, 401]);
  });

  it("refuses more than a megabyte", async () => {
    const stage = await open();
    const body = JSON.stringify({ type: "a", t: "x".repeat(1_000_000) });

    const answered = await send(stage, body);

    assert.equal(answered.status, 413);
  });

  for (const depth of [33, 10_000, 200_000]) {
    it(`refuses what is nested ${depth} levels deep`, async () => {
      const stage = await open();
      const body = `{"type":"a","d":${"[".repeat(depth)}${"]".repeat(depth)}}`;

      const answered = await send(stage, body);

      assert.equal(answered.status, 422);
      assert.match(await answered.text(), /32 levels|not a JSON object/);
      assert.deepEqual(await stage.arrivals(), []);
    });
  }

  for (const { what, body, status, says, kind } of cases) {
    it(`answers ${status} to ${what}`, async () => {
      const stage = await open();

      const answered = await send(stage, body);
      await stage.takeIn();

      const text = await answered.text();
      assert.equal(answered.status, status, text);
      if (says !== undefined) assert.ok(text.includes(says), text);
      assert.deepEqual(
        (await stage.arrivals()).map((arrival) => arrival.kind),
        kind === undefined ? [] : [kind],
      );
    });
  }
});
