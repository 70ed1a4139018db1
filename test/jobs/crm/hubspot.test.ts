import assert from "node:assert/strict";
import { after, describe, it, type TestContext } from "node:test";
import fc from "fast-check";
import { leadCard } from "../../../cards/lead-card.ts";
import { toText } from "../../../cards/to-text.ts";
import { getLeadView } from "../../../db/lead-view.ts";
import { hubspotSignature } from "../../../pipeline/ingest/doors/hubspot-signature.ts";
import { testDb } from "../../support/db.ts";
import { givenArrival } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { type Answer, openStage, type Stage, shuffles, startVendor } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const secret = "app_secret_of_hubspot";
const portal = { portalId: 33, appId: 1160452, subscriptionId: 2, attemptNumber: 0 };
let eventId = 0;

function event(type: string, objectId: number, more: Record<string, unknown> = {}) {
  eventId += 1;
  const occurredAt = testNow.getTime() - 60_000 + eventId;
  return { eventId, ...portal, occurredAt, subscriptionType: type, objectId, ...more };
}

function change(objectId: number, propertyName: string, propertyValue: string, more = {}) {
  return event("contact.propertyChange", objectId, { propertyName, propertyValue, ...more });
}

function send(stage: Stage, events: unknown) {
  const body = JSON.stringify(events);
  const timestamp = String(stage.clock.now.getTime());
  const url = `https://baton.example/api/v1/hooks/${stage.id}`;
  const signed = { method: "POST", url, body: Buffer.from(body) };
  return stage.knock(body, {
    "x-hubspot-request-timestamp": timestamp,
    "x-hubspot-signature-v3": hubspotSignature(secret, signed, timestamp),
  });
}

const config = { portalId: "33" };

describe("HubSpot without a token", () => {
  it("makes a lead of what the events themselves say", async () => {
    const stage = await openStage(db, { kind: "hubspot", secret, config });

    const answered = await send(stage, [
      event("contact.creation", 123),
      change(123, "email", "ana@northwind.example"),
      change(123, "firstname", "Ana"),
      change(123, "lastname", "Weber"),
    ]);
    await stage.takeIn();

    assert.equal(answered.status, 202);
    assert.deepEqual(await stage.leads(), [
      {
        domain: "northwind.example",
        company: "northwind.example",
        source: "hubspot",
        externalId: "contact:33:123",
        email: "ana@northwind.example",
        name: "Ana Weber",
        title: null,
      },
    ]);
  });

  it("says what is missing, and makes the lead once a later event brings it", async () => {
    const stage = await openStage(db, { kind: "hubspot", secret, config });

    await send(stage, [event("contact.creation", 5)]);
    await stage.takeIn();
    const [before] = await stage.arrivals();
    await send(stage, [change(5, "email", "bo@contoso.example")]);
    await stage.takeIn();

    assert.equal(before?.status, "failed");
    assert.match(before?.detail ?? "", /no token.*baton door/s);
    assert.deepEqual(
      (await stage.arrivals()).map(({ status }) => status).toSorted(), // both of one moment
      ["duplicate", "ingested"],
    );
    assert.equal((await stage.leads()).length, 1);
  });

  it("ignores other accounts and what it has no use for, and says so", async () => {
    const stage = await openStage(db, { kind: "hubspot", secret, config });

    await send(stage, [
      event("contact.creation", 1, { portalId: 34 }),
      event("conversation.newMessage", 2),
      event("contact.creation", 3, { objectId: undefined }),
    ]);
    await stage.takeIn();

    assert.deepEqual(
      (await stage.arrivals()).map(({ status, detail }) => `${status}: ${detail}`).toSorted(),
      [
        "settled: It is of another HubSpot account.",
        "settled: Only contacts, companies, deals and leads are taken.",
        "settled: objectId is missing, so it names no record.",
      ],
    );
    assert.deepEqual(await stage.leads(), []);
  });
});

