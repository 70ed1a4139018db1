import assert from "node:assert/strict";
import { after, describe, it, type TestContext } from "node:test";
import { renewDoorAccess } from "../../../db/door-access.ts";
import { openDoor } from "../../../db/tenants.ts";
import { storeItems } from "../../../jobs/ingest/store-items.ts";
import { blankLead } from "../../../pipeline/ingest/blank-lead.ts";
import { startVendor } from "../../jobs/crm/stage.ts";
import { testDb } from "../../support/db.ts";
import { workOff } from "../../support/queue.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { buttonsOf, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A desk whose HubSpot door was told of some contacts, and has a token that ran out. */
async function openFailing(t: TestContext, ids: readonly string[]) {
  const vendor = await startVendor(({ token, path }) => {
    const [id] = /\d+(?=\?)/.exec(path) ?? [];
    return token === "fresh"
      ? { body: { id, properties: { email: `ana@contact-${id}.example`, lastname: "Weber" } } }
      : { status: 401, body: {} };
  });
  t.after(vendor.close);
  const desk = await openDesk(db, { vendors: { ...testWorld(db).vendors, hubspot: vendor.url } });
  const { tenantId } = desk;
  const door = await openDoor(db, tenantId, "Our CRM", { kind: "hubspot", access: "ran out" });
  const items = ids.map((id) => ({
    ...{ kind: "pull" as const, key: id, externalId: `contact:33:${id}` },
    ...{ input: blankLead("hubspot"), raw: "[]", at: null, eventType: "contact.creation" },
  }));
  await storeItems(db, { ...door, tenantId, kind: "hubspot" }, items, { receivedAt: testNow });
  await workOff(desk.world);
  return { desk, renew: () => renewDoorAccess(db, door.id, "ran out", async () => "fresh") };
}

describe("/lead failed", () => {
  it("says when there is nothing", async () => {
    const desk = await openDesk(db);

    assert.match(said(await desk.types("Mona", "failed")), /Every record .* was fetched/);
  });

  it("names the record, the door, the reason and when", async (t) => {
    const { desk } = await openFailing(t, ["7"]);

    const text = said(await desk.types("Mona", "failed"));

    assert.match(text, /HubSpot contact 7 by “Our CRM”, 09:00: HubSpot refused the token/);
  });

  it("makes the lead once the token was replaced and somebody presses Retry", async (t) => {
    const { desk, renew } = await openFailing(t, ["7"]);
    const { verb = "", args = {} } =
      buttonsOf(await desk.types("Mona", "failed")).get("Retry") ?? {};
    assert.match(said(await desk.types("Mona", "show contact-7.example")), /do not know/);

    await renew();
    const answer = await desk.handlers.press(desk.as("Mona", "m1"), { verb, args, version: 0 });
    await workOff(desk.world);

    assert.match(said(answer), /Every record/);
    assert.doesNotMatch(said(await desk.types("Mona", "show contact-7.example")), /do not know/);
  });

  it("asks for all of them again with one press", async (t) => {
    const { desk, renew } = await openFailing(t, ["1", "2", "3", "4", "5", "6", "7"]);
    const card = await desk.types("Mona", "failed");
    const { verb = "", args = {} } = buttonsOf(card).get("Retry all 7") ?? {};

    await renew();
    await desk.handlers.press(desk.as("Mona", "m1"), { verb, args, version: 0 });
    await workOff(desk.world);

    assert.match(said(card), /and 2 more/);
    for (const id of [1, 7]) {
      assert.doesNotMatch(
        said(await desk.types("Mona", `show contact-${id}.example`)),
        /do not know/,
      );
    }
  });

  it("gives a record up when somebody drops it, and only once", async (t) => {
    const { desk } = await openFailing(t, ["7"]);
    const { verb = "", args = {} } =
      buttonsOf(await desk.types("Mona", "failed")).get("Drop it") ?? {};
    const press = () => desk.handlers.press(desk.as("Mona", "m1"), { verb, args, version: 0 });

    const answers = [await press(), await press()];

    for (const answer of answers) assert.match(said(answer), /Every record/);
    const { rows } = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query("select status, status_detail from source_event"),
    );
    assert.deepEqual(rows, [{ status: "rejected", status_detail: "Dropped by Mona." }]);
  });

  it("leaves other tenants' records alone", async (t) => {
    const { desk } = await openFailing(t, ["7"]);
    const stranger = await openDesk(db);
    const { args = {} } = buttonsOf(await desk.types("Mona", "failed")).get("Retry") ?? {};

    for (const verb of ["retry_sync", "retry_syncs", "drop_sync"]) {
      await stranger.handlers.press(stranger.as("Mona", "m1"), { verb, args, version: 0 });
    }

    assert.match(said(await desk.types("Mona", "failed")), /HubSpot contact 7/);
  });

  it("is for operations", async (t) => {
    const { desk } = await openFailing(t, ["7"]);

    assert.match(said(await desk.types("Rita", "failed")), /for operations/);
  });
});

describe("/lead doctor", () => {
  it("says that a door has no token, and how to give it one", async () => {
    const desk = await openDesk(db);
    const { id } = await openDoor(db, desk.tenantId, "Our CRM", { kind: "hubspot" });

    const text = said(await desk.types("Mona", "doctor"));

    assert.match(text, /HubSpot “Our CRM”.*: no token/);
    assert.match(text, new RegExp(`baton door ${id} --access -`));
  });

  it("says that a token is refused, and is content once the records were fetched", async (t) => {
    const { desk, renew } = await openFailing(t, ["7"]);

    const before = said(await desk.types("Mona", "doctor"));
    await renew();
    await desk.handlers.press(desk.as("Mona", "m1"), { verb: "retry_syncs", args: {}, version: 0 });
    await workOff(desk.world);
    const after = said(await desk.types("Mona", "doctor"));

    assert.match(
      before,
      /HubSpot “Our CRM”.*: 1 record was not fetched\. HubSpot refused the token/,
    );
    assert.match(after, /HubSpot “Our CRM”: records are fetched/);
  });

  it("says nothing of tokens where no door needs one", async () => {
    const desk = await openDesk(db);
    await openDoor(db, desk.tenantId, "Our CRM", { kind: "pipedrive" });

    assert.doesNotMatch(said(await desk.types("Mona", "doctor")), /token|fetched/);
  });
});
