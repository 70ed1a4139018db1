import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { testDb } from "../../support/db.ts";
import { givenLead, givenRouted } from "../../support/given.ts";
import { queued, workOff } from "../../support/queue.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A lead whose site does not exist: research has failed. */
async function givenFailed(): Promise<{ desk: Desk; leadId: string }> {
  const desk = await openDesk(db);
  const leadId = await givenLead(db, desk.tenantId);
  await workOff(desk.world);
  assert.equal((await desk.view(leadId)).state, "ENRICHMENT_FAILED");
  return { desk, leadId };
}

describe("retry", () => {
  it("reads the site again", async () => {
    const { desk, leadId } = await givenFailed();

    const answer = await desk.press("Rita", "retry", leadId);

    assert.equal(answer.kind, "replace");
    const { state, failure } = await desk.view(leadId);
    assert.deepEqual([state, failure], ["ENRICHING", null]);
    assert.ok((await queued(db)).includes(`enrich_company:${leadId}`));
    await workOff(desk.world);
    assert.equal((await desk.view(leadId)).state, "ENRICHMENT_FAILED");
  });

  it("pressed twice starts once, and the second press is told so", async () => {
    const { desk, leadId } = await givenFailed();
    await desk.press("Rita", "retry", leadId);

    const answer = await desk.press("Ravi", "retry", leadId);

    assert.match(said(answer), /^This card has moved on; here is where it stands\./);
    assert.deepEqual(await desk.acts(leadId), ["Rita move"]);
    await workOff(desk.world);
  });
});

describe("overruling a gate", () => {
  const dropped: Partial<LeadInput> = { flags: ["role_mail"], email: "info@acme.example" };

  it("sends the lead to research, by name and on record, and the gate stays open", async () => {
    const desk = await openDesk(db);
    const leadId = await givenLead(db, desk.tenantId, dropped);

    await desk.press("Rita", "wrong", leadId);

    assert.equal((await desk.view(leadId)).state, "ENRICHING");
    assert.deepEqual(await desk.acts(leadId), ["Rita move", "Rita overrule"]);
    await desk.submit("Rita", "fill_by_hand", leadId, { industry: "Logistics" });
    await workOff(desk.world);
    const { decision } = await desk.view(leadId);
    assert.notEqual(decision?.label, "Drop");
  });

  it("never reopens the door to somebody who asked not to be contacted", async () => {
    const desk = await openDesk(db);
    await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query(
        "insert into suppression (tenant_id, kind, value_index, reason, at) values ($1, 'email', $2, 'asked', now())",
        [tx.tenantId, tx.vault.blindIndex("email", "info@acme.example")],
      ),
    );
    const leadId = await givenLead(db, desk.tenantId, dropped);

    await desk.press("Rita", "wrong", leadId);
    await desk.submit("Rita", "fill_by_hand", leadId, { industry: "Logistics" });
    await workOff(desk.world);

    const { decision } = await desk.view(leadId);
    assert.equal(decision?.gate?.rule, "opt-out");
  });

  it("is too late for a lead that is on its way", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");

    const answer = await desk.press("Rita", "wrong", leadId);

    assert.match(said(answer), /^This card has moved on/);
    assert.equal((await desk.view(leadId)).state, "ASSIGNED");
  });
});
