import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { said } from "../../bot/handlers/desk.ts";
import { type OutreachDesk, openOutreachDesk } from "../../bot/handlers/outreach-desk.ts";
import { testDb } from "../../support/db.ts";
import { queued } from "../../support/queue.ts";
import { testDurations } from "../../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const { approvalRemindMs, approvalEscalateMs, approvalExpireMs, undoMs } = testDurations;
const DAY_MS = 86_400_000;

describe("silence", () => {
  it("reminds once, then asks the next who may approve, then expires, and never sends", async () => {
    const { desk, lead, draft } = await given();

    await desk.later(approvalRemindMs, [draft]);
    await desk.later(1_000, [draft]);
    const reminded = to(desk, "Mona");
    const before = to(desk, "Adam");
    await desk.later(approvalEscalateMs, [draft]);
    await desk.later(1_000, [draft]);
    const escalated = to(desk, "Adam");
    await desk.later(approvalExpireMs, [draft]);

    assert.deepEqual(reminded.map(firstLine), [
      "Approve e-mail to Ana Weber, Acme · draft 1",
      "Still waiting for your yes: e-mail to Ana Weber, Acme, by Rita.",
    ]);
    assert.deepEqual(before, []);
    assert.deepEqual(escalated.map(firstLine), ["Approve e-mail to Ana Weber, Acme · draft 1"]);
    assert.match(
      to(desk, "Rita").join(),
      /Your e-mail to Acme\. Nobody answered\. Expired .*, unsent\./,
    );
    assert.deepEqual((await desk.verbs(lead)).slice(-4), [
      "draft_outreach",
      "remind_approval",
      "escalate_approval",
      "expire_draft",
    ]);
    assert.deepEqual([await desk.stateOf(draft), desk.mails], ["expired", []]);
    const effects = await desk.rows("select from route_event where kind = 'send_mail'");
    assert.equal(effects.length, 0);
  });

  it("has all its steps waiting in the queue from the draft on, so that a restart loses none", async () => {
    const { desk, draft } = await given();

    const keys = await queued(db);
    await desk.later(0, [draft]);
    const [next] = await waits(draft);

    assert.ok(keys.includes(`age_draft:${draft}`));
    assert.ok(Math.abs(Number(next) - approvalRemindMs) < 60_000, `${next}`);
  });

  it("has nobody else to ask where one person alone may approve", async () => {
    const { desk, draft } = await given();
    await desk.rows("update person set role = 'rep' where name = 'Adam'");

    await desk.later(approvalEscalateMs, [draft]);
    await desk.later(approvalExpireMs, [draft]);

    assert.deepEqual(to(desk, "Adam"), []);
    assert.equal(await desk.stateOf(draft), "expired");
  });

  it("goes on counting after an approval that was undone", async () => {
    const { desk, draft } = await given();
    await desk.decide("Mona", "approve", draft);
    await desk.later(0, [draft]);
    await desk.decide("Mona", "undo_send", draft);

    await desk.later(approvalExpireMs, [draft]);

    assert.deepEqual([await desk.stateOf(draft), desk.mails], ["expired", []]);
  });

  it("does not expire what was approved in the last minute", async () => {
    const { desk, draft } = await given();
    await desk.later(approvalExpireMs - 1_000, []);

    await desk.decide("Mona", "approve", draft);
    await desk.later(undoMs, [draft]);

    assert.equal(desk.mails.length, 1);
  });

  it("leaves no text of a mail after thirty days", async () => {
    const { desk, lead, draft } = await given();
    await desk.decide("Mona", "approve", draft);
    await desk.later(undoMs, [draft]);

    await desk.later(30 * DAY_MS, [draft]);

    assert.deepEqual(await desk.rows("select data_key from outreach"), [{ data_key: null }]);
    const card = said(await desk.decide("Mona", "show_draft", draft));
    assert.match(card, /sent[\s\S]*The text was deleted/);
    assert.doesNotMatch(card, /Ana Weber|Data Engineer/);
    assert.match(said(await desk.press("Rita", "show", lead)), /E-mail sent/);
  });
});

/** What somebody was sent, in the order it came. */
function to(desk: OutreachDesk, name: string): string[] {
  const posts = desk.slack.filter((one) => one.kind === "post" && one.to === `dm:U${name}`);
  return posts.map(({ card }) => toText(card));
}

function firstLine(text: string): string {
  return text.slice(0, text.indexOf("\n"));
}

/** How long the jobs about a draft wait, in ms. */
async function waits(draft: string): Promise<number[]> {
  const { rows } = await db.owner.query<{ ms: number }>(
    `select extract(epoch from run_at - now())::float8 * 1000 as ms from graphile_worker.jobs
     where key = 'age_draft:' || $1`,
    [draft],
  );
  return rows.map(({ ms }) => ms);
}

async function given(): Promise<{ desk: OutreachDesk; lead: string; draft: string }> {
  const desk = await openOutreachDesk(db);
  const lead = await desk.lead();
  return { desk, lead, draft: await desk.draft(lead) };
}
