import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { testDb } from "../../support/db.ts";
import { givenLead, givenRouted } from "../../support/given.ts";
import { queued } from "../../support/queue.ts";
import { buttonsOf, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("claiming a lead", () => {
  it("shows the presser the claimed card, and makes all other copies follow", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "A");

    const answer = await desk.press("Ravi", "claim", leadId);

    assert.equal(answer.kind, "replace");
    assert.match(said(answer), /Claimed by Ravi, 09:00/);
    assert.equal((await desk.view(leadId)).claimedBy?.name, "Ravi");
    assert.deepEqual(await desk.acts(leadId), ["Ravi claim"]);
    assert.ok((await queued(db)).includes(`deliver_card:${leadId}`));
  });

  it("by command says so in a sentence", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A");

    const first = await desk.types("Rita", "claim acme.example");
    const again = await desk.types("Rita", "claim Acme");

    assert.deepEqual([said(first), said(again)], ["Acme is yours.", "Acme is yours already."]);
  });

  it("from a list leaves the list where it is, and says so in a sentence", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "A");
    const list = desk.as("Rita", "m1");

    const press = { verb: "claim", args: { lead: leadId }, version: 0 };
    const answer = await desk.handlers.press(list, press);

    assert.deepEqual([answer.kind, said(answer)], ["whisper", "Acme is yours."]);
    assert.ok((await queued(db)).includes(`deliver_card:${leadId}`));
  });

  it("may be done while research still runs", async () => {
    const desk = await openDesk(db);
    const leadId = await givenLead(db, desk.tenantId);

    await desk.press("Rita", "claim", leadId);

    const view = await desk.view(leadId);
    assert.deepEqual([view.state, view.claimedBy?.name], ["ENRICHING", "Rita"]);
  });

  it("too late names who was faster, how long ago, and the best one not offered to others", async () => {
    const desk = await openDesk(db);
    const company = (name: string) => ({ company: name, domain: `${name.toLowerCase()}.example` });
    const leadId = await givenRouted(db, desk.tenantId, "A"); // offered to Rita, and so on in turn
    const next = await givenRouted(db, desk.tenantId, "B", company("Litware"));
    await givenRouted(db, desk.tenantId, "A", company("Hers"));
    await givenRouted(db, desk.tenantId, "C", company("Low"));
    await desk.press("Rita", "claim", leadId);
    desk.clock.now = new Date(desk.clock.now.getTime() + 4_000);

    const answer = await desk.press("Ravi", "claim", leadId);

    assert.match(
      said(answer),
      /^Rita took it 4 seconds ago\. Next one for you: Litware \(B · 71\)\./,
    );
    assert.deepEqual(buttonsOf(answer).get("Show card"), { verb: "show", args: { lead: next } });
    assert.equal((await desk.view(leadId)).claimedBy?.name, "Rita");
  });

  it("too late, when nothing else waits, only says who was faster", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "A");
    await desk.press("Rita", "claim", leadId);
    desk.clock.now = new Date(desk.clock.now.getTime() + 7_200_000);

    assert.equal(said(await desk.press("Ravi", "claim", leadId)), "Rita took it a while ago.");
  });

  it("that is closed says so and refreshes the card", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");
    await desk.press("Rita", "not_a_fit", leadId);

    const answer = await desk.press("Ravi", "claim", leadId);

    assert.equal(answer.kind, "replace");
    assert.match(said(answer), /^This lead is closed\./);
    assert.equal((await desk.view(leadId)).claimedBy, null);
  });

  it("is not for viewers", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");

    const answer = await desk.press("Vera", "claim", leadId);

    assert.equal(said(answer), "You can look, not act. Ask an admin to make you a rep.");
    assert.equal((await desk.view(leadId)).claimedBy, null);
  });
});

describe("releasing a lead", () => {
  it("puts it back into the queue for everybody", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");
    await desk.press("Rita", "claim", leadId);

    const answer = await desk.types("Rita", "release acme.example");

    assert.equal(said(answer), "Acme is back in the queue.");
    const { claimedBy, offeredTo } = await desk.view(leadId);
    assert.deepEqual([claimedBy, offeredTo], [null, null]);
    assert.match(said(await desk.types("Ravi", "queue")), /Acme/);
  });

  it("is for whoever has it, and for managers", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");
    await desk.press("Rita", "claim", leadId);

    const refused = await desk.press("Ravi", "release", leadId);
    assert.match(said(refused), /^Rita has this lead\. Ask them, or a manager\./);
    assert.equal((await desk.view(leadId)).claimedBy?.name, "Rita");

    await desk.press("Mona", "release", leadId);
    assert.equal((await desk.view(leadId)).claimedBy, null);
  });

  it("of an offer to somebody else says that it is one", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B"); // offered to Rita

    const refused = await desk.press("Ravi", "release", leadId);

    assert.match(said(refused), /^This lead is offered to Rita\. Ask them, or a manager\./);
    assert.equal((await desk.view(leadId)).offeredTo?.name, "Rita");
  });

  it("of one nobody has changes nothing and says so", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "D");

    const answer = await desk.press("Rita", "release", leadId);

    assert.match(said(answer), /^Nobody has Acme, so there is nothing to release\./);
    assert.deepEqual(await desk.acts(leadId), []);
  });
});
