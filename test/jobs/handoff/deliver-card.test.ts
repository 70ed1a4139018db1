import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { handlersOf } from "../../../bot/handlers/handlers.ts";
import type { Answer } from "../../../bot/handlers/request.ts";
import { answers } from "../../../cards/answers.ts";
import { toText } from "../../../cards/to-text.ts";
import { byJob } from "../../../db/audit.ts";
import { claimLead } from "../../../db/claims.ts";
import { changeLead } from "../../../db/leads.ts";
import { listCards } from "../../../db/messages.ts";
import { saveSetting } from "../../../db/settings.ts";
import { deliverCard } from "../../../jobs/handoff/deliver-card.ts";
import { type ChatPort, ChatRefused, ChatUnreachable, type World } from "../../../jobs/world.ts";
import { testDb } from "../../support/db.ts";
import {
  givenLead,
  givenPerson,
  givenPool,
  givenRouted,
  givenScored,
} from "../../support/given.ts";
import { sendOutbox } from "../../support/outbox.ts";
import {
  recordingChat,
  type Sent,
  testDurations,
  testNow,
  testWorld,
} from "../../support/world.ts";
import { jobsFor, openScene, rowsOf, type Scene } from "../scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const asked = {
  surface: "slack",
  channelId: "C1",
  kind: "channel",
  userId: "URita",
  personId: "00000000-0000-4000-8000-000000000000",
  replyUrl: null,
} as const;

