import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Db, openDb } from "../../db/client.ts";
import { dispatchArrivals } from "../../db/dispatch.ts";
import { findReference, storeArrivals } from "../../db/source-events.ts";
import { ingestLead } from "../../jobs/ingest/ingest-lead.ts";
import { testDb } from "../support/db.ts";
import { arrival, givenArrival, givenTenant } from "../support/given.ts";
import { queued, workOff } from "../support/queue.ts";
import { testWorld } from "../support/world.ts";

describe("storing arrivals", () => {
  it("keeps one source event and one reference of 100 parallel posts of one body", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const body = arrival();

    const receipts = await Promise.all(
      Array.from({ length: 100 }, () => storeArrivals(db, tenantId, [body])),
    );

    const all = receipts.flat();
    assert.equal(new Set(all.map((receipt) => receipt.leadRef)).size, 1);
    assert.equal(all.filter((receipt) => !receipt.repeated).length, 1);
    assert.equal(await count(db, "source_event", tenantId), 1);
    assert.equal(await waiting(db), 1);
  });

  it("gives equal bodies of one batch the same receipt, and others their own, in order", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const [first, second] = [arrival(), arrival()];

    const receipts = await storeArrivals(db, tenantId, [first, second, first]);

    const [one, two, three] = receipts.map((receipt) => receipt.leadRef);
    assert.equal(one, three);
    assert.notEqual(one, two);
    assert.deepEqual(
      receipts.map((receipt) => receipt.repeated),
      [false, false, true],
    );
  });

  it("tells two tenants' equal bodies apart", async () => {
    await using db = await testDb();
    const [ours, theirs] = [await givenTenant(db), await givenTenant(db)];
    const body = arrival();

    const [mine] = await storeArrivals(db, ours, [body]);
    const [other] = await storeArrivals(db, theirs, [body]);

    assert.notEqual(mine?.leadRef, other?.leadRef);
    const seen = await db.inTenant(theirs, (tx) => findReference(tx, mine?.leadRef ?? ""));
    assert.equal(seen, undefined);
  });

  it("stores nothing of a batch that cannot be stored whole", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const broken = { ...arrival(), receivedAt: new Date("+010000-01-01T00:00:00Z") };

    await assert.rejects(storeArrivals(db, tenantId, [arrival(), broken]));

    assert.equal(await count(db, "source_event", tenantId), 0);
    assert.equal(await waiting(db), 0);
  });
});

describe("dispatching arrivals", () => {
  it("turns each into exactly one job, from two dispatchers at once too", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const bodies = Array.from({ length: 200 }, () => arrival());
    const receipts = await storeArrivals(db, tenantId, bodies);
    const dispatcher = async () => {
      let moved = 0;
      for (let last = 1; last > 0; moved += last) {
        last = await dispatchArrivals(db, ingestLead, 30);
      }
      return moved;
    };

    const moved = await Promise.all([dispatcher(), dispatcher()]);

    assert.equal(moved[0] + moved[1], 200);
    assert.deepEqual(
      await queued(db),
      receipts.map(({ sourceEventId }) => `ingest_lead:${sourceEventId}`).toSorted(),
    );
    assert.equal(await waiting(db), 0);
  });

  it("leaves arrivals where they are when their jobs cannot be queued", async () => {
    await using db = await testDb();
    await givenArrival(db, await givenTenant(db));
    const broken = { ...ingestLead, name: "x".repeat(200) };

    await assert.rejects(dispatchArrivals(db, broken, 10));

    assert.deepEqual([await waiting(db), await queued(db)], [1, []]);
  });
});

