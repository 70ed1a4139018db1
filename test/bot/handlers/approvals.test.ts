import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { testDb } from "../../support/db.ts";
import { recordingMail, testDurations } from "../../support/world.ts";
import { said } from "./desk.ts";
import { labelsOf, type OutreachDesk, openOutreachDesk } from "./outreach-desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const { undoMs } = testDurations;

describe("an approval", () => {
  it("sends after the time to undo it is over, once, and every card says so", async () => {
    const { desk, lead, draft } = await given();

    const approved = await desk.decide("Mona", "approve", draft);
    await desk.later(undoMs - 1_000, [draft]);
    const early = desk.mails.length;
    await desk.later(1_000, [draft]);
    await desk.later(0, [draft]);

    assert.match(said(approved), /Approved by Mona 09:00 · sends 09:05[\s\S]*\[ Undo \]/);
    assert.equal(early, 0);
    assert.deepEqual(
      desk.mails.map(({ to, from, subject }) => [to.address, from.name, subject]),
      [["ana@acme.example", "Rita", "Your open role: Data Engineer"]],
    );
    assert.match(said(await desk.press("Rita", "show", lead)), /E-mail sent, 09:05/);
    const { state } = await desk.view(lead);
    assert.equal(state, "OUTREACH_ACTIVE");
    assert.deepEqual(await desk.rows("select kind from touch"), [{ kind: "sent" }]);
    assert.deepEqual((await desk.verbs(lead)).slice(-5), [
      "draft_outreach",
      "approve",
      "send_mail",
      "send_mail",
      "move",
    ]);
  });

  it("leaves the lead to whoever claims it then", async () => {
    const { desk, lead, draft } = await given();
    await desk.decide("Mona", "approve", draft);
    await desk.later(undoMs, [draft]);

    const claimed = await desk.press("Ravi", "claim", lead);

    assert.match(said(claimed), /Claimed by Ravi/);
  });

  it("leaves a lead where it is that somebody has in hand", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead(undefined, "A");
    const draft = await desk.draft(lead);

    await desk.decide("Mona", "approve", draft);
    await desk.later(undoMs, [draft]);

    assert.equal(desk.mails.length, 1);
    assert.equal((await desk.view(lead)).state, "HANDED_OFF");
  });

  it("is one, whoever else presses at the same moment", async () => {
    const { desk, lead, draft } = await given();

    const answers = await Promise.all([
      desk.decide("Mona", "approve", draft),
      desk.decide("Adam", "approve", draft),
      desk.decide("Mona", "approve", draft),
    ]);
    await desk.later(undoMs, [draft]);

    const late = answers.filter((answer) => /This was settled a moment ago/.test(said(answer)));
    assert.equal(late.length, 2);
    assert.equal((await desk.verbs(lead)).filter((verb) => verb === "approve").length, 1);
    assert.equal(desk.mails.length, 1);
  });

  it("of words that were changed meanwhile is refused, and the new ones are shown", async () => {
    const { desk, draft } = await given();
    await desk.send("Rita", "edit_draft", draft, { subject: "Hello", body: "A new text." });

    const stale = await desk.decide("Mona", "approve", draft, 1);
    await desk.later(undoMs, [draft]);

    assert.match(said(stale), /^This draft was changed meanwhile\. Here is draft 2/);
    assert.match(said(stale), /Edited by Rita/);
    assert.deepEqual([await desk.stateOf(draft), desk.mails.length], ["waiting", 0]);
  });

  it("can be taken back until the mail leaves, and given again", async () => {
    const { desk, draft } = await given();

    await desk.decide("Mona", "approve", draft);
    const undone = await desk.decide("Adam", "undo_send", draft);
    await desk.later(undoMs, [draft]);
    const afterUndo = desk.mails.length;
    await desk.decide("Mona", "approve", draft);
    await desk.later(undoMs, [draft]);
    const tooLate = await desk.decide("Mona", "undo_send", draft);

    assert.match(said(undone), /Waits for a yes[\s\S]*\[ Approve \]/);
    assert.deepEqual([afterUndo, desk.mails.length], [0, 1]);
    assert.match(said(tooLate), /This was settled a moment ago[\s\S]*sent 09:10/);
  });

  it("is too late to take back in the moment the mail is due", async () => {
    const { desk, draft } = await given();
    await desk.decide("Mona", "approve", draft);

    desk.clock.now = new Date(desk.clock.now.getTime() + undoMs);
    const late = await desk.decide("Mona", "undo_send", draft);

    assert.match(said(late), /^Too late to undo/);
    assert.equal(await desk.stateOf(draft), "approved");
  });

  it("is nobody's who wrote the mail, while somebody else may give it", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead();
    await desk.press("Mona", "draft_outreach", lead);
    const [row] = await desk.rows<{ id: string }>("select id from outreach");
    const draft = row?.id ?? "";

    const own = await desk.decide("Mona", "approve", draft);
    const other = await desk.decide("Adam", "approve", draft);

    assert.match(said(own), /^You wrote this draft, so somebody else says yes\. Ask Adam\./);
    assert.match(said(other), /Approved by Adam/);
  });

  it("is the author's own where nobody else may give it, and the card says so", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead();
    await desk.rows("update person set role = 'rep' where name = 'Adam'");

    const answer = await desk.press("Mona", "draft_outreach", lead);
    const [row] = await desk.rows<{ id: string }>("select id from outreach");
    const approved = await desk.decide("Mona", "approve", row?.id ?? "");

    assert.match(said(answer), /You wrote this yourself\. Nobody else may approve it\./);
    assert.match(said(approved), /Approved by Mona/);
  });

  it("is not for reps, and is not offered where no mailbox is connected", async () => {
    const desk = await openOutreachDesk(db, null);
    const draft = await desk.draft(await desk.lead());

    const rep = await desk.decide("Ravi", "approve", draft);
    const shown = await desk.decide("Mona", "show_draft", draft);
    const manager = await desk.decide("Mona", "approve", draft);

    assert.match(said(rep), /^Approving is for managers\. Ask Mona/);
    assert.deepEqual(labelsOf(shown), ["Edit", "Reject…"]);
    assert.match(said(shown), /No mailbox is connected yet/);
    assert.match(said(manager), /^No mailbox is connected yet/);
    assert.equal(await desk.stateOf(draft), "waiting");
  });

  it("of a mail that waited too long is refused", async () => {
    const { desk, draft } = await given();

    desk.clock.now = new Date(desk.clock.now.getTime() + testDurations.approvalExpireMs);
    const late = await desk.decide("Mona", "approve", draft);

    assert.match(said(late), /^This waited too long for a yes/);
    assert.equal(await desk.stateOf(draft), "waiting");
  });

  it("may not come from another tenant", async () => {
    const { draft } = await given();
    const theirs = await openOutreachDesk(db);

    await assert.rejects(theirs.decide("Mona", "approve", draft), /out of date/);
  });
});

