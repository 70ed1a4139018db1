import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { Hono } from "hono";
import { hookDoors } from "../../../bot/doors/hooks.ts";
import { dice } from "../../faults/dice.ts";
import {
  envelope,
  notification,
  organizationId,
  type Sent,
} from "../../pipeline/ingest/doors/xml-corpus.ts";
import { testDb } from "../../support/db.ts";
import { openStage, type Stage } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const secret = "secret-in-the-path";
const config = { organizationId };
const open = () => openStage(db, { kind: "salesforce", secret, config });

function lead(at: number, more: Record<string, string> = {}): Sent {
  return {
    id: `04l5g${String(at).padStart(9, "0")}AAA`,
    fields: {
      Id: `00Q5g${String(at).padStart(9, "0")}AAA`,
      Company: `Company ${at}`,
      Email: `ana@company-${at}.example`,
      LastName: "Weber",
      SystemModstamp: `2026-03-01T08:${String(at % 60).padStart(2, "0")}:00.000Z`,
      ...more,
    },
  };
}

function send(stage: Stage, ...notifications: Sent[]) {
  const body = envelope(notifications.map((one) => notification(one)).join(""));
  return stage.knock(body, { "content-type": "text/xml" }, `/${secret}`);
}

describe("Salesforce", () => {
  it("is acknowledged word for word, and its record becomes a lead", async () => {
    const stage = await open();

    const answered = await send(stage, lead(1));
    await stage.takeIn();

    assert.equal(answered.headers.get("content-type"), "text/xml");
    assert.match(await answered.text(), /<Ack>true<\/Ack>/);
    assert.partialDeepStrictEqual(await stage.leads(), [
      {
        domain: "company-1.example",
        company: "Company 1",
        externalId: "lead:00D5g000004XyZa:00Q5g000000001AAA",
      },
    ]);
  });

  it("is not acknowledged when its secret is wrong, so that it sends again", async () => {
    const stage = await open();

    const answered = await stage.knock(envelope(notification(lead(1))), {}, "/guess");

    assert.equal(answered.status, 401);
    assert.match(await answered.text(), /<Ack>false<\/Ack>/);
    assert.deepEqual(await stage.arrivals(), []);
  });

  it("is refused with a document type before anything of it is read", async () => {
    const stage = await open();
    const body = envelope(notification(lead(1))).replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>');

    const answered = await stage.knock(body, {}, `/${secret}`);

    assert.equal(answered.status, 422);
    assert.match(await answered.text(), /document type/);
  });

  it("keeps nothing of the session it sends along", async () => {
    const stage = await open();
    const body = envelope(notification(lead(1)), { session: "00D5g!AQ4AQ.planted" });

    await stage.knock(body, {}, `/${secret}`);
    await stage.takeIn();

    const [row] = await stage.rows<{ data_key: Buffer; raw: Buffer }>(
      "select data_key, raw from source_event",
    );
    const vault = await db.vault(stage.tenantId);
    const raw = vault.dataKey(row?.data_key ?? null).open(row?.raw ?? null);
    assert.match(raw ?? "", /company-1\.example/);
    assert.doesNotMatch(raw ?? "", /planted|SessionId/);
  });

  it("takes the company of a contact from its account, whichever comes first", async () => {
    const account: Sent = {
      ...{ id: "04lA", type: "Account" },
      fields: { Id: "001A", Name: "Northwind Traders", Website: "www.northwind.example" },
    };
    const contact: Sent = {
      ...{ id: "04lC", type: "Contact" },
      fields: { Id: "003C", LastName: "Weber", Email: "ana.weber@gmail.com", AccountId: "001A" },
    };

    const found = await Promise.all(
      [
        [account, contact],
        [contact, account],
      ].map(async (sent) => {
        const stage = await open();
        for (const one of sent) {
          await send(stage, one);
          await stage.takeIn();
        }
        await stage.takeIn();
        return (await stage.leads()).map(({ domain, email }) => [domain, email]);
      }),
    );

    const lead = [["northwind.example", "ana.weber@gmail.com"]];
    assert.deepEqual(found, [lead, lead]);
  });

  it("loses nothing and doubles nothing in a replay after an outage", async () => {
    const stage = await open();
    const random = dice(11);
    const down = { ...db, app: failing(db.app, "store arrivals") };
    const flaky = (fails: boolean) => hookDoors({ ...stage.world, db: fails ? down : db });
    const queue = Array.from({ length: 60 }, (_, at) => [lead(at), lead(at), lead(at)])
      .flat()
      .map((one) => ({ one, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
    let outages = 0;

    for (const [at, one] of queue.entries()) {
      for (let acknowledged = false; !acknowledged; ) {
        const app = new Hono().route("/", flaky(random() < 0.3));
        const answered = await app.request(`/api/v1/hooks/${stage.id}/${secret}`, {
          ...{ method: "POST", body: envelope(notification(one)) },
        });
        acknowledged = /<Ack>true<\/Ack>/.test(await answered.text());
        if (!acknowledged) {
          outages += 1;
          assert.equal(answered.status, 503);
        }
      }
      if (at % 30 === 29) await stage.takeIn();
    }
    await stage.takeIn();

    const { leads, counted } = await stage.ended();
    assert.ok(outages > 20, `${outages}`);
    assert.deepEqual(
      [leads.length, counted?.arrivals, counted?.contacts, counted?.waiting],
      [60, 60, 60, 0],
    );
  });
});

/** The same pool, but that one of its statements finds the database gone. */
function failing(pool: typeof db.app, statement: string): typeof db.app {
  return new Proxy(pool, {
    get(target, name, receiver) {
      if (name !== "query") return Reflect.get(target, name, receiver);
      return (query: unknown, values?: unknown[]) => {
        const isIt =
          typeof query === "object" &&
          query !== null &&
          "name" in query &&
          query.name === statement;
        if (isIt) return Promise.reject(new Error("the database is gone"));
        return target.query(query as string, values);
      };
    },
  });
}