describe("HubSpot, whatever order its deliveries come in", () => {
  const deliveries = [
    [event("contact.creation", 1), change(1, "email", "old@northwind.example")],
    [change(1, "email", "ana@northwind.example"), change(1, "lastname", "Weber")],
    [change(1, "firstname", "Ana")],
    [event("company.creation", 9), companyChange("name", "Contoso")],
    [companyChange("domain", "contoso.example")],
    [event("contact.deletion", 1)],
  ];

  it("ends the same when everything comes five times and shuffled", async () => {
    const ordered = await ended(deliveries);
    assert.deepEqual(
      ordered.leads.map(({ domain, email, name }) => [domain, email, name]),
      [
        ["contoso.example", null, null],
        ["northwind.example", "ana@northwind.example", "Ana Weber"],
      ],
    );
    assert.deepEqual(ordered.gone, ["contact 33:1"]);

    await fc.assert(
      fc.asyncProperty(shuffles(deliveries.length * 5), async (order) => {
        const shuffled = order.map((at) => deliveries[at % deliveries.length] ?? []);
        assert.deepEqual(await ended(shuffled), ordered);
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  async function ended(sent: readonly unknown[][]) {
    const stage = await openStage(db, { kind: "hubspot", secret, config });
    for (const [at, events] of sent.entries()) {
      await send(stage, events);
      if (at % 3 === 2) await stage.takeIn();
    }
    await stage.takeIn();
    return stage.ended();
  }

  function companyChange(propertyName: string, propertyValue: string) {
    return event("company.propertyChange", 9, { propertyName, propertyValue });
  }
});

describe("a record that HubSpot deleted", () => {
  it("is said to be gone on its lead's card, until it is restored", async () => {
    const stage = await openStage(db, { kind: "hubspot", secret, config });
    const card = () =>
      db.inTenant(stage.tenantId, async (tx) => {
        const { rows } = await tx.client.query<{ id: string }>("select id from lead");
        const view = await getLeadView(tx, rows[0]?.id ?? "", "https://baton.example", testNow);
        return toText(leadCard(view, testNow, "UTC"));
      });
    await send(stage, [event("contact.creation", 1), change(1, "email", "ana@northwind.example")]);
    await stage.takeIn();

    await send(stage, [event("contact.deletion", 1)]);
    await stage.takeIn();
    const deleted = await card();
    await send(stage, [event("contact.restore", 1)]);
    await stage.takeIn();

    assert.match(deleted, /Deleted in HubSpot, 1 Mar/);
    assert.doesNotMatch(await card(), /Deleted/);
  });
});

describe("HubSpot asking us to forget somebody", () => {
  const privacy = [event("contact.privacyDeletion", 1)];
  const deletion = [event("contact.deletion", 1)];
  const orders: Record<string, unknown[][]> = {
    "before the deletion": [privacy, deletion],
    "after the deletion": [deletion, privacy],
    twice: [privacy, deletion, privacy, deletion],
    "with the deletion in one batch": [[...deletion, ...privacy]],
    "before a word of the person that comes late": [
      privacy,
      [change(1, "email", "ana.plant@northwind.example", { eventId: 9_999 })],
    ],
  };
  for (const [what, last] of Object.entries(orders)) {
    it(`leaves nothing of them, ${what}`, async () => {
      const stage = await openStage(db, { kind: "hubspot", secret, config });
      await send(stage, [
        event("contact.creation", 1),
        change(1, "email", "ana.plant@northwind.example"),
        change(1, "firstname", "Planted"),
      ]);
      await stage.takeIn();
      await givenArrival(db, stage.tenantId, {
        domain: "northwind.example",
        email: "ana.plant@northwind.example",
        freeText: "a planted question",
      });
      await stage.takeIn();
      assert.match(await everythingReadable(stage), /planted/i);

      for (const events of last) {
        await send(stage, events);
        await stage.takeIn();
      }

      assert.doesNotMatch(await everythingReadable(stage), /plant/i);
      assert.equal((await stage.leads()).length, 1, "the company is still somebody's lead");
      assert.deepEqual(
        (await stage.arrivals()).filter(({ status }) => status === "received"),
        [],
      );
    });
  }

  it("leaves a colleague of theirs alone who asked for the same company", async () => {
    const stage = await openStage(db, { kind: "hubspot", secret, config });
    await send(stage, [event("contact.creation", 1), change(1, "email", "ana@northwind.example")]);
    await stage.takeIn();
    await givenArrival(db, stage.tenantId, {
      domain: "northwind.example",
      email: "bo.stays@northwind.example",
      name: "Bo Stays",
    });
    await stage.takeIn();

    await send(stage, privacy);
    await stage.takeIn();

    assert.match(await everythingReadable(stage), /bo\.stays/);
    assert.doesNotMatch(await everythingReadable(stage), /ana@/);
  });
});

describe("HubSpot with a token", () => {
  it("fetches the record with its company", async (t) => {
    const { stage, vendor } = await withVendor(t, ({ path }) => ({
      body: path.includes("/companies/")
        ? { id: "9", properties: { name: "Northwind Traders", domain: "northwind.example" } }
        : {
            id: "123",
            properties: { email: "ana.weber@gmail.com", firstname: "Ana", lastname: "Weber" },
            updatedAt: "2026-03-01T08:59:00Z",
            associations: { companies: { results: [{ id: "9", type: "contact_to_company" }] } },
          },
    }));

    await send(stage, [event("contact.creation", 123)]);
    await stage.takeIn();

    assert.deepEqual(
      vendor.asked.map((path) => path.split("?")[0]),
      ["/crm/v3/objects/contacts/123", "/crm/v3/objects/companies/9"],
    );
    assert.deepEqual(
      (await stage.leads()).map(({ domain, company, email }) => [domain, company, email]),
      [["northwind.example", "Northwind Traders", "ana.weber@gmail.com"]],
    );
  });

  const answers: Record<string, [Answer, RegExp, string]> = {
    "refuses the token": [
      { status: 401, body: {} },
      /HubSpot refused the token.*baton door/,
      "failed",
    ],
    "does not let it read": [{ status: 403, body: {} }, /refused the token/, "failed"],
    "has no such record": [{ status: 404, body: {} }, /^Deleted in HubSpot\.$/, "settled"],
    "refuses the question": [
      { status: 400, body: {} },
      /refused to hand over the record \(400\)/,
      "failed",
    ],
  };
  for (const [what, [answer, detail, status]] of Object.entries(answers)) {
    it(`says so when it ${what}`, async (t) => {
      const { stage } = await withVendor(t, () => answer);

      await send(stage, [event("contact.creation", 1)]);
      await stage.takeIn();

      const [arrival] = await stage.arrivals();
      assert.equal(arrival?.status, status);
      assert.match(arrival?.detail ?? "", detail);
    });
  }

  it("comes back as late as it is told to", async (t) => {
    const busy: Answer = { status: 429, headers: { "retry-after": "7" }, body: {} };
    const { stage } = await withVendor(t, () => busy);

    await send(stage, [event("contact.creation", 1)]);
    await stage.takeIn();

    assert.deepEqual(await stage.waits(), [7]);
    assert.deepEqual(
      (await stage.arrivals()).map(({ status, detail }) => [
        status,
        /again by itself/.test(detail ?? ""),
      ]),
      [["received", true]],
    );
  });

  it("backs off from trouble, and asks a person after twelve tries", async (t) => {
    const { stage, vendor } = await withVendor(t, () => ({ status: 502, body: {} }));
    await send(stage, [event("contact.creation", 1)]);
    const waits: number[] = [];

    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await stage.takeIn();
      waits.push(...(await stage.waits()));
    }

    assert.deepEqual(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
    assert.equal(vendor.asked.length, 12);
    assert.partialDeepStrictEqual(await stage.arrivals(), [{ status: "failed" }]);
  });

  it("asks once for many events of one record", async (t) => {
    const { stage, vendor } = await withVendor(t, () => ({ body: ana }));
    for (const name of ["firstname", "lastname", "jobtitle"])
      await send(stage, [change(1, name, "x")]);
    stage.clock.now = new Date(stage.clock.now.getTime() + 1_000);

    await stage.takeIn();

    assert.equal(vendor.asked.length, 1);
    assert.equal((await stage.leads())[0]?.name, "Ana Weber");
  });

  it("does not let an event that comes late undo what it fetched", async (t) => {
    const { stage } = await withVendor(t, () => ({ body: ana }));
    await send(stage, [event("contact.creation", 1)]);
    await stage.takeIn();

    await send(stage, [
      change(1, "email", "older@northwind.example", { occurredAt: 1_700_000_000_000 }),
    ]);
    await stage.takeIn();

    assert.equal((await stage.leads())[0]?.email, "ana@northwind.example");
  });
});

const ana = {
  id: "1",
  properties: { email: "ana@northwind.example", firstname: "Ana", lastname: "Weber" },
  updatedAt: "2026-03-01T08:59:00Z",
};

async function withVendor(t: TestContext, next: Parameters<typeof startVendor>[0]) {
  const vendor = await startVendor(next);
  t.after(vendor.close);
  const vendors = { ...testWorld(db).vendors, hubspot: vendor.url };
  const stage = await openStage(
    db,
    { kind: "hubspot", secret, config, access: "pat-1" },
    { vendors },
  );
  return { stage, vendor };
}

/** Every text of a tenant that can still be opened, and every text that is not sealed. */
async function everythingReadable(stage: Stage): Promise<string> {
  return db.inTenant(stage.tenantId, async (tx) => {
    const opened: string[] = [];
    for (const [table, columns] of Object.entries(sealed)) {
      const { rows } = await tx.client.query<Record<string, Buffer | null>>(
        `select * from ${table}`,
      );
      for (const row of rows) {
        const { open } = tx.vault.dataKey(row.data_key ?? null);
        opened.push(...columns.flatMap((column) => open(row[column] ?? null) ?? []));
      }
    }
    const plain = [
      "lead",
      "company",
      "event",
      "transition",
      "source_event",
      "external_ref",
      "routing",
    ];
    for (const table of plain) {
      const { rows } = await tx.client.query(`select t::text as line from ${table} t`);
      opened.push(...rows.map(({ line }) => line));
    }
    const { rows: joined } = await tx.client.query<Record<string, Buffer | null>>(
      `select p.data_key, l.raw_payload, l.name, l.email, l.free_text from lead l
       join contact p on p.tenant_id = l.tenant_id and p.id = l.contact_id`,
    );
    for (const row of joined) {
      const { open } = tx.vault.dataKey(row.data_key ?? null);
      opened.push(
        ...["raw_payload", "name", "email", "free_text"].flatMap(
          (one) => open(row[one] ?? null) ?? [],
        ),
      );
    }
    return opened.join("\n");
  });
}

const sealed = {
  contact: ["name", "email", "phone", "title"],
  source_event: ["raw", "normalised"],
};