describe("ingest", () => {
  it("makes one lead of three arrivals by different doors, and keeps all three", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const typed = { surface: "slack", channelId: "C1", kind: "channel", userId: "U1" } as const;
    const origin = { ...typed, personId: tenantId, replyUrl: null };
    const receipts = [
      await givenArrival(db, tenantId, { source: "website" }),
      await givenArrival(db, tenantId, { source: "slack" }, { channel: "slack_command", origin }),
      await givenArrival(db, tenantId, { source: "teams" }, { channel: "teams_command" }),
    ];

    for (const { sourceEventId } of receipts) await ingest(db, tenantId, sourceEventId);

    assert.equal(await count(db, "lead", tenantId), 1);
    assert.equal(await count(db, "company", tenantId), 1);
    const references = await db.inTenant(tenantId, (tx) =>
      Promise.all(receipts.map(({ leadRef }) => findReference(tx, leadRef))),
    );
    const leadId = receipts[0]?.leadRef ?? null;
    assert.deepEqual(references, [
      { leadId, merged: false },
      { leadId, merged: true },
      { leadId, merged: true },
    ]);
  });

  it("changes nothing when it runs again", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const { sourceEventId } = await givenArrival(db, tenantId, { email: "ana@acme.example" });
    await ingest(db, tenantId, sourceEventId);
    const before = await everything(db, tenantId);

    await ingest(db, tenantId, sourceEventId);

    assert.deepEqual(await everything(db, tenantId), before);
  });

  const same: { by: string; said: Parameters<typeof givenArrival>[2][] }[] = [
    { by: "domain", said: [{}, {}] },
    {
      by: "e-mail address, whatever the company",
      said: [
        { email: "Ana.Weber@gmail.com", domain: "one.example" },
        { email: "anaweber+x@googlemail.com", domain: "two.example" },
      ],
    },
    {
      by: "external id",
      said: [
        { externalId: "42", domain: "one.example" },
        { externalId: "42", domain: "two.example" },
      ],
    },
  ];
  for (const { by, said } of same) {
    it(`makes one lead of parallel arrivals with the same ${by}`, async () => {
      await using db = await testDb();
      const tenantId = await givenTenant(db);
      const twice = [...said, ...said, ...said];
      const receipts = await Promise.all(twice.map((one) => givenArrival(db, tenantId, one)));

      await Promise.all(receipts.map((one) => ingest(db, tenantId, one.sourceEventId)));

      assert.equal(await count(db, "lead", tenantId), 1);
      assert.equal(await count(db, "source_event", tenantId), 6);
    });
  }

  it("keeps leads of different companies apart, and external ids of different sources", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    for (const said of [
      { domain: "one.example", externalId: "42", source: "crm" },
      { domain: "two.example", externalId: "42", source: "form" },
      { domain: "three.example", email: "ana@three.example" },
      { domain: "four.example", email: "ana@four.example" },
      { domain: null, company: "Acme" },
      { domain: null, company: "Acme" }, // nothing says that it is the same Acme
    ]) {
      await givenArrival(db, tenantId, said);
    }

    const receipts = await db.inTenant(tenantId, (tx) =>
      tx.client.query<{ id: string }>("select id from source_event"),
    );
    await Promise.all(receipts.rows.map(({ id }) => ingest(db, tenantId, id)));

    assert.equal(await count(db, "lead", tenantId), 6);
  });

  it("survives a crash between door and worker: what was stored is found later", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const { leadRef } = await givenArrival(db, tenantId, { flags: ["disposable_mail"] });

    const later = openDb(db.url, {
      masterKey: db.masterKey,
      appConnections: 1,
      ownerConnections: 2,
      onError(error) {
        throw error;
      },
    });
    await workOff(testWorld(later));
    await later.close();

    const found = await db.inTenant(tenantId, (tx) => findReference(tx, leadRef));
    assert.deepEqual(found, { leadId: leadRef, merged: false });
  });
});

function ingest(db: Db, tenantId: string, id: string): Promise<void> {
  return ingestLead.run({ tenantId, id }, testWorld(db));
}

function count(db: Db, table: string, tenantId: string): Promise<number> {
  return db.inTenant(tenantId, async (tx) => {
    return (await tx.client.query(`select from ${table}`)).rowCount ?? 0;
  });
}

async function waiting(db: Db): Promise<number> {
  return (await db.owner.query("select from dispatch.arrival")).rowCount ?? 0;
}

/** What ingest writes, row by row. */
async function everything(db: Db, tenantId: string): Promise<unknown[]> {
  const rows: unknown[] = [await queued(db)];
  for (const table of ["lead", "company", "contact", "source_event", "event", "transition"]) {
    rows.push(
      await db.inTenant(tenantId, async (tx) => {
        return (await tx.client.query(`select t::text from ${table} t order by 1`)).rows;
      }),
    );
  }
  return rows;
}