describe("deliver_card", () => {
  it("posts one card where the lead was asked for, and edits it ten times", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene);
    const leadId = await givenLead(scene, scene.tenantId, {}, { origin: asked });

    await deliver(world, scene, leadId);
    for (let change = 1; change <= 10; change += 1) {
      await scene.inTenant(scene.tenantId, (tx) =>
        changeLead(tx, leadId, { researchRead: change, researchExpected: 10 }),
      );
      await deliver(world, scene, leadId);
    }

    assert.deepEqual(told(slack), ["post C1", ...Array.from({ length: 10 }, () => "update C1")]);
    assert.match(text(slack.at(-1)), /10 of ~10 pages read/);
  });

  it("says nothing when nothing changed", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene);
    const leadId = await givenLead(scene, scene.tenantId, {}, { origin: asked });

    for (let run = 0; run < 3; run += 1) await deliver(world, scene, leadId);

    assert.deepEqual(told(slack), ["post C1"]);
  });

  it("posts once when several workers deliver at once", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene);
    const leadId = await givenLead(scene, scene.tenantId, {}, { origin: asked });

    await Promise.all([1, 2, 3, 4].map(() => deliver(world, scene, leadId)));

    assert.equal(slack.filter((sent) => sent.kind === "post").length, 1);
    const effects = await rowsOf(scene, "select status, provider_id from route_event");
    assert.deepEqual(effects, [{ status: "sent", provider_id: "slack-1" }]);
  });

  it("waits between two edits of one card, and catches up in one", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene);
    const clock = { now: testNow };
    const slow = {
      ...world,
      now: () => clock.now,
      durations: { ...world.durations, cardEditMs: 2_000 },
    };
    const leadId = await givenLead(scene, scene.tenantId, {}, { origin: asked });
    await deliver(slow, scene, leadId);
    await scene.owner.query("select graphile_worker.remove_job($1)", [`deliver_card:${leadId}`]);

    for (let change = 1; change <= 3; change += 1) {
      await scene.inTenant(scene.tenantId, (tx) =>
        changeLead(tx, leadId, { researchRead: change }),
      );
      await deliver(slow, scene, leadId);
    }

    assert.deepEqual(told(slack), ["post C1"]);
    assert.ok((await jobsFor(scene, leadId)).includes("deliver_card"));
    const { rows } = await scene.owner.query(
      "select run_at from graphile_worker.jobs where key = 'deliver_card:' || $1",
      [leadId],
    );
    assert.deepEqual(rows, [{ run_at: new Date(testNow.getTime() + 2_000) }]);

    clock.now = new Date(testNow.getTime() + 2_000);
    await deliver(slow, scene, leadId);

    assert.deepEqual(told(slack), ["post C1", "update C1"]);
    assert.match(text(slack.at(-1)), /3 of ~\d+ pages read/);
  });

  it("posts leads of doors into the leads channel of every connected chat", async () => {
    const scene = await openScene(db);
    const { world, slack, teams } = desk(scene);
    await channels(scene);
    const leadId = await givenLead(scene, scene.tenantId);

    await deliver(world, scene, leadId);

    assert.deepEqual([told(slack), told(teams)], [["post C-leads"], ["post T-leads"]]);
  });

  it("alerts bucket A in its channel and tells the owner, and keeps all copies alike", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene);
    await channels(scene);
    const rita = await givenPerson(scene, scene.tenantId, "Rita");
    await givenPool(scene, scene.tenantId, [rita]);
    const leadId = await givenRouted(scene, scene.tenantId, "A", {}, { origin: asked });

    await deliver(world, scene, leadId);
    await scene.inTenant(scene.tenantId, (tx) =>
      claimLead(tx, leadId, rita, testNow, byJob("test")),
    );
    await deliver(world, scene, leadId);

    assert.deepEqual(told(slack), [
      "post C1",
      "post C-alerts",
      "post dm:URita",
      "update C1",
      "update C-alerts",
      "update dm:URita",
    ]);
    for (const sent of slack.slice(3)) assert.match(text(sent), /Claimed by Rita/);
  });

  it("shows no card for a lead a rule dropped at a door, but answers a person who asked", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene);
    await channels(scene);
    const drop = { flags: ["disposable_mail"], email: "a@mailinator.com" };
    const quiet = await givenLead(scene, scene.tenantId, drop);
    const typed = { ...drop, domain: "typed.example", email: "b@mailinator.com" };
    const loud = await givenLead(scene, scene.tenantId, typed, { origin: asked });

    await deliver(world, scene, quiet);
    await deliver(world, scene, loud);

    assert.deepEqual(told(slack), ["post C1"]);
    assert.match(text(slack[0]), /Not researched: disposable e-mail address/);
  });

  it("brings the card to the asker's own messages when the bot is not in the channel", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene, {
      refuse: (to) => (to === "C1" ? new ChatRefused("slack", "not_in_channel") : undefined),
    });
    const leadId = await givenLead(scene, scene.tenantId, {}, { origin: asked });

    await deliver(world, scene, leadId);
    await deliver(world, scene, leadId);

    assert.deepEqual(told(slack), ["whisper URita", "post dm:URita"]);
    assert.equal(text(slack[0]), answers.notInChannel);
    const effects = await rowsOf(scene, "select status from route_event order by status");
    assert.deepEqual(effects, [{ status: "failed" }, { status: "sent" }]);
  });

  it("tries again when the chat could not be reached, and nobody notices", async () => {
    const scene = await openScene(db);
    const refusals = [new ChatUnreachable("no connection")];
    const { world, slack } = desk(scene, { refuse: () => refusals.shift() });
    const leadId = await givenLead(scene, scene.tenantId, {}, { origin: asked });

    await deliver(world, scene, leadId);

    assert.deepEqual(told(slack), ["post C1"]);
    assert.deepEqual(await effects(scene), [{ status: "sent", attempts: 2 }]);
  });

  it("finds a post whose answer was lost, and edits it from then on", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene, { loseAnswer: () => true, found: "C1" });
    const leadId = await givenLead(scene, scene.tenantId, {}, { origin: asked });

    await deliver(world, scene, leadId);
    await deliver(world, scene, leadId);
    await deliver(world, scene, leadId);

    assert.deepEqual(told(slack), ["post C1", "update C1"]);
    assert.deepEqual(await effects(scene), [{ status: "sent", attempts: 2 }]);
  });

  it("posts a lead once more where nobody can tell, and a press on the older copy makes it step aside", async () => {
    const scene = await openScene(db);
    const losses = [true];
    const { world, slack } = desk(scene, { loseAnswer: () => losses.pop() ?? false });
    const leadId = await givenLead(scene, scene.tenantId, {}, { origin: asked });
    const rita = await givenPerson(scene, scene.tenantId, "Rita");
    await deliver(world, scene, leadId);
    await deliver(world, scene, leadId);

    const who = { personId: rita, name: "Rita", role: "rep", tenantId: scene.tenantId } as const;
    const press = (messageId: string) =>
      handlersOf(world).press(
        {
          who: { ...who, surface: "slack", userId: "URita" },
          place: { channelId: "C1", kind: "channel", messageId, replyUrl: null },
        },
        { verb: "claim", args: { lead: leadId }, version: 1 },
      );
    const older = await press("slack-1");
    const newer = await press("slack-2");

    assert.deepEqual(told(slack), ["post C1", "post C1"]);
    assert.match(answerText(older), /newer copy of this card/);
    assert.match(answerText(newer), /Claimed by Rita/);
  });

  it("lets go of a card somebody deleted, and keeps the others", async () => {
    const scene = await openScene(db);
    const gone = { deleted: false };
    const { world, slack } = desk(scene, {
      refuseUpdate: (to) =>
        gone.deleted && to === "C1" ? new ChatRefused("slack", "message_not_found") : undefined,
    });
    await channels(scene);
    const leadId = await givenScored(scene, scene.tenantId, "A", {}, { origin: asked });
    await deliver(world, scene, leadId);

    gone.deleted = true;
    for (let change = 0; change < 2; change += 1) {
      await scene.inTenant(scene.tenantId, (tx) => changeLead(tx, leadId, {}));
      await deliver(world, scene, leadId);
    }

    assert.deepEqual(told(slack), [
      "post C1",
      "post C-alerts",
      "update C-alerts",
      "update C-alerts",
    ]);
    const left = await scene.inTenant(scene.tenantId, (tx) => listCards(tx, leadId));
    assert.deepEqual(
      left.map((card) => card.channelId),
      ["C-alerts"],
    );
  });

  it("keeps one refusing place from nobody but itself", async () => {
    const scene = await openScene(db);
    const { world, slack } = desk(scene, {
      refuse: (to) =>
        to === "C-leads" ? new ChatRefused("slack", "channel_not_found") : undefined,
    });
    await channels(scene);
    const leadId = await givenScored(scene, scene.tenantId, "A");

    await deliver(world, scene, leadId);

    assert.deepEqual(told(slack), ["post C-alerts"]);
  });
});

