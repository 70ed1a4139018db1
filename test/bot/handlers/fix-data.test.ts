import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { addFacts, listFacts } from "../../../db/facts.ts";
import { changeLead, lockLead } from "../../../db/leads.ts";
import { listTransitions } from "../../../db/lists.ts";
import { mergeCompanies } from "../../../jobs/identity/merge-companies.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { testDb } from "../../support/db.ts";
import { givenLead, givenRouted } from "../../support/given.ts";
import { queued, workOff } from "../../support/queue.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A lead whose site does not exist: research has failed. */
async function givenFailed(): Promise<{ desk: Desk; leadId: string }> {
  const desk = await openDesk(db);
  const leadId = await givenLead(db, desk.tenantId);
  await workOff(desk.world);
  assert.equal((await desk.view(leadId)).state, "ENRICHMENT_FAILED");
  return { desk, leadId };
}

/** A lead that is offered, of a company whose page says how many work there. */
async function givenRead(own: { domain?: string } = {}) {
  const desk = await openDesk(db);
  const leadId = await givenRouted(db, desk.tenantId, "B", own);
  await pageSays(desk, leadId, [
    stated("employees", { min: 900, max: 900 }),
    stated("industry", "Retail"),
  ]);
  return { desk, leadId };
}

function stated(name: Fact["name"], value: Fact["value"], own: Partial<Fact> = {}): Fact {
  return {
    ...{ name, value, sourceUrl: "https://acme.example/about", quote: "as the page says" },
    ...{ observedAt: "2026-02-20T09:00:00.000Z", provider: "json_ld", confidence: 0.95 },
    ...own,
  };
}

async function pageSays(desk: Desk, leadId: string, facts: Fact[]): Promise<void> {
  await db.inTenant(desk.tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    await addFacts(tx, companyId, facts, desk.clock.now);
  });
}

async function believed(desk: Desk, leadId: string): Promise<Record<string, unknown>> {
  const { facts } = await desk.view(leadId);
  return Object.fromEntries(facts.map(({ name, value, provider }) => [name, [value, provider]]));
}

