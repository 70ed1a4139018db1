import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { saveSetting } from "../../../db/settings.ts";
import { matchKeys } from "../../../pipeline/ingest/dedupe.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { defaultPlaybook } from "../../../pipeline/score/playbook.ts";
import { testDb } from "../../support/db.ts";
import { givenLead } from "../../support/given.ts";
import { jobsFor, openScene, rowsOf, viewOf } from "../scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("ingest_lead", () => {
  it("sends a lead to research, and its card to the chat", async () => {
    const scene = await openScene(db);

    const leadId = await givenLead(scene, scene.tenantId);

    assert.equal((await viewOf(scene, leadId)).state, "ENRICHING");
    assert.deepEqual(await jobsFor(scene, leadId), ["deliver_card", "enrich_company"]);
  });

  const gated: { what: string; said: Partial<LeadInput>; rule: string }[] = [
    {
      what: "a disposable address",
      said: { email: "a@mailinator.com", flags: ["disposable_mail"] },
      rule: "disposable-email",
    },
    {
      what: "a mailbox instead of a person",
      said: { email: "info@acme.example", flags: ["role_mail"] },
      rule: "role-email",
    },
    { what: "a country nobody serves", said: { country: "KP" }, rule: "country-denied" },
  ];
  for (const { what, said, rule } of gated) {
    it(`drops ${what} without asking anybody anything`, async () => {
      const scene = await openScene(db);

      const leadId = await givenLead(scene, scene.tenantId, said);

      const { state, decision } = await viewOf(scene, leadId);
      assert.deepEqual([state, decision?.label, decision?.gate?.rule], ["STALE", "Drop", rule]);
      assert.deepEqual(await jobsFor(scene, leadId), ["deliver_card"], "no research is queued");
    });
  }

  it("drops whoever asked not to be contacted, however the address is written", async () => {
    const scene = await openScene(db);
    await scene.inTenant(scene.tenantId, (tx) => {
      const { emailNormal } = matchKeys({
        email: "anaweber@gmail.com",
        domain: null,
        externalId: null,
      });
      const index = tx.vault.blindIndex("email", emailNormal ?? "");
      return tx.client.query(
        "insert into suppression (tenant_id, kind, value_index, reason, at) values ($1, 'email', $2, 'asked', now())",
        [tx.tenantId, index],
      );
    });

    const leadId = await givenLead(scene, scene.tenantId, { email: "Ana.Weber+x@googlemail.com" });

    assert.equal((await viewOf(scene, leadId)).decision?.gate?.rule, "opt-out");
  });

  it("takes a mailbox with a budget above the tenant's own limit", async () => {
    const scene = await openScene(db);
    const playbook = { ...defaultPlaybook, roleMailBudget: 500 };
    await scene.inTenant(scene.tenantId, (tx) => saveSetting(tx, "playbook", playbook, "test"));
    const said = { email: "info@acme.example", flags: ["role_mail"] };

    const leadId = await givenLead(scene, scene.tenantId, { ...said, budget: 501 });

    assert.equal((await viewOf(scene, leadId)).state, "ENRICHING");
  });

  it("does not guess when the tenant's playbook is broken", async () => {
    const scene = await openScene(db);
    await scene.inTenant(scene.tenantId, (tx) =>
      saveSetting(tx, "playbook", { base: "x" }, "test"),
    );

    await assert.rejects(givenLead(scene, scene.tenantId), { name: "ZodError" });

    const events = await rowsOf(scene, "select status from source_event");
    assert.deepEqual(events, [{ status: "received" }], "it can be tried again");
  });

  it("lets a later arrival fill what the first left open, and overwrite nothing", async () => {
    const scene = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId, { title: "Head of Ops" });

    const later = { name: "Ana Weber", email: "ana@acme.example", title: "Intern" };
    await givenLead(scene, scene.tenantId, later);

    const { contact, version } = await viewOf(scene, leadId);
    assert.equal(contact?.name, "Ana Weber");
    assert.ok(version > 1, "the card follows");
  });

  it("writes every step into the event log", async () => {
    const scene = await openScene(db);

    const leadId = await givenLead(scene, scene.tenantId);
    await givenLead(scene, scene.tenantId);

    const events = await rowsOf(scene, "select topic, type, lead_id from event order by seq");
    assert.deepEqual(events, [
      { topic: "raw.events", type: "arrival.first", lead_id: leadId },
      { topic: "clean.events", type: "lead.created", lead_id: leadId },
      { topic: "raw.events", type: "arrival.again", lead_id: leadId },
    ]);
  });
});