type Refusals = {
  refuse?: (to: string) => Error | undefined;
  refuseUpdate?: (to: string) => Error | undefined;
  /** Whether a post arrives and its answer does not. */
  loseAnswer?: () => boolean;
  /** The channel in which a lost post is found again; nobody can tell where there is none. */
  found?: string;
};

/** Both chats, remembering what they took; what they refuse they do not remember. */
function desk(
  scene: Scene,
  refusals: Refusals = {},
): { world: World; slack: Sent[]; teams: Sent[] } {
  const [slack, teams] = [recordingChat("slack"), recordingChat("teams")];
  const port: ChatPort = {
    ...slack.port,
    async post(tenantId, target, card) {
      const refused = refusals.refuse?.(target.kind === "dm" ? target.userId : target.channelId);
      if (refused) throw refused;
      const posted = await slack.port.post(tenantId, target, card);
      if (refusals.loseAnswer?.()) throw new Error("socket hang up");
      return posted;
    },
    async lookup() {
      return refusals.found ? { channelId: refusals.found, messageId: "slack-1" } : "cannot_tell";
    },
    update(tenantId, at, card) {
      const refused = refusals.refuseUpdate?.(at.channelId);
      return refused ? Promise.reject(refused) : slack.port.update(tenantId, at, card);
    },
  };
  const chat = { slack: port, teams: teams.port };
  const world = testWorld(scene, { chat, durations: { ...testDurations, backOffMs: 0 } });
  return { world, slack: slack.sent, teams: teams.sent };
}

function channels({ tenantId, inTenant }: Scene): Promise<void> {
  return inTenant(tenantId, async (tx) => {
    const slack = { leads: "C-leads", aLeads: "C-alerts" };
    const teams = { leads: "T-leads", aLeads: "T-alerts" };
    await saveSetting(tx, "channels.slack", slack, "test");
    await saveSetting(tx, "channels.teams", teams, "test");
  });
}

/** The job, and what it wants of the outbox. */
async function deliver(world: World, { tenantId }: Scene, id: string): Promise<void> {
  await deliverCard.run({ tenantId, id }, world);
  await sendOutbox(world, tenantId);
}

function effects(scene: Scene) {
  return rowsOf(scene, "select status, attempts from route_event");
}

function told(sent: readonly Sent[]): string[] {
  return sent.map(({ kind, to }) => `${kind} ${to}`);
}

function answerText(answer: Answer): string {
  return "card" in answer ? toText(answer.card) : answer.kind;
}

function text(sent: Sent | undefined): string {
  return sent ? toText(sent.card) : "";
}
