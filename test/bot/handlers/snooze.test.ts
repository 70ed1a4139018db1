import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const shared = await openDesk(db);
let leads = 0;

/** It is Sunday, 1 March 2026, nine o'clock. */
async function given(desk = shared): Promise<{ desk: Desk; leadId: string }> {
  leads += 1;
  const domain = desk === shared ? `acme${leads}.example` : "acme.example";
  return { desk, leadId: await givenRouted(db, desk.tenantId, "B", { domain }) };
}

describe("putting a lead aside", () => {
  it("asks until when", async () => {
    const { desk, leadId } = await given();

    const answer = await desk.press("Rita", "snooze", leadId);

    assert.deepEqual(answer.kind === "form" && answer.form.fields.map(({ name }) => name), [
      "until",
      "date",
      "note",
    ]);
  });

  const days: [values: Record<string, string>, until: string][] = [
    [{ until: "tomorrow" }, "2026-03-02T09:00:00.000Z"],
    [{ until: "3d" }, "2026-03-04T09:00:00.000Z"],
    [{ until: "mon" }, "2026-03-02T09:00:00.000Z"],
    [{ until: "date", date: "2026-04-01" }, "2026-04-01T09:00:00.000Z"],
  ];
  for (const [values, until] of days) {
    it(`until ${Object.values(values).at(-1)} means ${until}`, async () => {
      const { desk, leadId } = await given();

      await desk.submit("Rita", "snooze", leadId, { ...values, note: "budget first" });

      const { snooze } = await desk.view(leadId);
      assert.deepEqual(snooze, { until: new Date(until), by: "Rita", note: "budget first" });
      const { rows } = await db.owner.query(
        "select run_at from graphile_worker.jobs where key = $1",
        [`wake_lead:${leadId}`],
      );
      assert.deepEqual(rows, [{ run_at: new Date(until) }]);
    });
  }

  it("means nine in the morning where the tenant is", async () => {
    const { desk, leadId } = await given(await openDesk(db));
    await db.owner.query(
      "update registry.tenant set time_zone = 'America/New_York' where id = $1",
      [desk.tenantId],
    );

    await desk.submit("Rita", "snooze", leadId, { until: "date", date: "2026-03-09" });

    const { snooze } = await desk.view(leadId);
    assert.deepEqual(
      snooze?.until,
      new Date("2026-03-09T13:00:00Z"),
      "summer time began the day before",
    );
  });

  it("takes the lead out of the queue until it wakes", async () => {
    const { desk, leadId } = await given(await openDesk(db));

    const answer = await desk.types("Rita", "snooze acme.example 3d budget meeting first");

    assert.equal(said(answer), "Acme comes back on Wednesday.");
    assert.doesNotMatch(said(await desk.types("Ravi", "queue")), /Acme/);
    await desk.press("Rita", "wake", leadId);
    assert.equal((await desk.view(leadId)).snooze, null);
    assert.match(said(await desk.types("Ravi", "queue")), /Acme/);
    assert.deepEqual(await desk.acts(leadId), ["Rita snooze", "Rita wake"]);
  });

  const past = "That day has passed. Pick a later one.";
  const wrong: [values: Record<string, string>, answer: string][] = [
    [{ until: "date", date: "2026-02-28" }, `date: ${past}`],
    [{ until: "date", date: "2026-03-01" }, `date: ${past}`],
    [{ until: "date", date: "2026-02-30" }, "date: Choose a day."],
    [{ until: "date" }, "date: Choose a day."],
    [{ until: "someday" }, "until: Choose a day."],
    [{}, "until: Choose a day."],
  ];
  for (const [values, expected] of wrong) {
    it(`refuses ${JSON.stringify(values)} beside its field`, async () => {
      const { desk, leadId } = await given();

      const answer = await desk.submit("Rita", "snooze", leadId, values);

      assert.equal(said(answer), expected);
      assert.equal((await desk.view(leadId)).snooze, null);
    });
  }

  it("refuses a past day in a command with a sentence", async () => {
    const { desk } = await given(await openDesk(db));

    assert.equal(said(await desk.types("Rita", "snooze acme.example 2026-02-01")), past);
  });

  it("keeps any note without falling over", async () => {
    const { desk, leadId } = await given();

    const x = "x".repeat(299);
    const notes: [given: string, kept: string | null][] = [
      ["\u0000", null],
      [`${x}😀`, x],
      ["\uD800", "\uFFFD"],
      ["x".repeat(40_000), `${x}x`],
    ];
    for (const [note, kept] of notes) {
      await desk.submit("Rita", "snooze", leadId, { until: "3d", note });
      assert.equal((await desk.view(leadId)).snooze?.note, kept);
    }
  });
});
