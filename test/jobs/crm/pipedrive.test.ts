import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { basic } from "../../pipeline/ingest/doors/knocking.ts";
import { testDb } from "../../support/db.ts";
import { openStage, type Stage, shuffles } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const secret = "secret_of_the_webhook";
const title = "d4de1c1518b4531717c676029a45911c340390a6";
const config = { companyId: 7001, fields: { [title]: "title" } };

type Delivery = {
  meta: Record<string, unknown>;
  data: Record<string, unknown> | null;
  previous: unknown;
};
function fixture(name: string): Delivery {
  return JSON.parse(readFileSync(`test/fixtures/doors/pipedrive/${name}.json`, "utf8"));
}

const change = fixture("person-change");
const organization = fixture("organization-create");
const deletion = fixture("person-delete");

/** The same person as they were before. */
const earlier: Delivery = {
  meta: { ...change.meta, id: "earlier", timestamp: "2026-03-01T08:00:00Z" },
  data: { ...change.data, emails: [{ value: "ana@old.example", primary: true }] },
  previous: null,
};

function open() {
  return openStage(db, { kind: "pipedrive", secret, config });
}

function send(stage: Stage, delivery: unknown, headers = basic("pipedrive", secret)) {
  return stage.knock(JSON.stringify(delivery), headers);
}

describe("Pipedrive", () => {
  it("makes a lead of a person, their primary address and the fields of our own", async () => {
    const stage = await open();

    const answered = await send(stage, change);
    await stage.takeIn();

    assert.equal(answered.status, 202);
    assert.partialDeepStrictEqual(await stage.leads(), [
      {
        domain: "northwind.example",
        email: "ana@northwind.example",
        name: "Ana Weber",
        title: "Head of Operations",
        externalId: "contact:7001:41",
      },
    ]);
  });

  it("takes the company of a person from the organization they belong to, whichever comes first", async () => {
    const free = { ...change.data, emails: [{ value: "ana.weber@gmail.com", primary: true }] };
    const person = { ...change, data: free };
    const orders = [
      [person, organization],
      [organization, person],
    ];

    const found = await Promise.all(
      orders.map(async (deliveries) => {
        const stage = await open();
        for (const delivery of deliveries) {
          await send(stage, delivery);
          await stage.takeIn();
        }
        await stage.takeIn();
        return (await stage.leads()).map(({ company, domain, email }) => [company, domain, email]);
      }),
    );

    const lead = [["Northwind Traders", "northwind.example", "ana.weber@gmail.com"]];
    assert.deepEqual(found, [lead, lead]);
  });

  it("does not let an old update overwrite a newer one", async () => {
    const stage = await open();

    await send(stage, change);
    await stage.takeIn();
    await send(stage, earlier);
    await stage.takeIn();

    assert.equal((await stage.leads())[0]?.email, "ana@northwind.example");
  });

  it("updates the person it knows when their address changes", async () => {
    const stage = await open();

    await send(stage, earlier);
    await stage.takeIn();
    await send(stage, change);
    await stage.takeIn();

    const [lead, ...others] = await stage.leads();
    const { counted } = await stage.ended();
    assert.equal(lead?.email, "ana@northwind.example");
    assert.deepEqual([others.length, counted?.contacts], [0, 1]);
  });

  it("notes that a person was deleted or merged there", async () => {
    const stage = await open();

    await send(stage, change);
    await send(stage, deletion);
    await stage.takeIn();

    assert.deepEqual((await stage.ended()).gone, ["contact 7001:41"]);
    const told = (await stage.arrivals()).find(({ kind }) => kind === "gone");
    assert.deepEqual([told?.status, told?.detail], ["settled", "Deleted in Pipedrive."]);
  });

  it("ends the same when everything comes five times and shuffled", async () => {
    const deliveries = [earlier, change, organization, deletion];
    const ended = async (sent: readonly Delivery[]) => {
      const stage = await open();
      for (const [at, delivery] of sent.entries()) {
        await send(stage, delivery);
        if (at % 4 === 3) await stage.takeIn();
      }
      await stage.takeIn();
      return stage.ended();
    };
    const ordered = await ended(deliveries);

    await fc.assert(
      fc.asyncProperty(shuffles(deliveries.length * 5), async (order) => {
        const shuffled = order.map((at) => deliveries[at % deliveries.length] ?? change);
        assert.deepEqual(await ended(shuffled), ordered);
      }),
      { numRuns: 10, seed: 3 },
    );
  });

  const ignored: Record<string, Partial<Delivery>> = {
    "another account": { meta: { ...change.meta, company_id: 7002 } },
    "a record nobody needs": { meta: { ...change.meta, entity: "activity" } },
    "something else that happened": { meta: { ...change.meta, action: "exploded" } },
    "an entity called like something every object has": {
      meta: { ...change.meta, entity: "constructor" },
    },
  };
  for (const [what, own] of Object.entries(ignored)) {
    it(`ignores ${what}, and says so`, async () => {
      const stage = await open();

      await send(stage, { ...change, ...own });
      await stage.takeIn();

      const [arrival] = await stage.arrivals();
      assert.deepEqual([arrival?.kind, arrival?.status], ["ignored", "settled"]);
      assert.match(arrival?.detail ?? "", /\.$/);
      assert.deepEqual(await stage.leads(), []);
    });
  }

  const refused: Record<string, [number, unknown, Record<string, string>]> = {
    "no password": [401, change, {}],
    "another password": [401, change, basic("pipedrive", "guess")],
    "no account": [
      422,
      { ...change, meta: { ...change.meta, company_id: null } },
      basic("x", secret),
    ],
    "no entity": [422, { ...change, meta: {} }, basic("x", secret)],
    "no object at all": [422, [], basic("x", secret)],
  };
  for (const [what, [status, delivery, headers]] of Object.entries(refused)) {
    it(`is answered ${status} with ${what}`, async () => {
      const stage = await open();

      const answered = await send(stage, delivery, headers);

      assert.equal(answered.status, status);
      assert.deepEqual(await stage.arrivals(), []);
    });
  }
});
