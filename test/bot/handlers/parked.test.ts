import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { eventsDoor } from "../../../bot/doors/events.ts";
import { openDoor } from "../../../db/tenants.ts";
import { testDb } from "../../support/db.ts";
import { workOff } from "../../support/queue.ts";
import { buttonsOf, type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A desk with a door for events, and a way to send them. */
async function openEvents() {
  const desk = await openDesk(db);
  const door = await openDoor(db, desk.tenantId, "Shop", { kind: "events" });
  const app = eventsDoor(desk.world);
  const send = async (event: object) => {
    const answered = await app.request("/ingest/webhook", {
      method: "POST",
      headers: { authorization: `Bearer ${door.bearer}` },
      body: JSON.stringify(event),
    });
    assert.equal(answered.status, 202);
    await workOff(desk.world);
  };
  return { desk, door, send };
}

function paid(id: number, more: object = {}) {
  const customer = { org: { name: `Company ${id}` }, mail: `ana@company-${id}.example` };
  return { type: "invoice.paid", id: `inv_${id}`, data: { customer, ...more } };
}

async function mapped(desk: Desk, door: string, values: Record<string, string>) {
  const form = await desk.handlers.press(desk.as("Mona", "m1"), {
    ...{ verb: "map_event", args: { door, type: "invoice.paid" }, version: 0 },
  });
  assert.equal(form.kind, "form");
  const { verb, args } = form.form;
  return desk.handlers.submit(desk.as("Mona", "m1"), { verb, args, values });
}

const paths = { company: "/data/customer/org/name", email: "/data/customer/mail" };

describe("/lead parked", () => {
  it("says when there is nothing", async () => {
    const { desk } = await openEvents();

    assert.match(said(await desk.types("Mona", "parked")), /Nothing is parked/);
  });

  it("groups what nobody knows by type, with its door, how often, when and some of their names", async () => {
    const { desk, send } = await openEvents();
    for (const id of [1, 2, 3, 4]) await send(paid(id));
    await send({ type: "ping" });

    const text = said(await desk.types("Mona", "parked"));

    assert.match(text, /Parked.*5/);
    assert.match(
      text,
      /invoice\.paid by “Shop” · 4 times, from 09:00 to 09:00 · for example inv_\d, inv_\d, inv_\d/,
    );
    assert.match(text, /ping by “Shop” · once, 09:00/);
  });

  it("writes each into the event log under its own type", async () => {
    const { desk, send } = await openEvents();

    await send(paid(1));
    await send({ type: "secret.seen", id: "ana@company-1.example" });

    const { rows } = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query("select topic, type, key from event order by seq"),
    );
    assert.deepEqual(rows, [
      { topic: "raw.events", type: "invoice.paid", key: "inv_1" },
      { topic: "raw.events", type: "secret.seen", key: "events" },
    ]);
  });

  it("asks where the fields stand, and has guessed already", async () => {
    const { desk, door, send } = await openEvents();
    await send(paid(1, { website: "https://company-1.example" }));

    const form = await desk.handlers.press(desk.as("Mona", "m1"), {
      ...{ verb: "map_event", args: { door: door.id, type: "invoice.paid" }, version: 0 },
    });

    assert.equal(form.kind, "form");
    const guesses = form.form.fields.map((field) => [
      field.name,
      "initial" in field && field.initial,
    ]);
    assert.partialDeepStrictEqual(Object.fromEntries(guesses), {
      url: "/data/website",
      email: "/data/customer/mail",
      phone: null,
    });
  });

  it("makes leads of what is parked, and of what comes later by itself", async () => {
    const { desk, door, send } = await openEvents();
    await send(paid(1));
    await send(paid(2));

    const answer = await mapped(desk, door.id, paths);
    await workOff(desk.world);
    await send(paid(3));

    assert.match(said(answer), /2 events of type invoice\.paid are on the way/);
    for (const id of [1, 2, 3]) {
      assert.match(
        said(await desk.types("Mona", `show company-${id}.example`)),
        new RegExp(`Company ${id}`),
      );
    }
    assert.match(said(await desk.types("Mona", "parked")), /Nothing is parked/);
  });

  it("keeps parked what says nothing where the fields should stand", async () => {
    const { desk, door, send } = await openEvents();
    await send(paid(1));
    await mapped(desk, door.id, paths);
    await workOff(desk.world);

    await send({ type: "invoice.paid", id: "inv_9", data: { customer: null } });

    assert.match(said(await desk.types("Mona", "parked")), /invoice\.paid .* once/);
  });

  it("wants to know at least where a site or an address stands", async () => {
    const { desk, door, send } = await openEvents();
    await send(paid(1));

    const answer = await mapped(desk, door.id, { company: paths.company });

    assert.equal(answer.kind, "invalid");
    assert.match(said(answer), /site or an e-mail address/);
  });

  it("ignores a type from then on when somebody says so", async () => {
    const { desk, send } = await openEvents();
    await send({ type: "ping" });
    const { verb = "", args = {} } =
      buttonsOf(await desk.types("Mona", "parked")).get("Ignore this type") ?? {};

    const answer = await desk.handlers.press(desk.as("Mona", "m1"), { verb, args, version: 0 });
    await workOff(desk.world);
    await send({ type: "ping" });

    assert.match(said(answer), /ping is ignored from now on, 1 parked event included/);
    assert.match(said(await desk.types("Mona", "parked")), /Nothing is parked/);
  });

  it("leaves the doors of other tenants alone", async () => {
    const { desk, door, send } = await openEvents();
    await send(paid(1));
    const stranger = await openDesk(db);
    const args = { door: door.id, type: "invoice.paid" };

    for (const verb of ["map_event", "ignore_event"]) {
      const answer = await stranger.handlers.press(stranger.as("Mona", "m1"), {
        verb,
        args,
        version: 0,
      });
      assert.match(said(answer), /Nothing of this type is parked/);
    }
    const forged = { verb: "map_event", args, values: paths };
    const sent = await stranger.handlers.submit(stranger.as("Mona", "m1"), forged);

    assert.match(said(sent), /Nothing of this type is parked/);
    assert.match(said(await desk.types("Mona", "parked")), /invoice\.paid/);
  });

  it("is for operations", async () => {
    const { desk } = await openEvents();

    assert.match(said(await desk.types("Rita", "parked")), /for operations/);
  });
});
