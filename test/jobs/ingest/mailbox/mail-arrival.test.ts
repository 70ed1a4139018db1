import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { storeArrivals } from "../../../../db/source-events.ts";
import { openDoor } from "../../../../db/tenants.ts";
import { mailArrival } from "../../../../jobs/ingest/mailbox/mail-arrival.ts";
import { blankMail, type Mail } from "../../../../pipeline/ingest/mail/mail.ts";
import { testDb } from "../../../support/db.ts";
import { givenTenant } from "../../../support/given.ts";
import { workOff } from "../../../support/queue.ts";
import { emptyWeb, testNow, testWorld } from "../../../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());
const ana = { name: "Ana Weber", address: "ana@northwind.example" };

describe("a mail", () => {
  it("becomes a lead that its writer may be answered for", async () => {
    const tenantId = await arrived({ from: ana, subject: "Demo", text: "Could we see one?" });

    const [lead] = await rowsOf(
      tenantId,
      "select c.basis, l.source from lead l join consent c using (contact_id)",
    );
    assert.deepEqual(lead, { basis: "enquiry", source: "Sales inbox" });
  });

  it("that a colleague passed on is no word of its writer's to us", async () => {
    const text = `For you.\n\n---------- Forwarded message ---------\nFrom: Ana Weber <ana@northwind.example>\nDate: today\nSubject: Demo\nTo: rita\n\nCould we see one?`;
    const rita = { name: "Rita", address: "rita@acme.example" };

    const tenantId = await arrived({ from: rita, subject: "Fwd: Demo", text });

    assert.equal((await rowsOf(tenantId, "select 1 from lead")).length, 1);
    assert.equal((await rowsOf(tenantId, "select 1 from consent")).length, 0);
  });

  it("that nobody wrote ends with its reason and without a lead", async () => {
    const tenantId = await arrived({ from: ana, subject: "Automatic reply: Demo", text: "Away." });

    const [event] = await rowsOf(tenantId, "select status, status_detail as why from source_event");
    assert.deepEqual(event, { status: "settled", why: "An automatic answer; nobody wrote it." });
    assert.equal((await rowsOf(tenantId, "select 1 from lead")).length, 0);
  });

  it("is one arrival by however many doors it comes", async () => {
    const tenantId = await givenTenant(db);
    const doors = [
      await openDoor(db, tenantId, "Hook", { kind: "mail" }),
      await openDoor(db, tenantId, "Box", { kind: "gmail" }),
    ];
    const mail = { ...blankMail, from: ana, text: "Hello", messageId: "1@northwind.example" };

    const receipts = await Promise.all(
      doors.map(({ id }) =>
        storeArrivals(db, tenantId, [arrivalAt({ id, name: id, config: {} }, mail)]),
      ),
    );

    const ids = receipts.flat().map(({ sourceEventId }) => sourceEventId);
    assert.equal(new Set(ids).size, 1);
  });
});

async function arrived(own: Partial<Mail>): Promise<string> {
  const tenantId = await givenTenant(db);
  const config = { ownDomains: "acme.example" };
  const { id } = await openDoor(db, tenantId, "Sales inbox", { kind: "mail", config });
  const mail = { ...blankMail, ...own };
  await storeArrivals(db, tenantId, [arrivalAt({ id, name: "Sales inbox", config }, mail)]);
  await workOff(testWorld(db, { web: emptyWeb }));
  return tenantId;
}

function arrivalAt(
  door: { id: string; name: string; config: Record<string, unknown> },
  mail: Mail,
) {
  return mailArrival(mail, {
    door,
    mailbox: null,
    providerId: null,
    receivedAt: testNow,
    days: 30,
  });
}

function rowsOf(tenantId: string, text: string): Promise<Record<string, unknown>[]> {
  return db.asOwnerIn(tenantId, async (tx) => (await tx.client.query(text)).rows);
}
