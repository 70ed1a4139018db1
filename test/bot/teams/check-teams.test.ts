import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkTeams } from "../../../bot/teams/check-teams.ts";
import { teamsMemory } from "../../../bot/teams-memory.ts";
import { rememberConversation } from "../../../db/conversations.ts";
import { addEffect } from "../../../db/effects.ts";
import { routeEvent } from "../../../db/schema.ts";
import { testDb } from "../../support/db.ts";
import { givenTenant } from "../../support/given.ts";

describe("Teams in the doctor's report", () => {
  it("is not there where Baton was never heard, then says as which app, then that it was removed", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const memory = teamsMemory(db, () => true);

    const before = await checkTeams(db, tenantId);
    await memory.remember(tenantId, {
      conversationId: "19:leads",
      kind: "channel",
      teamId: null,
      serviceUrl: "https://smba.trafficmanager.net/teams/",
      botId: "28:11111111-2222-4333-8444-555555555555",
      userId: "29:rita",
      aadObjectId: null,
      entraTenantId: "entra-1",
    });
    const [there] = await checkTeams(db, tenantId);
    await memory.forget(tenantId, "19:leads", null);
    const [gone] = await checkTeams(db, tenantId);

    assert.deepEqual(before, []);
    const detail = "1 known, as 11111111-2222-4333-8444-555555555555";
    assert.partialDeepStrictEqual(there, { ok: true, detail, fix: null });
    assert.partialDeepStrictEqual(gone, {
      ok: false,
      detail: "Baton was removed from all of them",
    });
  });

  it("names what went wrong in the last hour", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    await db.inTenant(tenantId, async (tx) => {
      const known = { userId: null, teamId: null };
      await rememberConversation(tx, "teams", "19:leads", known, { botId: "28:baton" });
      await addEffect(tx, {
        leadId: null,
        effectKey: "card:1",
        channel: "teams",
        kind: "post_card",
        lane: "teams:19:leads",
        priority: 0,
        target: {},
        payload: null,
      });
      await tx.update(routeEvent).set({ response: { error: "Teams answered 429" } });
    });

    const [check] = await checkTeams(db, tenantId);

    assert.partialDeepStrictEqual(check, {
      ok: false,
      detail: "1 known, as baton; last error: Teams answered 429",
    });
  });
});
