import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { checkProviders } from "../../../bot/handlers/providers.ts";
import { toText } from "../../../cards/to-text.ts";
import { readMeter } from "../../../db/budgets.ts";
import { addCost } from "../../../db/costs.ts";
import { findLead } from "../../../db/leads.ts";
import { readStats } from "../../../db/lists.ts";
import {
  findPause,
  listProviderAccounts,
  saveProviderAccount,
} from "../../../db/provider-accounts.ts";
import { endLookup, startLookup } from "../../../db/provider-lookups.ts";
import { saveSetting } from "../../../db/settings.ts";
import { budgetRefusal } from "../../../jobs/enrich/budget.ts";
import { stopProvider } from "../../../jobs/enrich/providers/stop-provider.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { workOff } from "../../support/queue.ts";
import { buttonsOf, type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("a provider that is stopped", () => {
  it("is told to admins with one card, which one press settles for everybody", async () => {
    const desk = await openDesk(db);
    await givenAccount(desk);
    await pause(desk);
    await pause(desk); // noticed twice
    await workOff(desk.world);
    const posts = desk.slack.filter(({ kind }) => kind === "post");
    const [card] = posts.map(({ card }) => card);
    assert.ok(card);
    const button = buttonsOf({ kind: "whisper", card }).get("Resume");

    const refused = await press(desk, "Mona", button?.args);
    const first = await press(desk, "Adam", button?.args);
    const second = await press(desk, "Adam", button?.args);
    await workOff(desk.world);

    assert.deepEqual(
      posts.map(({ to }) => to),
      ["dm:UAdam"],
    );
    assert.match(toText(card), /Clearbit is paused\n.*too few of the last companies/);
    assert.match(said(refused), /for admins/);
    assert.match(said(first), /Clearbit is asked again: Adam resumed it\./);
    assert.match(said(second), /not paused any more/);
    const edits = desk.slack.filter(({ kind }) => kind === "update");
    assert.match(toText(edits.at(-1)?.card ?? card), /Adam resumed it/);
    const { rows } = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query("select type, features from event where type like 'provider.%' order by seq"),
    );
    assert.deepEqual(rows, [
      { type: "provider.paused", features: { why: "fill_rate" } },
      { type: "provider.resumed", features: { by: desk.ids.Adam, place: "slack" } },
    ]);
  });

  it("has a new card for every pause, and the old one's button is out of date", async () => {
    const desk = await openDesk(db);
    await givenAccount(desk);
    const first = await pause(desk);
    await press(desk, "Adam", { pause: first });

    const second = await pause(desk);

    assert.notEqual(first, second);
    await assert.rejects(press(desk, "Adam", { pause: first }), /out of date/);
    await workOff(desk.world);
    assert.equal(desk.slack.filter(({ kind }) => kind === "post").length, 1); // the first said nothing any more
  });

  it("shows in the checks, with the way out", async () => {
    const desk = await openDesk(db);
    await givenAccount(desk);
    const before = await checkProviders(db, desk.tenantId);
    await pause(desk);

    const [check] = await checkProviders(db, desk.tenantId);

    assert.deepEqual(before, [
      {
        name: "Provider Clearbit",
        ok: true,
        detail:
          "no rule of research.waterfall names it, so it is never asked; $0.100 a hit, misses free",
        fix: null,
      },
    ]);
    assert.deepEqual([check?.ok, check?.detail], [false, "paused"]);
    assert.match(await doctorOf(desk), /Provider Clearbit: paused\. It knew too few/);
  });
});

describe("a budget that is used up", () => {
  it("is told to admins once, lets leads be scored, and says so on their cards", async () => {
    const desk = await openDesk(db);
    const lead = await givenRouted(db, desk.tenantId, "A", {
      company: "Alder",
      domain: "alder.example",
    });
    await budget(desk, { perDay: 1, perLead: null });
    await spend(desk, lead, 1);

    const refusals = [await want(desk, lead), await want(desk, lead)];
    await workOff(desk.world);

    assert.deepEqual(refusals, ["day", "day"]);
    const posts = desk.slack.filter(({ card }) => card.id.startsWith("budget:"));
    assert.deepEqual(
      posts.map(({ kind, to }) => [kind, to]),
      [["post", "dm:UAdam"]],
    );
    assert.match(
      toText(posts[0]?.card ?? assert.fail()),
      /budget of the day .* \$1\.00, is used up/,
    );
    const shown = said(await desk.types("Rita", "show alder.example"));
    assert.match(shown, /^Alder · A · 86/);
    assert.match(shown, /Paid research paused: the budget of the day is used up \(1 Mar\)\./);
    await budget(desk, { perDay: 2, perLead: null });
    assert.equal(await want(desk, lead), null);
    assert.doesNotMatch(said(await desk.types("Rita", "show alder.example")), /paused/);
  });
});

