import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { mayWriteTo } from "../../../db/consent.ts";
import {
  addKnownAccounts,
  countKnownAccounts,
  removeKnownAccounts,
} from "../../../db/known-accounts.ts";
import { changeLead, lockLead } from "../../../db/leads.ts";
import { saveSetting } from "../../../db/settings.ts";
import { ingestLead } from "../../../jobs/ingest/ingest-lead.ts";
import type { AccountStanding } from "../../../pipeline/ingest/doors/door.ts";
import { testDb } from "../../support/db.ts";
import { givenArrival, givenLead } from "../../support/given.ts";
import { workOff } from "../../support/queue.ts";
import { emptyWeb, recordingChat, testNow, testWorld } from "../../support/world.ts";
import { jobsFor, openScene, type Scene, viewOf } from "../scene.ts";
import { count, givenWorkedLead } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const beta = { name: "Beta Systems GmbH", domain: "beta.example" };

function onList(
  scene: Scene,
  standing: AccountStanding,
  accounts = [beta],
  importId: string | null = null,
) {
  return scene.inTenant(scene.tenantId, (tx) =>
    addKnownAccounts(tx, accounts, { standing, importId, addedBy: "test", at: testNow }),
  );
}

/** A world whose Slack remembers, and whose settings name where things go. */
async function openWorld(scene: Scene) {
  const slack = recordingChat("slack");
  await scene.inTenant(scene.tenantId, async (tx) => {
    const to = (channel: string) => ({ slack: channel, teams: null });
    await saveSetting(tx, "forwarding", { customer: to("#csm") }, "test");
    await saveSetting(tx, "channels.slack", { leads: "#leads", aLeads: null }, "test");
  });
  const world = testWorld(scene, { chat: { slack: slack.port, teams: null }, web: emptyWeb });
  return { world, sent: slack.sent };
}

describe("a company the tenant knows", () => {
  const standings: [AccountStanding, string][] = [
    ["customer", "customer"],
    ["open_deal", "open-deal"],
    ["partner", "partner"],
    ["competitor", "competitor"],
  ];
  for (const [standing, rule] of standings) {
    it(`is stopped as ${rule} before anybody is asked anything`, async () => {
      const scene = await openScene(db);
      await onList(scene, standing);

      const lead = await givenLead(scene, scene.tenantId, { domain: "beta.example" });

      const { decision, state } = await viewOf(scene, lead);
      assert.deepEqual([decision?.gate?.rule, state], [rule, "STALE"]);
      assert.deepEqual(await jobsFor(scene, lead), ["deliver_card"], "no research is queued");
    });
  }

  it("is known by the address its people write from, whatever page they name", async () => {
    const scene = await openScene(db);
    await onList(scene, "customer");

    const said = { domain: "promo.example", email: "bea@beta.example" };
    const lead = await givenLead(scene, scene.tenantId, said);

    assert.equal((await viewOf(scene, lead)).decision?.gate?.rule, "customer");
  });

  it("never enters outreach, unless somebody said it is none", async () => {
    const scene = await openScene(db);
    const said = { name: "Bea", email: "bea@beta.example", consent: "true" };
    const lead = await givenWorkedLead(scene, "beta.example", said);
    const refusal = () =>
      scene.inTenant(scene.tenantId, async (tx) => {
        const found = await mayWriteTo(tx, await lockLead(tx, lead), testNow);
        return found.refusal;
      });
    assert.equal(await refusal(), null);

    await onList(scene, "customer");
    const asCustomer = await refusal();
    await scene.inTenant(scene.tenantId, (tx) =>
      changeLead(tx, lead, { flags: ["gate_overruled"] }),
    );

    assert.deepEqual([asCustomer, await refusal()], ["known", null]);
  });

  it("is what its own lead says once that was won", async () => {
    const scene = await openScene(db);
    const won = await givenWorkedLead(scene, "beta.example");
    await scene.inTenant(scene.tenantId, (tx) => changeLead(tx, won, { closedAs: "won" }));

    const said = { domain: "beta.example", email: "bea@beta.example", freeText: "More seats?" };
    const lead = await givenLead(scene, scene.tenantId, said);

    assert.notEqual(lead, won);
    assert.equal((await viewOf(scene, lead)).decision?.gate?.rule, "customer");
  });

  it("is taken off the list with the import that put it there, and with no other", async () => {
    const scene = await openScene(db);
    const [one, two] = [
      "01890000-0000-7000-8000-000000000001",
      "01890000-0000-7000-8000-000000000002",
    ];
    await onList(scene, "customer", [beta, beta], one);
    await onList(scene, "customer", [beta], one);
    await onList(scene, "customer", [beta], two);
    const counts = () => scene.inTenant(scene.tenantId, countKnownAccounts);
    assert.deepEqual(await counts(), [{ standing: "customer", count: 1, lastAt: testNow }]);

    const removed = await scene.inTenant(scene.tenantId, (tx) =>
      removeKnownAccounts(tx, one, testNow),
    );

    assert.equal(removed, 1);
    assert.equal((await counts())[0]?.count, 1);
    assert.equal(await count(scene, "known_account", "removed_at is null"), 1);
  });
});

describe("forwarding", () => {
  it("hands a customer to those who know them, once, with what was said", async () => {
    const scene = await openScene(db);
    await onList(scene, "customer");
    const { world, sent } = await openWorld(scene);

    const said = { domain: "beta.example", company: "Beta", freeText: "Our invoice is wrong." };
    await givenLead(scene, scene.tenantId, said);
    const fresh = { domain: "sub.beta.example", email: "bea@beta.example", freeText: "Invoice?" };
    const { sourceEventId: id } = await givenArrival(scene, scene.tenantId, fresh);
    await ingestLead.run({ tenantId: scene.tenantId, id }, world);
    await workOff(world);
    await workOff(world);

    const posts = sent.filter(({ kind, to }) => kind === "post" && to === "#csm");
    assert.equal(posts.length, 1);
    assert.match(toText(posts[0]?.card ?? assert.fail()), /Customer: .*\n[\s\S]*“Invoice\?”/);
  });
});
