import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { makeLeads } from "../../../bot/handlers/add-lead.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { workOff } from "../../support/queue.ts";
import { buttonsOf, type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("typing a company", () => {
  it("stores one arrival and lets its card follow where it was asked for", async () => {
    const desk = await openDesk(db);

    const answer = await desk.types("Rita", "northwind.example");

    assert.equal(answer.kind, "done");
    assert.deepEqual(await arrivals(desk), ["slack_command"]);
    await workOff(desk.world);
    assert.deepEqual(desk.slack.map(({ kind, to }) => [kind, to]).slice(0, 1), [["post", "C1"]]);
  });

  it("already here says who has it, and keeps the arrival all the same", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "A");
    await desk.press("Ravi", "claim", leadId);

    const answer = await desk.types("Rita", "acme.example");

    assert.equal(said(answer).split("\n")[0], "Already here: A · 86, Ravi has it since 09:00.");
    assert.deepEqual(buttonsOf(answer).get("Show card")?.args, { lead: leadId });
    assert.equal((await arrivals(desk)).length, 2);
  });

  it("already here tells an offer as an offer", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A"); // offered to Rita

    const answer = await desk.types("Ravi", "acme.example");

    assert.match(said(answer), /^Already here: A · 86, offered to Rita since 09:00\./);
  });

  it("by a name several companies share asks which, and the choice counts", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A");
    await givenRouted(db, desk.tenantId, "B", { company: "Acme Rail", domain: "acmerail.example" });

    const answer = await desk.types("Rita", "acme");

    const buttons = buttonsOf(answer);
    assert.deepEqual([...buttons.keys()], ["acme.example", "acmerail.example"]);
    const picked = await desk.press("Rita", "pick", "", { domain: "acmerail.example" });
    assert.match(said(picked), /^Already here: B · 71/);
  });

  it("is not for viewers", async () => {
    const desk = await openDesk(db);

    for (const text of [
      "northwind.example",
      "one.example two.example three.example four.example",
    ]) {
      assert.match(said(await desk.types("Vera", text)), /^You can look, not act\./);
    }
    assert.deepEqual(await arrivals(desk), []);
  });

  it("answers a free address with a question for the domain", async () => {
    const desk = await openDesk(db);

    const answer = await desk.types("Rita", "ana@gmail.com");

    assert.match(said(answer), /^gmail\.com is a free mail service/);
    assert.deepEqual(await arrivals(desk), []);
  });
});

describe("typing many companies", () => {
  const four = "one.example\ntwo.example\nthree.example\nfour.example";

  it("up to three starts at once", async () => {
    const desk = await openDesk(db);

    const answer = await desk.types("Rita", "one.example, two.example, three.example");

    assert.equal(answer.kind, "done");
    assert.equal((await arrivals(desk)).length, 3);
  });

  it("shows more than three first, and makes them once however often it is confirmed", async () => {
    const desk = await openDesk(db);

    const preview = await desk.types("Rita", four);
    const list = buttonsOf(preview).get("Make leads")?.args.list ?? "";
    assert.deepEqual(await arrivals(desk), []);
    const answers = await Promise.all(
      [1, 2, 3].map(() => makeLeads(desk.world, desk.as("Rita", "m1"), list)),
    );

    assert.equal((await arrivals(desk)).length, 4);
    const texts = answers.map(said).toSorted();
    assert.match(texts[0] ?? "", /^Looking at 4 companies\./);
    assert.match(texts[1] ?? "", /^This button is out of date\./);
  });

  it("is confirmed by whoever typed it, within a day, and by nobody else", async () => {
    const desk = await openDesk(db);
    const stranger = await openDesk(db);
    const preview = await desk.types("Rita", four);
    const list = buttonsOf(preview).get("Make leads")?.args.list ?? "";

    const byColleague = await desk.press("Ravi", "make_leads", "", { list });
    const byStranger = await stranger.press("Rita", "make_leads", "", { list });
    desk.clock.now = new Date(desk.clock.now.getTime() + 86_400_001);
    const tooLate = await desk.press("Rita", "make_leads", "", { list });

    for (const answer of [byColleague, byStranger, tooLate]) {
      assert.match(said(answer), /^This button is out of date\./);
    }
    assert.deepEqual([await arrivals(desk), await arrivals(stranger)], [[], []]);
  });

  it("cancelled adds nothing", async () => {
    const desk = await openDesk(db);
    const preview = await desk.types("Rita", four);

    const answer = await desk.press("Rita", "cancel", "", buttonsOf(preview).get("Cancel")?.args);

    assert.equal(said(answer), "Cancelled. Nothing was added.");
    assert.deepEqual(await arrivals(desk), []);
  });
});

function arrivals({ tenantId }: Desk): Promise<string[]> {
  return db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ channel: string }>("select channel from source_event");
    return rows.map((row) => row.channel);
  });
}