describe("the meter on Home", () => {
  it("adds up to the ledger, as the numbers of /lead stats do", async () => {
    const desk = await openDesk(db);
    const lead = await givenRouted(db, desk.tenantId, "A", {
      company: "Alder",
      domain: "alder.example",
    });
    await givenAccount(desk);
    await spend(desk, lead, 0.0123);
    for (const [domain, outcome] of [
      ["a.example", "hit"],
      ["b.example", "hit"],
      ["c.example", "miss"],
    ] as const) {
      await lookedUp(desk, domain, outcome);
    }

    const meter = await db.inTenant(desk.tenantId, (tx) => readMeter(tx, desk.clock.now));
    const stats = await db.inTenant(desk.tenantId, readStats);
    const { rows } = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query("select sum(usd)::float8 as usd from cost"),
    );

    assert.equal(rows[0]?.usd, 0.2123);
    assert.deepEqual([meter.month, meter.day, stats.usd], [0.2123, 0.2123, 0.2123]);
    assert.equal(sum(meter.kinds), 0.2123);
    assert.deepEqual(meter.providers, [{ name: "clearbit", usd: 0.2, lookups: 3, hits: 2 }]);
    const home = await homeOf(desk, "Mona");
    assert.match(
      home,
      /Paid research\nToday: \$0\.212 of \$5\.00\nThis month: \$0\.212 of \$100\.00/,
    );
    assert.match(home, /• Clearbit: 2 of 3 found \(67 %\) this month, \$0\.200/);
  });

  it("is for managers and admins, before anything was spent too", async () => {
    const desk = await openDesk(db);
    const free = await homeOf(desk, "Adam");
    await givenAccount(desk);
    await pause(desk);

    const [admin, manager, rep] = [
      await homeOf(desk, "Adam"),
      await homeOf(desk, "Mona"),
      await homeOf(desk, "Rita"),
    ];

    assert.match(free, /Today: \$0 of \$5\.00/);
    assert.match(admin, /Paid research[\s\S]*Clearbit is paused[\s\S]*\[ Resume Clearbit \]/);
    assert.match(manager, /Clearbit is paused/);
    assert.doesNotMatch(manager, /Resume Clearbit/);
    assert.doesNotMatch(rep, /Paid research/);
  });

  it("says in one sentence what a press in it did", async () => {
    const desk = await openDesk(db);
    await givenAccount(desk);
    const id = await pause(desk);

    const request = desk.as("Adam", null);
    const answer = await desk.handlers.press(request, {
      verb: "resume_provider",
      args: { pause: id },
      version: 0,
    });

    assert.equal(said(answer).trim(), "Clearbit is asked again: Adam resumed it.");
    assert.doesNotMatch(await homeOf(desk, "Adam"), /is paused/);
  });
});

function givenAccount({ tenantId, clock }: Desk): Promise<string> {
  const credentials = { secret: "hush", url: null, header: null };
  const account = { name: "clearbit", kind: "clearbit", usdPerHit: 0.1, usdPerMiss: 0 } as const;
  return db.inTenant(tenantId, (tx) =>
    saveProviderAccount(tx, { ...account, credentials }, clock.now),
  );
}

/** Stops the tenant's only account; returns what the pause is called. */
async function pause({ tenantId, clock }: Desk): Promise<string> {
  return db.inTenant(tenantId, async (tx) => {
    const [account] = await listProviderAccounts(tx);
    assert.ok(account);
    await stopProvider(tx, account, "fill_rate", clock.now);
    const [paused] = await listProviderAccounts(tx);
    assert.ok(paused?.pauseId && (await findPause(tx, paused.pauseId)));
    return paused.pauseId;
  });
}

function press(desk: Desk, name: "Adam" | "Mona", args: Record<string, string> = {}) {
  return desk.handlers.press(desk.as(name, "m1"), { verb: "resume_provider", args, version: 1 });
}

async function homeOf(desk: Desk, name: "Adam" | "Mona" | "Rita"): Promise<string> {
  return toText(await desk.handlers.home(desk.as(name, null).who));
}

async function doctorOf(desk: Desk): Promise<string> {
  return said(await desk.types("Adam", "doctor"));
}

function budget({ tenantId }: Desk, budget: object): Promise<number> {
  return db.inTenant(tenantId, (tx) => saveSetting(tx, "research", { budget }, "test"));
}

function want({ tenantId, clock }: Desk, leadId: string) {
  return db.inTenant(tenantId, (tx) => budgetRefusal(tx, { leadId, usd: 0.01 }, clock.now));
}

async function spend({ tenantId, clock }: Desk, leadId: string, usd: number): Promise<void> {
  await db.inTenant(tenantId, async (tx) => {
    const companyId = (await findLead(tx, leadId))?.companyId ?? "";
    await addCost(tx, { leadId, companyId, kind: "llm", usd, ms: 1 }, clock.now);
  });
}

async function lookedUp({ tenantId, clock }: Desk, domain: string, outcome: "hit" | "miss") {
  const about = { provider: "clearbit", domain, companyId: null, leadId: null };
  const times = { askedAt: clock.now, expiresAt: clock.now };
  await db.inTenant(tenantId, async (tx) => {
    const id = await startLookup(tx, about, { usd: 0.1, ...times });
    const end = { state: outcome, outcome, facts: [], ms: 5, expiresAt: clock.now };
    await endLookup(tx, id, { ...end, usd: outcome === "hit" ? 0.1 : 0 }, clock.now);
  });
}

function sum(kinds: readonly { usd: number }[]): number {
  return Number(kinds.reduce((total, { usd }) => total + usd, 0).toFixed(6));
}
