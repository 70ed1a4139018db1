import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { addCost } from "../../../db/costs.ts";
import { lockLead } from "../../../db/leads.ts";
import { saveSetting } from "../../../db/settings.ts";
import { budgetRefusal } from "../../../jobs/enrich/budget.ts";
import type { ResearchSettings } from "../../../pipeline/enrich/research-settings.ts";
import { testDb } from "../../support/db.ts";
import { givenLead, givenTenant } from "../../support/given.ts";
import { queued } from "../../support/queue.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());
const noon = new Date("2026-03-10T12:00:00Z");
const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

describe("what may be paid", () => {
  it("ends with the lead's own budget, and no other lead's", async () => {
    const { tenantId, leads } = await given({ perLead: 0.05 }, 2);
    const [one = "", other = ""] = leads;
    await spend(tenantId, one, 0.04, noon);

    const answers = [
      await ask(tenantId, one, 0.01, noon),
      await ask(tenantId, one, 0.011, noon),
      await ask(tenantId, other, 0.05, noon),
    ];

    assert.deepEqual(answers, [null, "lead", null]);
  });

  it("ends with the day by the tenant's clock, and goes on with the next", async () => {
    const { tenantId, leads } = await given({ perDay: 0.5 }, 1, "America/New_York");
    const [lead = ""] = leads;
    const lateEvening = new Date("2026-03-10T03:30:00Z"); // the 9th in New York
    await spend(tenantId, lead, 0.5, lateEvening);

    const answers = [
      await ask(tenantId, lead, 0.01, new Date("2026-03-10T03:59:00Z")),
      await ask(tenantId, lead, 0.01, new Date("2026-03-10T04:01:00Z")),
    ];

    assert.deepEqual(answers, ["day", null]);
  });

  it("ends with the month", async () => {
    const { tenantId, leads } = await given({ perDay: null, perMonth: 1 }, 1);
    await spend(tenantId, leads[0] ?? "", 1, new Date("2026-03-01T00:00:00Z"));

    const answers = [
      await ask(tenantId, leads[0], 0.01, new Date("2026-03-31T23:59:00Z")),
      await ask(tenantId, leads[0], 0.01, new Date("2026-04-01T00:00:00Z")),
    ];

    assert.deepEqual(answers, ["month", null]);
  });

  it("is nothing where somebody paused it, but what is free", async () => {
    const { tenantId, leads } = await given({ paused: true }, 1);

    assert.equal(await ask(tenantId, leads[0], 0.000_001, noon), "paused");
    assert.equal(await ask(tenantId, leads[0], 0, noon), null);
  });

  it("goes on as soon as the budget is raised", async () => {
    const { tenantId, leads } = await given({ perDay: 0.1 }, 1);
    await spend(tenantId, leads[0] ?? "", 0.1, noon);
    const before = await ask(tenantId, leads[0], 0.01, noon);

    await budget(tenantId, { perDay: 0.2 });

    assert.deepEqual([before, await ask(tenantId, leads[0], 0.01, noon)], ["day", null]);
  });

  it("is never the last cent twice, however many ask at once", async () => {
    const { tenantId, leads } = await given({ perDay: 0.1 }, 50);

    const answers = await Promise.all(leads.map((lead) => pay(tenantId, lead, 0.01, noon)));

    assert.equal(answers.filter((answer) => answer === null).length, 10);
    assert.equal(answers.filter((answer) => answer === "day").length, 40);
  });

  it("says on the lead why nothing was bought, and takes that back", async () => {
    const { tenantId, leads } = await given({ perDay: 0.1 }, 1);
    const [lead = ""] = leads;
    await spend(tenantId, lead, 0.1, noon);

    await ask(tenantId, lead, 0.01, noon);
    const refused = await row(tenantId, lead);
    await ask(tenantId, lead, 0.01, noon);
    const again = await row(tenantId, lead);
    await ask(tenantId, lead, 0.01, later(24));
    const allowed = await row(tenantId, lead);

    assert.deepEqual([refused.paidPause, refused.paidPauseAt], ["day", noon]);
    assert.equal(again.version, refused.version);
    assert.deepEqual([allowed.paidPause, allowed.version], [null, refused.version + 1]);
  });

  it("has admins told of four fifths and of the end, once each a day", async () => {
    const { tenantId, leads } = await given({ perDay: 1 }, 1);
    const [lead = ""] = leads;
    const told = async () => (await queued(db)).filter((key) => key.startsWith("tell_admins:"));
    const before = (await told()).length;

    const counts: number[] = [];
    for (const [usd, at] of [
      [0.79, noon],
      [0.01, noon],
      [0.1, noon],
      [0.1, later(1)],
      [0.1, later(2)],
      [0.9, later(24)],
    ] as const) {
      await spend(tenantId, lead, usd, at);
      await ask(tenantId, lead, 0.000_001, at);
      counts.push((await told()).length - before);
    }

    assert.deepEqual(counts, [0, 1, 1, 2, 2, 3]);
  });
});

async function given(own: Partial<ResearchSettings["budget"]>, leads: number, timeZone = "UTC") {
  const tenantId = await givenTenant(db);
  await db.owner.query("update registry.tenant set time_zone = $2 where id = $1", [
    tenantId,
    timeZone,
  ]);
  await budget(tenantId, own);
  const ids: string[] = [];
  for (let n = 0; n < leads; n += 1) {
    const domain = `lead${n}.example`;
    ids.push(await givenLead(db, tenantId, { company: `Lead ${n}`, domain }));
  }
  return { tenantId, leads: ids };
}

async function budget(tenantId: string, own: Partial<ResearchSettings["budget"]>): Promise<void> {
  await db.inTenant(tenantId, (tx) =>
    saveSetting(tx, "research", { budget: { perLead: null, ...own } }, "test"),
  );
}

function ask(tenantId: string, leadId: string | undefined, usd: number, now: Date) {
  return db.inTenant(tenantId, (tx) => budgetRefusal(tx, { leadId: leadId ?? null, usd }, now));
}

/** Asks, and writes down in the same transaction what the answer lets be spent. */
function pay(tenantId: string, leadId: string, usd: number, at: Date) {
  return db.inTenant(tenantId, async (tx) => {
    const refusal = await budgetRefusal(tx, { leadId, usd }, at);
    const { companyId } = await lockLead(tx, leadId);
    if (!refusal) await addCost(tx, { leadId, companyId, kind: "llm", usd, ms: 0 }, at);
    return refusal;
  });
}

async function spend(tenantId: string, leadId: string, usd: number, at: Date): Promise<void> {
  await db.inTenant(tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    await addCost(tx, { leadId, companyId, kind: "llm", usd, ms: 1 }, at);
  });
}

function row(tenantId: string, leadId: string) {
  return db.inTenant(tenantId, (tx) => lockLead(tx, leadId));
}