describe("an edit", () => {
  it("makes a new version that says who changed it, and warns of promises", async () => {
    const { desk, lead, draft } = await given();

    const form = await desk.decide("Mona", "edit_draft", draft);
    const subject = "A 20% discount";
    const edited = await desk.send("Mona", "edit_draft", draft, {
      subject,
      body: "We guarantee it.",
    });
    await desk.decide("Mona", "approve", draft, 2);
    await desk.later(undoMs, [draft]);

    assert.match(said(form), /^Edit e-mail/);
    assert.match(said(edited), /draft 2[\s\S]*Edited by Mona/);
    assert.match(said(edited), /⚠ This reads like a promise: 20%, discount, guarantee/);
    assert.doesNotMatch(said(edited), /no promises/);
    assert.match(said(edited), /Checks no facts used/);
    assert.deepEqual(
      desk.mails.map((mail) => [mail.subject, mail.text]),
      [[subject, "We guarantee it."]],
    );
    assert.ok((await desk.acts(lead)).includes("Mona edit_draft"));
  });

  it("names the field that is empty", async () => {
    const { desk, draft } = await given();

    assert.equal(
      said(await desk.send("Mona", "edit_draft", draft, { body: "x" })),
      "subject: Write a subject.",
    );
    assert.equal(
      said(await desk.send("Mona", "edit_draft", draft, { subject: "x" })),
      "body: Write a text.",
    );
  });

  it("cannot smuggle a line into the mail's head", async () => {
    const { desk, draft } = await given();

    await desk.send("Mona", "edit_draft", draft, {
      subject: "Hello\nBcc: everybody@acme.example",
      body: "x",
    });
    await desk.decide("Mona", "approve", draft, 2);
    await desk.later(undoMs, [draft]);

    assert.deepEqual(
      desk.mails.map((mail) => mail.subject),
      ["Hello Bcc: everybody@acme.example"],
    );
  });

  it("is the author's and the approvers', nobody else's", async () => {
    const { desk, draft } = await given();

    const other = await desk.decide("Ravi", "edit_draft", draft);
    const sent = await desk.send("Ravi", "edit_draft", draft, { subject: "x", body: "x" });

    assert.match(said(other), /^Only Rita and who approves may change this draft\./);
    assert.match(said(sent), /^Only Rita/);
  });
});

describe("a no", () => {
  it("ends it, and tells the author why", async () => {
    const { desk, lead, draft } = await given();

    const empty = await desk.send("Mona", "reject", draft, {});
    const answer = await desk.send("Mona", "reject", draft, { reason: "Too pushy." });
    await desk.later(undoMs, [draft]);

    assert.equal(said(empty), "reason: Say why, so that the next draft is better.");
    assert.match(said(answer), /Rejected by Mona: Too pushy\./);
    const told = desk.slack.filter(({ to }) => to === "dm:URita").map(({ card }) => toText(card));
    assert.match(told.join(), /Your e-mail to Acme\. Rejected by Mona: Too pushy\./);
    assert.equal(desk.mails.length, 0);
    assert.match(said(await desk.press("Rita", "show", lead)), /E-mail rejected/);
    assert.match(said(await desk.press("Rita", "draft_outreach", lead)), /^Mona is asked/);
  });
});

async function given(): Promise<{ desk: OutreachDesk; lead: string; draft: string }> {
  const desk = await openOutreachDesk(db, recordingMail());
  const lead = await desk.lead();
  return { desk, lead, draft: await desk.draft(lead) };
}
