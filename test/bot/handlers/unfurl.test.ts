import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { type Desk, openDesk } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const ana = { email: "ana@acme.example", name: "Ana Weber", phone: "+49 30 901820" };

async function given(): Promise<{ desk: Desk; lead: string; link: string }> {
  const desk = await openDesk(db);
  const lead = await givenRouted(db, desk.tenantId, "A", ana);
  return { desk, lead, link: (await desk.view(lead)).evidenceUrl };
}

async function shown(desk: Desk, url: string, outsiders = false): Promise<string | undefined> {
  const card = await desk.handlers.unfurl(desk.tenantId, url, outsiders);
  return card && toText(card);
}

describe("a pasted link to a lead", () => {
  it("shows colleagues company, bucket, owner and state, and nobody's data", async () => {
    const { desk, link } = await given();

    const text = await shown(desk, link);

    assert.match(text ?? "", /Acme.*A · 86[\s\S]*acme\.example[\s\S]*Offered to Rita/);
    assert.doesNotMatch(text ?? "", /Ana|ana@|901820/);
  });

  it("shows outsiders the company and nothing of what we think or do", async () => {
    const { desk, link } = await given();

    const text = await shown(desk, link, true);

    assert.match(text ?? "", /Acme[\s\S]*acme\.example[\s\S]*for the team only/);
    assert.doesNotMatch(text ?? "", /Ana|ana@|901820|86|Rita|Offered|A ·/);
  });

  it("works for the lead's own address too", async () => {
    const { desk, lead } = await given();

    const text = await shown(desk, `${desk.world.publicUrl}/api/v1/leads/${lead}`);

    assert.match(text ?? "", /A · 86/);
  });

  it("never shows another tenant's lead, however it is linked", async () => {
    const { lead, link } = await given();
    const other = await openDesk(db);

    const seen = [
      await shown(other, link),
      await shown(other, `${other.world.publicUrl}/api/v1/leads/${lead}`),
    ];

    assert.deepEqual(seen, [undefined, undefined]);
  });

  it("shows nothing for a link that is forged, old, foreign or not to a lead", async () => {
    const { desk, link } = await given();
    const { publicUrl } = desk.world;
    const { pathname } = new URL(link);
    const forged = `${link.slice(0, -2)}${link.endsWith("AA") ? "BB" : "AA"}`;

    const links = [
      forged,
      `https://elsewhere.example${pathname}`,
      `${publicUrl}/bot`,
      `${publicUrl}/evidence/`,
      `${publicUrl}${pathname}/more`,
      `${publicUrl}/api/v1/leads/1' or '1'='1`,
      "not a link",
    ];
    for (const one of links) assert.equal(await shown(desk, one), undefined, one);

    desk.clock.now = new Date(desk.clock.now.getTime() + 40 * 86_400_000);
    assert.equal(await shown(desk, link), undefined);
  });
});
