import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { outcomes } from "../../../pipeline/handoff/lead-view.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const desk = await openDesk(db);
let leads = 0;

/** A lead nobody claimed yet, at a company called like this. */
async function given(): Promise<{ desk: Desk; leadId: string; company: string }> {
  leads += 1;
  const company = `Acme${leads}`;
  const said = { company, domain: `${company}.example` };
  return { desk, company, leadId: await givenRouted(db, desk.tenantId, "B", said) };
}

describe("logging an outcome", () => {
  it("asks what happened, with every outcome to choose from", async () => {
    const { desk, leadId } = await given();

    const answer = await desk.press("Rita", "log_outcome", leadId);

    assert.ok(answer.kind === "form");
    const [field] = answer.form.fields;
    assert.deepEqual(field?.kind === "choice" && field.options.map(({ value }) => value), outcomes);
  });

  for (const outcome of outcomes) {
    const closes = ["not_a_fit", "won", "lost"].includes(outcome);
    it(`as ${outcome} is on the card and ${closes ? "closes the lead" : "leaves the lead open"}`, async () => {
      const { desk, leadId, company } = await given();
      await desk.press("Rita", "claim", leadId);

      await desk.submit("Rita", "log_outcome", leadId, { outcome, reason: "They said so." });

      const view = await desk.view(leadId);
      assert.deepEqual(
        [view.outcome?.outcome, view.outcome?.by, view.outcome?.reason],
        [outcome, "Rita", "They said so."],
      );
      const mine = said(await desk.types("Rita", "mine"));
      assert.equal(mine.includes(`${company} `), !closes);
    });
  }

  const values: [given: string, kept: number | null][] = [
    ["12000", 12_000],
    ["12,000", 12_000],
    ["12 000", 12_000],
    ["0", 0],
    ["", null],
  ];
  for (const [value, kept] of values) {
    it(`takes a value written "${value}"`, async () => {
      const { desk, leadId } = await given();

      await desk.submit("Rita", "log_outcome", leadId, { outcome: "won", value });

      assert.equal((await desk.view(leadId)).outcome?.value, kept);
    });
  }

  for (const value of ["lots", "-1", "1e13", "NaN", "Infinity", "0x"]) {
    it(`refuses the value "${value}" beside its field`, async () => {
      const { desk, leadId } = await given();

      const answer = await desk.submit("Rita", "log_outcome", leadId, { outcome: "won", value });

      assert.equal(said(answer), "value: Write a number, for example 12000.");
      assert.equal((await desk.view(leadId)).outcome, null);
    });
  }

  for (const outcome of ["", "sold", "__proto__"]) {
    it(`refuses the outcome "${outcome}"`, async () => {
      const { desk, leadId } = await given();

      const answer = await desk.submit("Rita", "log_outcome", leadId, { outcome });

      assert.equal(said(answer), "outcome: Choose what happened.");
    });
  }

  for (const reason of [
    "\u0000 and \u202E",
    `${"x".repeat(499)}😀`,
    "😀".repeat(10_000),
    "\uD800",
    "'; drop table lead; --",
  ]) {
    it(`keeps a reason like ${JSON.stringify(reason.slice(0, 30))} without falling over`, async () => {
      const { desk, leadId } = await given();

      await desk.submit("Rita", "log_outcome", leadId, { outcome: "lost", reason });

      const kept = (await desk.view(leadId)).outcome?.reason ?? "";
      assert.ok(kept.isWellFormed() && kept.length <= 500 && !kept.includes("\u0000"), kept);
    });
  }

  it("is for whoever has the lead, and for managers", async () => {
    const { desk, leadId } = await given();
    await desk.press("Rita", "claim", leadId);

    for (const answer of [
      await desk.press("Ravi", "log_outcome", leadId),
      await desk.submit("Ravi", "log_outcome", leadId, { outcome: "won" }),
      await desk.press("Ravi", "not_a_fit", leadId),
    ]) {
      assert.match(said(answer), /^Rita has this lead\./);
    }
    assert.equal((await desk.view(leadId)).outcome, null);

    await desk.submit("Mona", "log_outcome", leadId, { outcome: "won", value: "9000" });
    assert.equal((await desk.view(leadId)).outcome?.by, "Mona");
  });

  it("keeps every outcome and shows the latest", async () => {
    const { desk, leadId } = await given();
    await desk.submit("Rita", "log_outcome", leadId, { outcome: "meeting" });
    desk.clock.now = new Date(desk.clock.now.getTime() + 60_000);

    await desk.submit("Rita", "log_outcome", leadId, { outcome: "won" });

    assert.equal((await desk.view(leadId)).outcome?.outcome, "won");
    assert.deepEqual(await desk.acts(leadId), ["Rita log_outcome", "Rita log_outcome"]);
  });
});
