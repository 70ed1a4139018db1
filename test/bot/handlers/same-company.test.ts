import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { addKnownAccounts } from "../../../db/known-accounts.ts";
import { sameQuestion } from "../../../db/schema.ts";
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

/** A desk whose leads channel is `#leads`, and a lead of each of these that came by a form. */
async function deskWith(...leads: Partial<LeadInput>[]) {
  const desk = await openDesk(db);
  await db.inTenant(desk.tenantId, (tx) =>
    saveSetting(tx, "channels.slack", { leads: "#leads", aLeads: null }, "test"),
  );
  const ids: string[] = [];
  for (const lead of leads) ids.push(await arrives(desk, lead));
  return { desk, ids };
}

async function arrives(desk: Desk, lead: Partial<LeadInput>): Promise<string> {
  const { sourceEventId: id, leadRef } = await givenArrival(db, desk.tenantId, lead);
  await ingestLead.run({ tenantId: desk.tenantId, id }, desk.world);
  return leadRef;
}

/** The questions that stand in a channel, as they read now. */
function questions(desk: Desk) {
  const cards = desk.slack.flatMap(({ card }) => (card.id.startsWith("same:") ? card : []));
  return [...new Map(cards.map((card) => [card.id, card])).values()];
}

/** How many pairs were ever asked about. */
async function count(desk: Desk): Promise<number> {
  const asked = await db.inTenant(desk.tenantId, (tx) => tx.select().from(sameQuestion));
  return asked.length;
}

const gmbh = { company: "Acme Robotics GmbH", domain: "acme-robotics.example", country: "DE" };
const alike = { company: "ACME Robotics", domain: null, email: "ana@gmail.com" };

describe("two companies that look alike", () => {
  it("are asked about where leads are talked about, side by side", async () => {
    const { desk } = await deskWith(gmbh, alike);

    await workOff(desk.world);

    const [question, ...others] = questions(desk);
    assert.equal(others.length, 0);
    const text = toText(question ?? assert.fail("nobody was asked"));
    for (const word of ["Same company?", "acme-robotics.example", "Merge", "Not the same"]) {
      assert.match(text, new RegExp(word.replace("?", "\\?")));
    }
  });

  it("are one after Merge, and two again after Split again", async () => {
    const { desk, ids } = await deskWith(gmbh, alike);
    await workOff(desk.world);
    const question = questions(desk)[0]?.id.slice("same:".length) ?? "";
    const press = (verb: string) =>
      desk.handlers.press(desk.as("Mona", "m1"), { verb, args: { question }, version: 1 });

    const merged = await press("same_yes");
    await workOff(desk.world);
    const views = await Promise.all(ids.map((id) => desk.view(id)));
    const split = await press("same_split");
    await workOff(desk.world);

    assert.match(said(merged), /counts as[\s\S]*Said by Mona[\s\S]*Split again/);
    assert.equal(views.filter(({ mergedInto }) => mergedInto).length, 1);
    assert.match(said(split), /are two companies/);
    for (const id of ids) assert.equal((await desk.view(id)).mergedInto, null);
  });

  it("are never asked about again once somebody said no", async () => {
    const { desk } = await deskWith(gmbh, alike);
    await workOff(desk.world);
    const question = questions(desk)[0]?.id.slice("same:".length) ?? "";
    const args = { question };
    await desk.handlers.press(desk.as("Rita", "m1"), { verb: "same_no", args, version: 1 });

    await workOff(desk.world);
    await arrives(desk, gmbh);
    await arrives(desk, alike);
    await workOff(desk.world);

    const settled = questions(desk).find(({ id }) => id === `same:${question}`);
    assert.match(toText(settled ?? assert.fail()), /are two companies/);
    assert.equal(await count(desk), 1);
  });

  it("say so to whoever presses second", async () => {
    const { desk } = await deskWith(gmbh, alike);
    await workOff(desk.world);
    const question = questions(desk)[0]?.id.slice("same:".length) ?? "";
    const press = (name: "Rita" | "Mona", verb: string) =>
      desk.handlers.press(desk.as(name, "m1"), { verb, args: { question }, version: 1 });

    const answers = await Promise.all([press("Rita", "same_yes"), press("Mona", "same_yes")]);

    assert.equal(answers.filter((one) => said(one).includes("settled this")).length, 1);
  });
});

describe("a company by the name of a customer", () => {
  const onList = (desk: Desk) =>
    db.inTenant(desk.tenantId, (tx) =>
      addKnownAccounts(tx, [{ name: "Acme Robotics", domain: null }], {
        ...{ standing: "customer", importId: null, addedBy: "test", at: testNow },
      }),
    );

  it("is asked about, and stopped once somebody says it's them", async () => {
    const { desk } = await deskWith();
    await onList(desk);
    const lead = await arrives(desk, gmbh);
    await workOff(desk.world);
    const [card] = questions(desk);
    assert.match(toText(card ?? assert.fail()), /looks like your customer Acme Robotics/);

    const args = { question: card?.id.slice("same:".length) ?? "" };
    await desk.handlers.press(desk.as("Rita", "m1"), { verb: "same_yes", args, version: 1 });
    await workOff(desk.world);

    const { decision, state } = await desk.view(lead);
    assert.deepEqual([decision?.gate?.rule, state], ["customer", "STALE"]);
  });

  it("goes on as a lead when it is not them, and nobody asks again", async () => {
    const { desk } = await deskWith();
    await onList(desk);
    const lead = await arrives(desk, gmbh);
    await workOff(desk.world);
    const args = { question: questions(desk)[0]?.id.slice("same:".length) ?? "" };

    await desk.handlers.press(desk.as("Rita", "m1"), { verb: "same_no", args, version: 1 });
    await onList(desk);
    await arrives(desk, gmbh);
    await workOff(desk.world);

    assert.equal((await desk.view(lead)).decision?.gate ?? null, null);
    assert.equal(questions(desk).length, 1);
  });
});
