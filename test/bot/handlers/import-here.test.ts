import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { Request } from "../../../bot/handlers/request.ts";
import { saveSetting } from "../../../db/settings.ts";
import { readUploadLink } from "../../../db/upload-links.ts";
import type { Surface } from "../../../pipeline/surface.ts";
import { testDb } from "../../support/db.ts";
import { testNow } from "../../support/world.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const places = [
  {
    place: "one's own messages in Slack",
    at: ["slack", "dm", "D1"],
    says: /file here/,
    expects: true,
  },
  {
    place: "a leads channel",
    at: ["slack", "channel", "CLEADS"],
    says: /into this channel\./,
    expects: true,
  },
  {
    place: "the alert channel",
    at: ["slack", "channel", "CALERTS"],
    says: /channel\./,
    expects: true,
  },
  {
    place: "any other channel",
    at: ["slack", "channel", "C1"],
    says: /mention me/,
    expects: false,
  },
  {
    place: "one's own chat in Teams",
    at: ["teams", "dm", "a:rita"],
    says: /Attach a CSV/,
    expects: true,
  },
  {
    place: "a channel of Teams",
    at: ["teams", "channel", "19:x"],
    says: /no files in channels/,
    expects: false,
  },
] as const;

describe("how a list of leads is handed in", () => {
  for (const { place, at, says, expects } of places) {
    it(`is told for ${place}, with a page of one's own`, async () => {
      const desk = await openDesk(db);
      await db.inTenant(desk.tenantId, (tx) =>
        saveSetting(tx, "channels.slack", { leads: "CLEADS", aLeads: "CALERTS" }, "test"),
      );
      const request = asking(desk, at[0], at[1], at[2]);

      const answer = await desk.handlers.command(request, "import");

      assert.match(said(answer), says);
      const [, token = ""] = /\/upload\/([\w-]+)/.exec(JSON.stringify(answer)) ?? [];
      const link = await readUploadLink(db, token, testNow);
      const [surface, kind, channelId] = at;
      const origin = { surface, kind, channelId, userId: request.who.userId, replyUrl: null };
      assert.deepEqual(link, {
        ...{ tenantId: desk.tenantId, personId: desk.ids.Rita },
        origin: { ...origin, personId: desk.ids.Rita },
      });
      assert.equal(await desk.handlers.expectsFiles(request), expects);
    });
  }

  it("is not told to whoever may only look", async () => {
    const desk = await openDesk(db);

    const answer = await desk.types("Vera", "import");

    assert.match(said(answer), /You can look, not act/);
  });
});

function asking(desk: Desk, surface: Surface, kind: "dm" | "channel", channelId: string): Request {
  const { who, place } = desk.as("Rita", null);
  return { who: { ...who, surface }, place: { ...place, kind, channelId } };
}
