import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { byJob, moveLead } from "../../../db/audit.ts";
import { claimLead } from "../../../db/claims.ts";
import { addDecision } from "../../../db/decisions.ts";
import { addOutcome } from "../../../db/feedback.ts";
import { changeLead, lockLead } from "../../../db/leads.ts";
import { readActLink } from "../../../db/links.ts";
import { saveSetting } from "../../../db/settings.ts";
import { deliverCard } from "../../../jobs/handoff/deliver-card.ts";
import type { Webhooks } from "../../../pipeline/handoff/webhook-urls.ts";
import type { Label } from "../../../pipeline/score/decision.ts";
import { testDb } from "../../support/db.ts";
import { decided, givenLead, givenPerson, givenRouted, givenScored } from "../../support/given.ts";
import { sendOutbox } from "../../support/outbox.ts";
import { testDurations, testNow, testWorld } from "../../support/world.ts";
import { openScene, rowsOf } from "../scene.ts";
import { ok, slackAddress, teamsAddress, webhookServer } from "./webhook-server.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const asked = {
  surface: "slack",
  channelId: "C1",
  kind: "channel",
  userId: "URita",
  personId: "00000000-0000-4000-8000-000000000000",
  replyUrl: null,
} as const;

describe("a webhook", () => {
  it("is silent while research runs, and tells of a scored lead once in each chat", async () => {
    await using desk = await scene();
    const lead = await givenLead(db, desk.tenantId);
    await desk.deliver(lead);
    assert.equal(desk.heard.length, 0);
    await desk.score(lead, "A");

    for (let run = 0; run < 3; run += 1) {
      await desk.change(lead);
      await desk.deliver(lead);
    }

    assert.deepEqual(desk.heard.map(({ host }) => host).sort(), [
      "hooks.slack.com",
      "prod-1.westeurope.logic.azure.com",
    ]);
    assert.match(desk.heard[0]?.text ?? "", /Acme.*A · 86/);
  });

  it("carries links that open what they say", async () => {
    await using desk = await scene({ teams: null });
    const lead = await givenScored(db, desk.tenantId, "A");

    await desk.deliver(lead);

    const [, token = ""] = /\/act\/(claim\.[\w-]+)/.exec(desk.heard[0]?.text ?? "") ?? [];
    assert.deepEqual(await readActLink(db, token, testNow), {
      tenantId: desk.tenantId,
      leadId: lead,
      verb: "claim",
    });
  });

  it("adds a line when the lead is claimed, and one when it is known how it went", async () => {
    await using desk = await scene({ teams: null });
    const rita = await givenPerson(db, desk.tenantId, "Rita");
    const lead = await givenRouted(db, desk.tenantId, "A");
    await desk.deliver(lead);

    await desk.claim(lead, rita);
    await desk.deliver(lead);
    await desk.deliver(lead);
    await desk.meet(lead, rita);
    await desk.deliver(lead);

    const [first, claimed, met, ...more] = desk.heard.map(({ text }) => text);
    assert.match(first ?? "", /Claim>/);
    assert.match(claimed ?? "", /Acme.*Claimed by Rita.*\/act\/log_outcome\./);
    assert.match(met ?? "", /Acme.*Meeting booked by Rita/);
    assert.deepEqual(more, []);
  });

  it("does not repeat in a line what the message said already", async () => {
    await using desk = await scene({ teams: null });
    const rita = await givenPerson(db, desk.tenantId, "Rita");
    const lead = await givenRouted(db, desk.tenantId, "A");
    await desk.claim(lead, rita);

    for (let run = 0; run < 2; run += 1) await desk.deliver(lead);

    assert.equal(desk.heard.length, 1);
    assert.match(desk.heard[0]?.text ?? "", /Claimed by .*Rita/);
  });

  it("tells of a claim that was made while the message was on its way", async () => {
    await using desk = await scene({ teams: null });
    const rita = await givenPerson(db, desk.tenantId, "Rita");
    const lead = await givenRouted(db, desk.tenantId, "A");
    desk.mode.answer = (message, response, request) => {
      desk.mode.answer = ok;
      void desk.claim(lead, rita).then(() => ok(message, response, request));
    };
    await desk.deliver(lead);

    await desk.deliver(lead);

    assert.deepEqual(
      desk.heard.map(({ text }) => /Claimed by/.test(text)),
      [false, true],
    );
  });

  it("tells of A leads first", async () => {
    await using desk = await scene({ teams: null });
    const labels = ["C", "B", "A"] as const;
    for (const label of labels) {
      const said = { company: `Company ${label}`, domain: `${label.toLowerCase()}.example` };
      const lead = await givenScored(db, desk.tenantId, label, said);
      await deliverCard.run({ tenantId: desk.tenantId, id: lead }, desk.world);
    }

    await sendOutbox(desk.world, desk.tenantId);

    const names = desk.heard.map(({ text }) => /Company [ABC]/.exec(text)?.[0]);
    assert.deepEqual(names, ["Company A", "Company B", "Company C"]);
  });

  it("leaves leads alone that were dropped, closed, or asked for in a chat", async () => {
    await using desk = await scene({ teams: null });
    const apart = (name: string) => ({ company: name, domain: `${name.toLowerCase()}.example` });
    const dropped = await givenScored(db, desk.tenantId, "Drop", apart("Dropped"));
    const asking = await givenScored(db, desk.tenantId, "A", apart("Asked"), { origin: asked });
    const closed = await givenRouted(db, desk.tenantId, "A", apart("Closed"));
    const rita = await givenPerson(db, desk.tenantId, "Rita");
    await desk.meet(closed, rita, "won");

    for (const lead of [dropped, asking, closed]) await desk.deliver(lead);

    assert.deepEqual(desk.heard, []);
  });

  it("is asked again after an answer was lost, which a copy at most costs", async () => {
    await using desk = await scene({ teams: null });
    const lead = await givenScored(db, desk.tenantId, "A");
    desk.mode.answer = (_, response) => response.destroy();
    await desk.deliver(lead);
    desk.mode.answer = ok;

    await desk.release();
    await sendOutbox(desk.world, desk.tenantId);

    assert.equal(desk.heard.length, 2);
    assert.deepEqual(await desk.effects(), [{ status: "sent", attempts: 2, copies: 1 }]);
  });

  it("is not asked again after a final no, and not at all once its setting is gone", async () => {
    await using desk = await scene({ teams: null });
    desk.mode.answer = (_, response) => response.writeHead(404).end("no_service");
    const refused = await givenScored(db, desk.tenantId, "A");
    await desk.deliver(refused);
    const said = { company: "Other", domain: "other.example" };
    const late = await givenScored(db, desk.tenantId, "A", said);
    await deliverCard.run({ tenantId: desk.tenantId, id: late }, desk.world);
    await desk.set({ slack: null, teams: null });

    await sendOutbox(desk.world, desk.tenantId);

    assert.equal(desk.heard.length, 1);
    const rows = await rowsOf(
      desk,
      "select status, response_json->>'error' as why from route_event order by created_at",
    );
    assert.deepEqual(rows, [
      { status: "failed", why: "no_service" },
      { status: "failed", why: "there is no such webhook any more" },
    ]);
  });

  it("of one tenant hears nothing of another's leads", async () => {
    await using desk = await scene({ teams: null });
    await using other = await scene({ slack: null, teams: null });
    const lead = await givenScored(db, other.tenantId, "A");

    await other.deliver(lead);

    assert.deepEqual([desk.heard, other.heard], [[], []]);
  });
});

