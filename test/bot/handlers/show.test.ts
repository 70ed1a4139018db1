import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { addDecision } from "../../../db/decisions.ts";
import { lockLead } from "../../../db/leads.ts";
import { testDb } from "../../support/db.ts";
import { decided, givenLead, givenRouted } from "../../support/given.ts";
import { openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("show", () => {
  it("draws the card for the asker alone, by domain, address or name", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A");

    for (const text of [
      "show acme.example",
      "show <http://acme.example|acme.example>",
      "show acme",
    ]) {
      const answer = await desk.types("Vera", text);
      assert.equal(answer.kind, "whisper");
      assert.match(said(answer), /^Acme · A · 86\n/);
    }
  });

  it("asks which one when a name means several", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A");
    await givenRouted(db, desk.tenantId, "B", { company: "Acme Rail", domain: "acmerail.example" });

    assert.match(said(await desk.types("Rita", "show acme")), /^Which acme\?/);
  });

  it("says what to do about a company nobody knows", async () => {
    const desk = await openDesk(db);

    const domain = await desk.types("Rita", "show nobody.example");
    const name = await desk.types("Rita", "show Nobody");

    assert.match(
      said(domain),
      /^I do not know nobody\.example yet\. Type .*\/lead nobody\.example/,
    );
    assert.match(said(name), /^I do not know a company called Nobody\./);
  });

  it("takes % and _ in a name for what they are", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A");

    for (const name of ["%", "A%", "____", "\\"]) {
      assert.doesNotMatch(said(await desk.types("Rita", `show ${name}`)), /A · 86/, name);
    }
  });

  it("does not know another tenant's lead", async () => {
    const [ours, theirs] = [await openDesk(db), await openDesk(db)];
    await givenRouted(db, theirs.tenantId, "A");

    assert.match(
      said(await ours.types("Rita", "show acme.example")),
      /^I do not know acme\.example/,
    );
    assert.match(said(await ours.types("Rita", "show acme")), /^I do not know a company/);
  });

  it("refreshes a pressed card to where it stands", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "A");
    await desk.press("Ravi", "claim", leadId);

    const answer = await desk.press("Vera", "refresh", leadId);

    assert.equal(answer.kind, "replace");
    assert.match(said(answer), /Claimed by Ravi/);
  });
});

describe("why", () => {
  it("opens the parts of the score, and what changed since last time", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "C");
    const careers = {
      name: "hiring",
      component: "INTENT",
      points: 7,
      because: "Hires six data engineers",
      evidence: { label: "Careers", url: "https://acme.example/careers" },
      observedAt: null,
    } as const;
    desk.clock.now = new Date(desk.clock.now.getTime() + 60_000);
    await db.inTenant(desk.tenantId, async (tx) => {
      const { companyId } = await lockLead(tx, leadId);
      const before = decided("C");
      const made = decided("C", { score: 55, parts: [...before.parts, careers] });
      await addDecision(tx, { leadId, companyId }, made, desk.clock.now);
    });

    const answer = await desk.press("Rita", "why", leadId);

    assert.equal(answer.kind, "form");
    assert.match(said(answer), /Hires six data engineers/);
    assert.match(
      said(answer),
      /\+7.*Hires six data engineers[\s\S]*\+7/,
      "once as a part, once as a change",
    );
  });

  it("says that research still runs", async () => {
    const desk = await openDesk(db);
    await givenLead(db, desk.tenantId);

    const answer = await desk.types("Rita", "why acme.example");

    assert.equal(said(answer), "Acme has no score yet: research is still running.");
  });
});

describe("trace", () => {
  it("lists everybody who was considered, and why not", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "B");

    const text = said(await desk.types("Rita", "trace acme.example"));

    assert.match(text, /Acme went to Rita\./);
    assert.match(text, /✓ Rita: /);
    assert.match(text, /✗ Ravi: /);
  });

  it("says that a parked lead went to nobody", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "D");

    const answer = await desk.types("Rita", "trace acme.example");

    assert.equal(said(answer), "Acme was not routed to anybody.");
  });
});
