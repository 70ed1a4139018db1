import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { MailRefused, NotSent } from "../../../jobs/world.ts";
import { buttonsOf, said } from "../../bot/handlers/desk.ts";
import { type OutreachDesk, openOutreachDesk } from "../../bot/handlers/outreach-desk.ts";
import { testDb } from "../../support/db.ts";
import { recordingMail, testDurations } from "../../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const suppress = `insert into suppression (tenant_id, kind, value_index, reason, at)
  select tenant_id, 'email', email_index, 'asked', now() from contact`;

/** What may happen after somebody said yes, and what the card then says. */
const changes: Record<string, [statement: string, why: RegExp]> = {
  "they asked not to be contacted": [suppress, /They asked not to be contacted/],
  "they took their consent back": [
    "update consent set withdrawn_at = now()",
    /They took their consent back/,
  ],
  "the lead was closed": ["update lead set closed_as = 'lost'", /This lead is closed/],
  "the lead opted out": [
    "update lead set state = 'OPT_OUT', previous_state = 'ASSIGNED'",
    /They asked not to be contacted/,
  ],
  "the lead was parked": [
    "update lead set state = 'STALE', previous_state = 'ASSIGNED'",
    /This lead is parked/,
  ],
  "the person was erased": ["update contact set data_key = null", /The text was deleted/],
  "the draft was changed behind the approval": [
    "update outreach set version = version + 1 where state = 'sending'",
    /Approved by Mona · on its way/,
  ],
};

describe("send_mail", () => {
  for (const [what, [statement, why]] of Object.entries(changes)) {
    it(`does not send when ${what} after the yes, and the card says why`, async () => {
      const { desk, draft } = await approved();

      await desk.rows(statement);
      await desk.outbox();

      assert.deepEqual(desk.mails, []);
      assert.match(said(await desk.decide("Mona", "show_draft", draft)), why);
      const [effect] = await desk.rows("select status from route_event where kind = 'send_mail'");
      assert.deepEqual(effect, { status: "failed" });
    });
  }

  it("does not send to another address than the one that was approved", async () => {
    const { desk, draft } = await approved();
    await db.inTenant(desk.tenantId, async (tx) => {
      const { rows } = await tx.client.query("select id, data_key from contact");
      const email = tx.vault.dataKey(rows[0].data_key).seal("eve@acme.example");
      await tx.client.query("update contact set email = $1", [email]);
    });

    await desk.outbox();

    assert.deepEqual(desk.mails, []);
    const card = said(await desk.decide("Mona", "show_draft", draft));
    assert.match(card, /Not sent: the address changed after it was drafted/);
  });

  it("answers an enquiry once", async () => {
    const { desk, lead } = await approved();
    await desk.outbox();

    const again = await desk.press("Rita", "draft_outreach", lead);

    assert.equal(desk.mails.length, 1);
    assert.match(said(again), /^Their enquiry was answered already/);
  });

  it("says a provider's no on the card and to the author, and never shows it as sent", async () => {
    const failures = [new MailRefused("the mailbox", "550 no such user")];
    const { desk, lead, draft } = await approved(recordingMail("same_key", failures));

    await desk.outbox();
    await desk.outbox();

    assert.match(
      said(await desk.decide("Mona", "show_draft", draft)),
      /Not sent: 550 no such user/,
    );
    assert.match(toldTo(desk, "URita"), /Your e-mail to Acme\. Not sent: 550 no such user/);
    assert.match(said(await desk.press("Rita", "show", lead)), /E-mail not sent/);
    assert.deepEqual(await desk.rows("select from touch"), []);
    assert.equal((await desk.view(lead)).state, "ASSIGNED");
  });

  it("says that it is tried again while the mailbox is away, and then sends once", async () => {
    const failures = [new NotSent("no connection")];
    const { desk, draft } = await approved(recordingMail("ask", failures));

    await desk.outbox();
    const waiting = said(await desk.decide("Mona", "show_draft", draft));
    await desk.rows("update route_event set next_at = now() where kind = 'send_mail'");
    await desk.outbox();

    assert.match(waiting, /Not sent yet \(no connection\)\. It is tried again\./);
    assert.match(said(await desk.decide("Mona", "show_draft", draft)), /Approved by Mona · sent/);
    assert.equal(desk.mails.length, 1);
  });

  it("asks a person when nobody can know, and believes what they say", async () => {
    const failures = [new Error("socket hang up")];
    const { desk, lead, draft } = await approved(recordingMail("ask", failures));

    await desk.outbox();
    await desk.outbox();
    const unknown = said(await desk.decide("Mona", "show_draft", draft));
    const [effect] = await desk.rows<{ id: string }>(
      "select id from route_event where kind = 'send_mail'",
    );
    const args = { effect: effect?.id ?? "" };
    await desk.handlers.press(desk.as("Mona", "m1"), { verb: "effect_arrived", args, version: 1 });

    assert.match(unknown, /Nobody knows whether it left/);
    assert.match(toldTo(desk, "UMona"), /Nobody knows whether the mail about Acme went out/);
    assert.match(said(await desk.decide("Mona", "show_draft", draft)), /Approved by Mona · sent/);
    assert.equal((await desk.view(lead)).state, "OUTREACH_ACTIVE");
    assert.equal(desk.mails.length, 0);
  });

  it("sends again under the same key when an answer was lost", async () => {
    const mailbox = recordingMail("same_key", [new Error("socket hang up")]);
    const { desk, draft } = await approved(mailbox);

    await desk.outbox();
    await desk.rows("update route_event set next_at = now() where kind = 'send_mail'");
    await desk.outbox();

    assert.deepEqual(
      mailbox.sent.map(({ effectKey }) => effectKey),
      [`mail:${draft}:1`],
    );
  });

  it("does not call a mail unsent that may have left before they asked us to stop", async () => {
    const { desk, draft } = await approved(
      recordingMail("same_key", [new Error("socket hang up")]),
    );

    await desk.outbox();
    await desk.rows(suppress);
    await desk.rows("update route_event set next_at = now() where kind = 'send_mail'");
    await desk.outbox();

    assert.deepEqual(desk.mails, []);
    const shown = await desk.decide("Mona", "show_draft", draft);
    assert.match(said(shown), /Nobody knows whether it left/);
    assert.equal(buttonsOf(shown).size, 0);
  });
});

function toldTo(desk: OutreachDesk, user: string): string {
  const told = desk.slack.filter(({ to }) => to === `dm:${user}`);
  return told.map(({ card }) => toText(card)).join("\n\n");
}

/** A mail that Mona said yes to, on its way to the outbox. */
async function approved(mailbox = recordingMail()) {
  const desk = await openOutreachDesk(db, mailbox);
  const lead = await desk.lead();
  const draft = await desk.draft(lead);
  await desk.decide("Mona", "approve", draft);
  await desk.outbox();
  desk.clock.now = new Date(desk.clock.now.getTime() + testDurations.undoMs);
  await desk.handToOutbox(draft);
  return { desk, lead, draft };
}
