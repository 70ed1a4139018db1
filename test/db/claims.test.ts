import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { handlersOf } from "../../bot/handlers/handlers.ts";
import type { Answer, Request } from "../../bot/handlers/request.ts";
import { toText } from "../../cards/to-text.ts";
import { byJob } from "../../db/audit.ts";
import { claimLead } from "../../db/claims.ts";
import { changeLead, findLead } from "../../db/leads.ts";
import { listTransitions } from "../../db/lists.ts";
import { testDb } from "../support/db.ts";
import { givenPerson, givenPool, givenRouted, givenTenant } from "../support/given.ts";
import { testNow, testWorld } from "../support/world.ts";

const by = byJob("test");
const crowd = Array.from({ length: 50 }, (_, index) => `Rep ${index + 1}`);

describe("claiming", () => {
  it("has one winner of 50, and 49 who hear the winner's name", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const people = await Promise.all(crowd.map((name) => givenPerson(db, tenantId, name)));
    const leadId = await givenRouted(db, tenantId, "B");

    const claims = await Promise.all(
      people.map((person) =>
        db.inTenant(tenantId, (tx) => claimLead(tx, leadId, person, testNow, by)),
      ),
    );

    const winner = claims.findIndex((claim) => claim.kind === "won");
    const losers = claims.filter((_, index) => index !== winner);
    assert.equal(losers.length, 49);
    for (const claim of losers) {
      const taken = { kind: "taken", personId: people[winner], name: crowd[winner], at: testNow };
      assert.deepEqual(claim, taken);
    }
    const trail = await db.inTenant(tenantId, (tx) => listTransitions(tx, leadId));
    assert.equal(trail.filter((step) => step.verb === "claim").length, 1);
  });

  it("has one winner of 50 who press, and 49 polite refusals that offer the next lead", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const people = await Promise.all(crowd.map((name) => givenPerson(db, tenantId, name)));
    const leadId = await givenRouted(db, tenantId, "A");
    await givenRouted(db, tenantId, "B", { company: "Litware", domain: "litware.example" });
    const { press } = handlersOf(testWorld(db));
    const claim = { verb: "claim", args: { lead: leadId }, version: 1 };
    const pressing = (name: string, index: number): Request => ({
      who: {
        personId: people[index] ?? "",
        name,
        role: "rep",
        tenantId,
        surface: index % 2 === 0 ? "slack" : "teams",
        userId: `U${name}`,
      },
      place: { channelId: "C1", kind: "channel", messageId: "1", replyUrl: null },
    });

    const answers = await Promise.all(
      crowd.map((name, index) => press(pressing(name, index), claim)),
    );

    const winner = answers.findIndex((answer) => answer.kind === "replace");
    assert.match(said(answers[winner]), new RegExp(`Claimed by ${crowd[winner]}\\b`));
    const refusals = answers.filter((_, index) => index !== winner).map(said);
    assert.equal(refusals.length, 49);
    for (const text of refusals) {
      assert.match(text, new RegExp(`^${crowd[winner]} took it 0 seconds ago\\.`));
      assert.match(text, /Next one for you: Litware \(B · 71\)\./);
    }
  });

  it("may be repeated by the winner", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const rita = await givenPerson(db, tenantId, "Rita");
    const leadId = await givenRouted(db, tenantId, "B");

    const claims = await db.inTenant(tenantId, async (tx) => [
      await claimLead(tx, leadId, rita, testNow, by),
      await claimLead(tx, leadId, rita, testNow, by),
    ]);

    const again = { kind: "taken", personId: rita, name: "Rita", at: testNow };
    assert.deepEqual(claims, [{ kind: "won" }, again]);
  });

  it("is over for a closed lead", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const rita = await givenPerson(db, tenantId, "Rita");
    const leadId = await givenRouted(db, tenantId, "B");

    const claim = await db.inTenant(tenantId, async (tx) => {
      await changeLead(tx, leadId, { closedAs: "lost" });
      return claimLead(tx, leadId, rita, testNow, by);
    });

    assert.deepEqual(claim, { kind: "closed" });
  });

  it("makes every copy of the card follow, and ends a snooze", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const rita = await givenPerson(db, tenantId, "Rita");
    await givenPool(db, tenantId, [rita]);
    const leadId = await givenRouted(db, tenantId, "B");

    const [before, after] = await db.inTenant(tenantId, async (tx) => {
      await changeLead(tx, leadId, { snoozedUntil: testNow });
      const before = await findLead(tx, leadId);
      await claimLead(tx, leadId, rita, testNow, by);
      return [before, await findLead(tx, leadId)];
    });

    assert.equal(after?.version, (before?.version ?? 0) + 1);
    assert.deepEqual([after?.claimedBy, after?.snoozedUntil], [rita, null]);
  });
});

function said(answer: Answer | undefined): string {
  assert.ok(answer?.kind === "replace" || answer?.kind === "whisper");
  return toText(answer.card);
}
