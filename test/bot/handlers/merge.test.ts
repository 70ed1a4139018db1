import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { saveSetting } from "../../../db/settings.ts";
import { deliverCard } from "../../../jobs/handoff/deliver-card.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { workOff } from "../../support/queue.ts";
import { openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

async function twoLeads() {
  const desk = await openDesk(db);
  await db.inTenant(desk.tenantId, (tx) =>
    saveSetting(tx, "channels.slack", { leads: "#leads", aLeads: null }, "test"),
  );
  const early = { receivedAt: new Date("2026-02-01T09:00:00Z") };
  const a = await givenRouted(
    db,
    desk.tenantId,
    "B",
    { domain: "a.example", company: "Aha" },
    early,
  );
  const b = await givenRouted(db, desk.tenantId, "C", { domain: "b.example", company: "Boo" });
  for (const id of [a, b]) await deliverCard.run({ tenantId: desk.tenantId, id }, desk.world);
  await workOff(desk.world);
  return { desk, a, b };
}

describe("/lead merge", () => {
  it("makes one lead of two; the absorbed card says where it went, and its buttons act on the survivor", async () => {
    const { desk, a, b } = await twoLeads();

    const answer = await desk.types("Mona", "merge b.example a.example");
    await workOff(desk.world);
    const last = desk.slack.findLast(({ card }) => card.id === b);
    const claimed = await desk.press("Rita", "claim", b);

    const { mergedInto } = await desk.view(b);
    const survivor = mergedInto?.id ?? a;
    assert.match(said(answer), /counts as .* from now on/);
    assert.equal(survivor, a);
    assert.match(toText(last?.card ?? assert.fail()), /Boo counts as Aha by now/);
    assert.match(said(claimed), /Claimed by Rita/);
    assert.deepEqual([(await desk.view(a)).claimedBy?.name], ["Rita"]);
    assert.deepEqual(await desk.acts(b), ["Mona merge"]);
    assert.deepEqual(await desk.acts(a), ["Mona absorb", "Rita claim"]);
  });

  it("is taken back by /lead unmerge of either, and both cards are whole again", async () => {
    for (const domain of ["a.example", "b.example"]) {
      const { desk, a, b } = await twoLeads();
      await desk.types("Mona", "merge a.example b.example");
      await workOff(desk.world);

      const answer = await desk.types("Mona", `unmerge ${domain}`);
      await workOff(desk.world);

      assert.match(said(answer), /are two companies again/);
      for (const [id, name] of [
        [a, "Aha"],
        [b, "Boo"],
      ] as const) {
        const last = desk.slack.findLast(({ card }) => card.id === id);
        assert.match(toText(last?.card ?? assert.fail()), new RegExp(`^${name} `));
        assert.equal((await desk.view(id)).mergedInto, null);
      }
    }
  });

  const refused: [typed: string, says: RegExp][] = [
    ["merge a.example", /Which two\?/],
    ["merge", /Which two\?/],
    ["merge a.example nowhere.example", /do not know nowhere\.example/],
    ["merge a.example a.example", /one company already/],
    ["unmerge a.example", /never merged/],
    ["unmerge nowhere.example", /do not know nowhere\.example/],
  ];
  for (const [typed, says] of refused) {
    it(`answers "${typed}" with what to do`, async () => {
      const { desk } = await twoLeads();

      assert.match(said(await desk.types("Mona", typed)), says);
    });
  }

  it("is not for viewers", async () => {
    const { desk, b } = await twoLeads();

    await desk.types("Vera", "merge a.example b.example");

    assert.equal((await desk.view(b)).mergedInto, null);
  });
});

describe("/lead list customers", () => {
  it("counts every list and says when something was last put on it", async () => {
    const { desk } = await twoLeads();

    const text = said(await desk.types("Vera", "list customers"));

    assert.match(text, /Customers · empty/);
  });
});