describe("filling in by hand", () => {
  it("asks for what a colleague may know", async () => {
    const { desk, leadId } = await givenFailed();

    const answer = await desk.press("Rita", "fill_by_hand", leadId);

    const fields = answer.kind === "form" ? answer.form.fields.map(({ name }) => name) : [];
    assert.deepEqual(
      fields,
      "industry employees country city legal_name technology note".split(" "),
    );
  });

  it("scores the lead on it, with the colleague as the source and how they know", async () => {
    const { desk, leadId } = await givenFailed();

    await desk.submit("Rita", "fill_by_hand", leadId, {
      industry: "Logistics",
      employees: "180–220",
      country: "Germany",
      note: "Met them at a fair.",
    });
    await workOff(desk.world);

    const view = await desk.view(leadId);
    assert.equal(view.state === "ENRICHMENT_FAILED", false);
    assert.ok((view.decision?.score ?? 0) > 40);
    assert.deepEqual(await believed(desk, leadId), {
      employees: [{ min: 180, max: 220 }, "person"],
      hq_country: ["DE", "person"],
      industry: ["Logistics", "person"],
    });
    assert.ok(view.facts.every(({ quote }) => quote === "Rita said so: Met them at a fair."));
  });

  const wrong: [values: Record<string, string>, answer: RegExp][] = [
    [{}, /^industry: Fill in at least one field\.$/],
    [{ employees: "many" }, /^employees: Write a whole number/],
    [{ employees: "-5" }, /^employees: /],
    [{ employees: "0" }, /^employees: /],
    [{ employees: "220-180" }, /^employees: /],
    [{ employees: "99999999999999999999" }, /^employees: /],
    [{ country: "Atlantis" }, /^country: Write a country's name/],
    [{ city: "???" }, /^city: Write a city/],
    [{ technology: "a,b,c,d,e,f,g,h,i,j,k" }, /^technology: Write up to 10 names/],
    [{ website: "localhost" }, /^website: /],
    [{ industry: "\u0000\u200B" }, /^industry: Fill in/],
    [{ take_back: "industry" }, /^take_back: Choose a correction/],
    [{ take_back: "industry", industry: "Retail" }, /^industry: Leave this empty/],
  ];
  for (const [values, expected] of wrong) {
    it(`refuses ${JSON.stringify(values)} beside its field, and nothing changes`, async () => {
      const { desk, leadId } = await givenFailed();

      const answer = await desk.submit("Rita", "fill_by_hand", leadId, values);

      assert.match(said(answer), expected);
      assert.deepEqual((await desk.view(leadId)).facts, []);
    });
  }

  it("begins to read a company whose site nobody knew", async () => {
    const desk = await openDesk(db);
    const leadId = await givenLead(db, desk.tenantId, { domain: null, company: "Kestrel" });
    await workOff(desk.world);
    assert.equal((await desk.view(leadId)).company.domain, null);

    const form = await desk.press("Rita", "fill_by_hand", leadId);
    await desk.submit("Rita", "fill_by_hand", leadId, { website: "https://kestrel.example/en" });

    const fields = form.kind === "form" ? form.form.fields.map(({ name }) => name) : [];
    assert.ok(fields.includes("website"));
    assert.equal((await desk.view(leadId)).company.domain, "kestrel.example");
    assert.ok((await queued(db)).some((key) => /^enrich_(again|company):/.test(key)));
    await workOff(desk.world);
  });

  it("says whose a site is already, and what to do about it", async () => {
    const desk = await openDesk(db);
    await givenLead(db, desk.tenantId, { domain: "kestrel.example", company: "Kestrel" });
    const leadId = await givenLead(db, desk.tenantId, { domain: null, company: "Kestrel Air" });

    const answer = await desk.submit("Rita", "fill_by_hand", leadId, {
      website: "kestrel.example",
    });

    assert.match(said(answer), /^website: kestrel\.example belongs to Kestrel already.*merge/);
  });
});

describe("fixing data", () => {
  it("is offered on the card of any lead that has a score", async () => {
    const { desk, leadId } = await givenRead();

    const card = await desk.press("Rita", "refresh", leadId);

    assert.match(said(card), /\[ Fix data \]/);
  });

  it("shows what is believed now, with its source, and fills in nothing", async () => {
    const { desk, leadId } = await givenRead();

    const answer = await desk.press("Rita", "fix_data", leadId);

    assert.ok(answer.kind === "form");
    const hints = Object.fromEntries(answer.form.fields.map(({ name, hint }) => [name, hint]));
    assert.equal(hints.employees, "Now: 900 (acme.example/about)");
    assert.equal(hints.industry, "Now: Retail (acme.example/about)");
    assert.ok(answer.form.fields.every((field) => field.kind === "choice" || !field.initial));
  });

  it("wins over pages, and still does when they are read again", async () => {
    const { desk, leadId } = await givenRead();

    await desk.submit("Rita", "fix_data", leadId, { employees: "180", technology: "SAP" });
    desk.clock.now = new Date("2026-03-20T09:00:00Z");
    await pageSays(desk, leadId, [
      stated("employees", { min: 1000, max: 1000 }, { observedAt: "2026-03-20T09:00:00.000Z" }),
    ]);

    const now = await believed(desk, leadId);
    assert.deepEqual(now.employees, [{ min: 180, max: 180 }, "person"]);
    assert.deepEqual(now.industry, ["Retail", "json_ld"], "what was left empty stays");
    assert.deepEqual(now.tech, [{ name: "SAP", category: "named", modern: null }, "person"]);
  });

  it("can be taken back, and pages count again", async () => {
    const { desk, leadId } = await givenRead();
    await desk.submit("Rita", "fix_data", leadId, { employees: "180", industry: "Logistics" });
    desk.clock.now = new Date(desk.clock.now.getTime() + 60_000);

    const form = await desk.press("Ravi", "fix_data", leadId);
    await desk.submit("Ravi", "fix_data", leadId, { take_back: "employees" });

    const field = form.kind === "form" && form.form.fields.find(({ name }) => name === "take_back");
    assert.deepEqual(field && field.kind === "choice" && field.options.map(({ value }) => value), [
      "industry",
      "employees",
      "all",
    ]);
    assert.deepEqual(await believed(desk, leadId), {
      employees: [{ min: 900, max: 900 }, "json_ld"],
      industry: ["Logistics", "person"],
    });
  });

  it("may be said anew after it was taken back", async () => {
    const { desk, leadId } = await givenRead();
    const steps = [{ employees: "180" }, { take_back: "employees" }, { employees: "200" }];

    for (const values of steps) {
      desk.clock.now = new Date(desk.clock.now.getTime() + 60_000);
      await desk.submit("Rita", "fix_data", leadId, values);
    }

    assert.deepEqual((await believed(desk, leadId)).employees, [{ min: 200, max: 200 }, "person"]);
  });

  it("is known of every lead of the company, and open ones are scored again", async () => {
    const { desk, leadId: closed } = await givenRead();
    await db.inTenant(desk.tenantId, (tx) => changeLead(tx, closed, { closedAs: "lost" }));
    const open = await givenRouted(db, desk.tenantId, "C", { email: "jo@acme.example" });
    assert.notEqual(open, closed);
    await workOff(desk.world);
    const before = [await decisions(desk, closed), await decisions(desk, open)];

    await desk.submit("Rita", "fix_data", closed, { industry: "Logistics" });
    await workOff(desk.world);

    assert.deepEqual((await believed(desk, open)).industry, ["Logistics", "person"]);
    const after = [await decisions(desk, closed), await decisions(desk, open)];
    assert.deepEqual(after, [before[0], (before[1] ?? 0) + 1]);
  });

  it("goes along when two companies turn out to be one", async () => {
    const { desk, leadId } = await givenRead();
    const twin = await givenRouted(db, desk.tenantId, "B", {
      domain: "acme-group.example",
      company: "Acme Group",
    });
    await desk.submit("Rita", "fix_data", twin, { employees: "180" });

    const merged = await db.inTenant(desk.tenantId, async (tx) => {
      const [one, two] = [await lockLead(tx, leadId), await lockLead(tx, twin)];
      const by = { actor: desk.ids.Mona, place: "slack", why: null };
      const reason = { by, why: ["They are one."], personId: desk.ids.Mona };
      return mergeCompanies(tx, [one.companyId, two.companyId], reason, desk.clock.now);
    });

    const { employees } = await believed(desk, merged?.leadId ?? "");
    assert.deepEqual(employees, [{ min: 180, max: 180 }, "person"]);
    await workOff(desk.world);
  });

  it("is on record with who, before and after, and teaches", async () => {
    const { desk, leadId } = await givenRead();

    await desk.submit("Rita", "fix_data", leadId, {
      employees: "180",
      legal_name: "Ana Weber e.K.",
    });

    const trail = await db.inTenant(desk.tenantId, (tx) => listTransitions(tx, leadId));
    const act = trail.find(({ verb }) => verb === "fix_data");
    assert.equal(act?.actor, desk.ids.Rita);
    const recorded = await db.inTenant(desk.tenantId, async (tx) => {
      const { rows } = await tx.client.query(
        "select before, after from transition where lead_id = $1 and verb = 'fix_data'",
        [leadId],
      );
      return rows[0];
    });
    assert.deepEqual(recorded, {
      before: { employees: [{ min: 900, max: 900 }], legal_name: [] },
      after: { employees: [{ min: 180, max: 180 }], legal_name: ["person"] },
    });
    const events = await db.inTenant(desk.tenantId, async (tx) => {
      const { rows } = await tx.client.query(
        "select features from event where type = 'company.corrected' and lead_id = $1",
        [leadId],
      );
      return rows;
    });
    assert.deepEqual(events[0]?.features.names, ["employees", "legal_name"]);
  });

  it("keeps names out of what can be read of a fact without the company's key", async () => {
    const { desk, leadId } = await givenRead();

    await desk.submit("Rita", "fix_data", leadId, {
      industry: "Ana Weber",
      technology: "Ana Weber",
    });

    const rows = await db.inTenant(desk.tenantId, async (tx) => {
      const stored = await tx.client.query("select * from fact where provider = 'person'");
      return stored.rows;
    });
    assert.equal(rows.length, 2);
    assert.doesNotMatch(JSON.stringify(rows), /Ana Weber/);
    const { companyId } = await db.inTenant(desk.tenantId, (tx) => lockLead(tx, leadId));
    const facts = await db.inTenant(desk.tenantId, (tx) => listFacts(tx, companyId));
    assert.equal(
      facts.filter(({ value }) => JSON.stringify(value).includes("Ana Weber")).length,
      2,
    );
  });
});

async function decisions(desk: Desk, leadId: string): Promise<number> {
  return db.inTenant(desk.tenantId, async (tx) => {
    const found = await tx.client.query("select from decision where lead_id = $1", [leadId]);
    return found.rowCount ?? 0;
  });
}
