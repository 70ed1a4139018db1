import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { addAlias, companyOfDomain } from "../../../db/aliases.ts";
import { addKnownAccounts } from "../../../db/known-accounts.ts";
import { lockLead } from "../../../db/leads.ts";
import { saveSetting } from "../../../db/settings.ts";
import { ingestLead } from "../../../jobs/ingest/ingest-lead.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { testDb } from "../../support/db.ts";
import { givenArrival } from "../../support/given.ts";
import { workOff } from "../../support/queue.ts";
import { testNow } from "../../support/world.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

async function arrives(desk: Desk, lead: Partial<LeadInput>): Promise<string> {
  const { sourceEventId: id, leadRef } = await givenArrival(db, desk.tenantId, lead);
  await ingestLead.run({ tenantId: desk.tenantId, id }, desk.world);
  return leadRef;
}

async function optionsOf(desk: Desk, lead: string): Promise<{ value: string; label: string }[]> {
  const answer = await desk.press("Rita", "wrong_match", lead);
  assert.equal(answer.kind, "form", said(answer));
  const [field] = answer.form.fields;
  return field?.kind === "choice" ? [...field.options] : assert.fail("no choice");
}

describe("Report wrong match", () => {
  it("takes an arrival out into a lead of its own, which stays apart", async () => {
    const desk = await openDesk(db);
    const lead = await arrives(desk, { email: "ana@acme.example", name: "Ana" });
    const wrong = await arrives(desk, { name: "Zoe", email: "zoe@acme.example", title: "CEO" });
    const [option] = await optionsOf(desk, lead);
    assert.match(option?.label ?? "", /^intake, .*: Zoe, Acme$/);

    await desk.submit("Rita", "wrong_match", lead, { match: option?.value ?? "" });
    await workOff(desk.world);
    await arrives(desk, { name: "Zoe", email: "zoe@acme.example", domain: null });

    const [one, other] = [await desk.view(lead), await desk.view(wrong)];
    assert.equal(one.contact?.name, "Ana");
    assert.deepEqual([other.contact?.name, other.company.name], ["Zoe", "Acme"]);
    assert.equal((await optionsOf(desk, wrong)).length, 1, "what Zoe writes next is hers");
    assert.match(said(await desk.press("Rita", "wrong_match", lead)), /Nothing was matched/);
    assert.deepEqual(await desk.acts(lead), ["Rita unlink"]);
  });

  it("takes a domain from a company, and no redirect gives it back", async () => {
    const desk = await openDesk(db);
    const lead = await arrives(desk, {});
    await db.inTenant(desk.tenantId, async (tx) => {
      const { companyId } = await lockLead(tx, lead);
      const alias = {
        domain: "other.example",
        companyId,
        why: "redirect",
        evidence: null,
      } as const;
      await addAlias(tx, alias, testNow);
    });

    await desk.submit("Rita", "wrong_match", lead, { match: "alias:other.example" });

    await db.inTenant(desk.tenantId, async (tx) => {
      const { companyId } = await lockLead(tx, lead);
      assert.notEqual(await companyOfDomain(tx, "other.example"), companyId);
    });
  });

  it("says that a company is not the customer it was taken for, for good", async () => {
    const desk = await openDesk(db);
    const put = () =>
      db.inTenant(desk.tenantId, (tx) =>
        addKnownAccounts(tx, [{ name: "Acme", domain: "acme.example" }], {
          ...{ standing: "customer", importId: null, addedBy: String(Math.random()), at: testNow },
        }),
      );
    await put();
    const lead = await arrives(desk, {});
    assert.equal((await desk.view(lead)).decision?.gate?.rule, "customer");
    const [option] = await optionsOf(desk, lead);

    await desk.submit("Rita", "wrong_match", lead, { match: option?.value ?? "" });
    await put();
    await workOff(desk.world);

    assert.equal(option?.label, "Customer: Acme");
    const { decision, state } = await desk.view(lead);
    assert.deepEqual([decision, state], [null, "ENRICHMENT_FAILED"], "it was read, as any lead is");
  });

  it("has nothing to offer where nothing was matched, and refuses what it did not offer", async () => {
    const desk = await openDesk(db);
    const lead = await arrives(desk, {});

    const asked = await desk.press("Rita", "wrong_match", lead);
    const forged = await desk.submit("Rita", "wrong_match", lead, { match: "constructor:x" });
    const stale = await desk.submit("Rita", "wrong_match", lead, { match: `merge:${lead}` });

    assert.match(said(asked), /Nothing was matched/);
    assert.equal(forged.kind, "invalid");
    assert.match(said(stale), /settled/);
  });
});

describe("Forward", () => {
  it("sends a lead by hand to those somebody named for its kind", async () => {
    const desk = await openDesk(db);
    const lead = await arrives(desk, { freeText: "Hello there" });
    const none = await desk.press("Rita", "forward", lead);
    await db.inTenant(desk.tenantId, (tx) =>
      saveSetting(tx, "forwarding", { support: { slack: "#help", teams: null } }, "test"),
    );

    const form = await desk.press("Rita", "forward", lead);
    const wrong = await desk.submit("Rita", "forward", lead, { kind: "customer" });
    await desk.submit("Rita", "forward", lead, { kind: "support" });
    await workOff(desk.world);

    assert.match(said(none), /Nobody is set/);
    assert.equal(form.kind, "form");
    assert.equal(wrong.kind, "invalid");
    assert.equal(desk.slack.filter(({ to }) => to === "#help").length, 1);
    assert.deepEqual(await desk.acts(lead), ["Rita forward"]);
  });
});