/** A tenant whose chats allow no apps, with a server that stands in for both webhooks. */
async function scene(own: Partial<Webhooks> = {}) {
  const opened = await openScene(db);
  const { tenantId } = opened;
  const server = await webhookServer();
  const durations = { ...testDurations, providerMs: 1_000, backOffMs: 60_000 };
  const world = testWorld(db, { web: server.web, durations });
  const within = <T>(work: Parameters<typeof db.inTenant<T>>[1]) => db.inTenant(tenantId, work);
  const set = (webhooks: Webhooks) => within((tx) => saveSetting(tx, "webhooks", webhooks, "test"));
  await set({ slack: slackAddress, teams: teamsAddress, ...own });
  return {
    ...opened,
    ...server,
    world,
    set,
    async deliver(id: string) {
      await deliverCard.run({ tenantId, id }, world);
      await sendOutbox(world, tenantId);
    },
    score: (leadId: string, label: Label) =>
      within(async (tx) => {
        const { companyId } = await lockLead(tx, leadId);
        await addDecision(tx, { leadId, companyId }, decided(label), testNow);
        await moveLead(tx, leadId, "ENRICHING", "SCORED", byJob("test"));
      }),
    change: (id: string) => within((tx) => changeLead(tx, id, {})),
    claim: (id: string, personId: string) =>
      within((tx) => claimLead(tx, id, personId, testNow, byJob("test"))),
    meet: (leadId: string, personId: string, outcome: "meeting" | "won" = "meeting") =>
      within((tx) =>
        addOutcome(tx, { leadId, personId, outcome, reason: null, value: null }, testNow),
      ),
    /** Gives lost effects back, as time would. */
    release: () =>
      within((tx) =>
        tx.client.query("update route_event set lease_until = now(), next_at = now()"),
      ),
    effects: () => rowsOf(opened, "select status, attempts, copies from route_event"),
    [Symbol.asyncDispose]: server.close,
  };
}
