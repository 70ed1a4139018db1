import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { deliverCard } from "../../../jobs/handoff/deliver-card.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { sendOutbox } from "../../support/outbox.ts";
import { type Desk, type Name, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A lead whose card stands in C1. */
async function given(): Promise<{ desk: Desk; leadId: string; react: React }> {
  const desk = await openDesk(db);
  const asked = { surface: "slack", channelId: "C1", kind: "channel", userId: "URita" } as const;
  const origin = { ...asked, personId: desk.ids.Rita, replyUrl: null };
  const leadId = await givenRouted(db, desk.tenantId, "B", {}, { origin });
  await deliverCard.run({ tenantId: desk.tenantId, id: leadId }, desk.world);
  await sendOutbox(desk.world, desk.tenantId);
  const react: React = (name, emoji, added = true, messageId = "slack-1") =>
    desk.handlers.react(desk.as(name, messageId), { emoji, added });
  return { desk, leadId, react };
}

type React = (name: Name, emoji: string, added?: boolean, messageId?: string) => Promise<void>;

describe("reactions", () => {
  it("are opinions with their weight, and stand on the card", async () => {
    const { desk, leadId, react } = await given();

    await react("Rita", "🔥");

    const rows = await feedback(desk);
    assert.deepEqual(rows, [{ emoji: "🔥", outcome: "hot", weight: 2, standing: true }]);
    assert.deepEqual((await desk.view(leadId)).feedback, [{ emoji: "🔥", names: ["Rita"] }]);
  });

  it("of two people who disagree are both kept", async () => {
    const { desk, leadId, react } = await given();

    await react("Rita", "👍");
    await react("Ravi", "👎");

    assert.deepEqual((await desk.view(leadId)).feedback, [
      { emoji: "👍", names: ["Rita"] },
      { emoji: "👎", names: ["Ravi"] },
    ]);
    const rows = await feedback(desk);
    assert.deepEqual(
      rows.map(({ weight, standing }) => [weight, standing]),
      [
        [1, true],
        [-1, true],
      ],
    );
  });

  it("taken back are gone from the card and kept in the books", async () => {
    const { desk, leadId, react } = await given();
    await react("Rita", "👍");
    await react("Rita", "👍", false);
    await react("Rita", "👍", false);

    assert.deepEqual((await desk.view(leadId)).feedback, []);
    assert.deepEqual(
      (await feedback(desk)).map(({ standing }) => standing),
      [false],
    );
    assert.deepEqual(await desk.acts(leadId), ["Rita react", "Rita unreact"]);

    await react("Rita", "👍");
    assert.deepEqual((await desk.view(leadId)).feedback, [{ emoji: "👍", names: ["Rita"] }]);
  });

  it("given six times are one opinion", async () => {
    const { desk, react } = await given();

    await Promise.all(Array.from({ length: 6 }, () => react("Rita", "👍")));

    assert.equal((await feedback(desk)).length, 1);
  });

  it("without meaning, on other messages or by viewers are ignored", async () => {
    const { desk, leadId, react } = await given();
    const before = await desk.view(leadId);

    await react("Rita", "🦄");
    await react("Rita", "👍", true, "somebody else's message");
    await react("Vera", "👍");

    assert.deepEqual(await desk.view(leadId), before);
  });

  it("work as buttons too: pressed again they are taken back", async () => {
    const { desk, leadId } = await given();

    await desk.press("Rita", "react", leadId, { emoji: "🧊" });
    assert.deepEqual((await desk.view(leadId)).feedback, [{ emoji: "🧊", names: ["Rita"] }]);
    await desk.press("Rita", "react", leadId, { emoji: "🧊" });
    assert.deepEqual((await desk.view(leadId)).feedback, []);
  });

  it("that no button of ours offers are refused", async () => {
    const { desk, leadId } = await given();

    const answer = await desk.press("Rita", "react", leadId, { emoji: "<script>" });

    assert.match(said(answer), /^This button is out of date\./);
    assert.deepEqual(await feedback(desk), []);
  });
});

function feedback(desk: Desk) {
  return db.inTenant(desk.tenantId, async (tx) => {
    const { rows } = await tx.client.query<{
      emoji: string;
      outcome: string;
      weight: number;
      standing: boolean;
    }>("select emoji, outcome, weight, withdrawn_at is null as standing from feedback order by id");
    return rows;
  });
}
