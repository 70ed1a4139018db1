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

describe("filling in by hand", () => {
  it("asks for what a colleague may know", async () => {
    const { desk, leadId } = await givenFailed();

    const answer = await desk.press("Rita", "fill_by_hand", leadId);

    const fields = answer.kind === "form" ? answer.form.fields.map(({ name }) => name) : [];
    assert.deepEqual(fields, ["industry", "employees", "country", "note"]);
  });

  it("scores the lead on it, with the colleague as the source", async () => {
    const { desk, leadId } = await givenFailed();

    await desk.submit("Rita", "fill_by_hand", leadId, {
      industry: "Logistics",
      employees: "180",
      country: "Germany",
      note: "Met them at a fair.",
    });
    await workOff(desk.world);

    const view = await desk.view(leadId);
    assert.equal(view.state === "ENRICHMENT_FAILED", false);
    assert.ok((view.decision?.score ?? 0) > 40);
    const said = view.facts.map((fact) => [fact.name, fact.provider, fact.quote]);
    assert.deepEqual(said.toSorted(), [
      ["employees", "person", "Rita said so"],
      ["hq_country", "person", "Rita said so"],
      ["industry", "person", "Rita said so"],
    ]);
  });

  const wrong: [values: Record<string, string>, answer: RegExp][] = [
    [{}, /^industry: Fill in at least one field\.$/],
    [{ employees: "many" }, /^employees: Write a whole number/],
    [{ employees: "-5" }, /^employees: /],
    [{ country: "Atlantis" }, /^country: /],
    [{ industry: "\u0000\u200B" }, /^industry: Fill in/],
  ];
  for (const [values, expected] of wrong) {
    it(`refuses ${JSON.stringify(values)} beside its field, and nothing changes`, async () => {
      const { desk, leadId } = await givenFailed();

      const answer = await desk.submit("Rita", "fill_by_hand", leadId, values);

      assert.match(said(answer), expected);
      assert.deepEqual((await desk.view(leadId)).facts, []);
    });
  }
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
