import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { saveSetting } from "../../../db/settings.ts";
import { storeArrivals } from "../../../db/source-events.ts";
import { openDoor } from "../../../db/tenants.ts";
import { mailArrival, mailDaysOf } from "../../../jobs/ingest/mailbox/mail-arrival.ts";
import { forgetWords, wantForgetting } from "../../../jobs/privacy/forget-words.ts";
import { blankMail } from "../../../pipeline/ingest/mail/mail.ts";
import { testDb } from "../../support/db.ts";
import { givenArrival, givenTenant } from "../../support/given.ts";
import { queued, workOff } from "../../support/queue.ts";
import { emptyWeb, testNow, testWorld } from "../../support/world.ts";

const DAY_MS = 86_400_000;
const after30 = new Date(testNow.getTime() + 30 * DAY_MS);
const before30 = new Date(after30.getTime() - 1);
const planted = "PLANTED-7f3k-Q9";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("the words of a mail", () => {
  it("are nowhere in the tenant on day thirty, decrypted and all, and the fact stays", async () => {
    const tenantId = await givenMail();
    await workOff(testWorld(db, { web: emptyWeb }));
    // The arrival as it came and as it was read, the lead's copies of both, and the quote of a proof.
    assert.ok((await everythingOf(tenantId)).split(planted).length > 5);

    await forgetWords.run({ tenantId, id: tenantId }, testWorld(db, { now: () => before30 }));
    assert.match(await everythingOf(tenantId), new RegExp(planted));
    await forgetWords.run({ tenantId, id: tenantId }, testWorld(db, { now: () => after30 }));

    const left = await everythingOf(tenantId);
    assert.doesNotMatch(left, new RegExp(planted, "i"));
    assert.match(left, /ana@northwind\.example/); // who wrote is no word of the mail
    const [row] = await rowsOf<{ raw: null; hash: Buffer; status: string }>(
      tenantId,
      "select raw, body_hash as hash, status from source_event",
    );
    assert.deepEqual([row?.raw, row?.status, row?.hash.length], [null, "ingested", 32]);
  });

  it("live as much shorter as the tenant says, and never longer", async () => {
    const [short, long] = [await givenMail(), await givenMail()];
    await db.inTenant(short, (tx) => saveSetting(tx, "mail", { days: 7 }, "test"));
    await db.inTenant(long, (tx) => saveSetting(tx, "mail", { days: 400 }, "test"));
    const onDay7 = testWorld(db, { now: () => new Date(testNow.getTime() + 7 * DAY_MS) });

    for (const id of [short, long]) await forgetWords.run({ tenantId: id, id }, onDay7);

    const raws = await Promise.all(
      [short, long].map((id) => rowsOf(id, "select raw is null as gone from source_event")),
    );
    assert.deepEqual(raws, [[{ gone: true }], [{ gone: false }]]);
    assert.equal(await db.inTenant(long, mailDaysOf), 30);
  });

  it("are forgotten by a job that the sweep queues where there is something to forget", async () => {
    const [tenantId, idle] = [await givenMail(), await givenTenant(db)];

    await wantForgetting({ db, now: () => after30 });

    const keys = await queued(db);
    assert.ok(keys.includes(`forget_words:${tenantId}`));
    assert.ok(!keys.includes(`forget_words:${idle}`));
  });

  it("are those of mails only, batch after batch", async () => {
    const tenantId = await givenTenant(db);
    await givenArrival(db, tenantId, { freeText: "from a form" });
    for (let at = 0; at < 101; at += 1) {
      await givenArrival(db, tenantId, { freeText: "from a mail" }, { wordsUntil: after30 });
    }

    await forgetWords.run({ tenantId, id: tenantId }, testWorld(db, { now: () => after30 }));

    const left = await rowsOf(
      tenantId,
      "select count(*)::int as n from source_event where raw is not null",
    );
    assert.deepEqual(left, [{ n: 1 }]);
  });
});

async function givenMail(): Promise<string> {
  const tenantId = await givenTenant(db);
  const door = await openDoor(db, tenantId, "Sales inbox", { kind: "mail" });
  const mail = {
    ...blankMail,
    from: { name: "Ana Weber", address: "ana@northwind.example" },
    subject: `About ${planted}`,
    text: `Please send an offer. ${planted}\n\nAna Weber\nNorthwind Traders`,
    messageId: `${tenantId}@northwind.example`,
    attachments: [{ name: `${planted}.pdf`, contentType: "application/pdf", bytes: 7 }],
  };
  const about = { mailbox: null, providerId: null, receivedAt: testNow, days: 30 };
  const named = { id: door.id, name: "Sales inbox", config: {} };
  await storeArrivals(db, tenantId, [mailArrival(mail, { door: named, ...about })]);
  return tenantId;
}

function rowsOf<Row extends object>(tenantId: string, text: string): Promise<Row[]> {
  return db.asOwnerIn(tenantId, async (tx) => (await tx.client.query<Row>(text)).rows);
}

/** Every value of every table of a tenant, with all that its keys open, and the queue. */
async function everythingOf(tenantId: string): Promise<string> {
  return db.asOwnerIn(tenantId, async (tx) => {
    const { rows: tables } = await tx.client.query<{ name: string }>(
      `select distinct quote_ident(table_schema) || '.' || quote_ident(table_name) as name
       from information_schema.columns where column_name = 'tenant_id' and table_schema in ('public', 'dispatch')`,
    );
    const rows = [];
    for (const { name } of tables) {
      const text = `select * from ${name} where tenant_id = $1`;
      rows.push(...(await tx.client.query(text, [tenantId])).rows);
    }
    rows.push(
      ...(await tx.client.query("select payload, last_error from graphile_worker._private_jobs"))
        .rows,
    );
    const buffers = rows.flatMap((row) =>
      Object.values(row).filter((value) => Buffer.isBuffer(value)),
    );
    const keys = buffers.flatMap((value) => tryTo(() => tx.vault.dataKey(value)) ?? []);
    // A value may be sealed twice, by a company's key and a person's.
    const open = (value: Buffer, depth = 0): string[] => [
      value.toString("utf8"),
      ...(depth > 2
        ? []
        : keys.flatMap((key) =>
            [value, value.subarray(1)].flatMap((sealed) => {
              const plain = tryTo(() => key.openBytes(sealed));
              return plain ? open(plain, depth + 1) : [];
            }),
          )),
    ];
    const sealedTexts = rows.flatMap((row) =>
      Object.values(row).flatMap((value) =>
        typeof value === "string" && /^[A-Za-z0-9+/=]{40,}$/.test(value)
          ? [Buffer.from(value, "base64")]
          : [],
      ),
    );
    return [
      JSON.stringify(rows),
      ...[...buffers, ...sealedTexts].flatMap((value) => open(value)),
    ].join("\n");
  });
}

function tryTo<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
