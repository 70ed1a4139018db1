import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import type { Db } from "../../../db/client.ts";
import type { MailPort } from "../../../jobs/world.ts";
import { type OutreachDesk, openOutreachDesk } from "../../bot/handlers/outreach-desk.ts";
import { testDb } from "../../support/db.ts";
import { recordingMail, testDurations } from "../../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const { approvalRemindMs, approvalEscalateMs, approvalExpireMs, undoMs } = testDurations;

const optOut = `insert into suppression (tenant_id, kind, value_index, reason, at)
  select tenant_id, 'email', email_index, 'asked', now() from contact on conflict do nothing`;
const withdraw = "update consent set withdrawn_at = now()";

/** Everything that can happen to a mail but a valid yes. */
const steps: Record<string, (desk: OutreachDesk, draft: string) => Promise<unknown>> = {
  "time until a reminder": (desk, draft) => desk.later(approvalRemindMs, [draft]),
  "time until somebody else": (desk, draft) => desk.later(approvalEscalateMs, [draft]),
  "time until it expires": (desk, draft) => desk.later(approvalExpireMs, [draft]),
  "an edit": (desk, draft) => desk.send("Rita", "edit_draft", draft, { subject: "x", body: "x" }),
  "a no": (desk, draft) => desk.send("Mona", "reject", draft, { reason: "no" }),
  "an opt-out": (desk) => desk.rows(optOut),
  "a withdrawal": (desk) => desk.rows(withdraw),
  "a rep's yes": (desk, draft) => desk.decide("Ravi", "approve", draft),
  "the author's yes": (desk, draft) => desk.decide("Rita", "approve", draft),
  "a yes to other words": (desk, draft) => desk.decide("Mona", "approve", draft, 7),
  "an undo": (desk, draft) => desk.decide("Mona", "undo_send", draft),
  "a yes that is taken back": async (desk, draft) => {
    await desk.decide("Mona", "approve", draft);
    await desk.decide("Mona", "undo_send", draft);
  },
};

describe("no mail leaves", () => {
  it("without a yes to exactly its words, whatever else happens and in whatever order", async () => {
    const happenings = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 8 });

    await fc.assert(
      fc.asyncProperty(happenings, async (names) => {
        const desk = await openOutreachDesk(db, recordingMail());
        const draft = await desk.draft(await desk.lead());
        for (const name of names) await steps[name]?.(desk, draft);
        await desk.later(undoMs, [draft]);
        await desk.later(approvalExpireMs, [draft]);

        assert.deepEqual(desk.mails, [], names.join(", "));
      }),
      { numRuns: 25 },
    );
  });

  const ends = { "an opt-out": optOut, "a withdrawal": withdraw };
  for (const [what, statement] of Object.entries(ends)) {
    it(`after ${what} was committed, between whichever two transactions of its sending`, async () => {
      const seen = new Set<string>();
      for (let nth = 0; !seen.has("never came"); nth += 1) {
        const end = await sendWith(statement, nth);
        seen.add(end);

        assert.notEqual(end, "sent after it");
      }

      assert.deepEqual([...seen].toSorted(), ["never came", "not sent", "sent before it"]);
    });
  }

  it("beside an opt-out: that one waits until the mail that is leaving has left", async () => {
    const { promise: answer, resolve } = Promise.withResolvers<void>();
    const { promise: called, resolve: call } = Promise.withResolvers<void>();
    const send: MailPort["send"] = async (_, effectKey) => {
      call();
      await answer;
      return { providerId: effectKey };
    };
    const desk = await openOutreachDesk(db, { port: { afterLostAnswer: "ask", send }, sent: [] });
    const draft = await desk.draft(await desk.lead());
    await desk.decide("Mona", "approve", draft);

    const order: string[] = [];
    const sending = desk.later(undoMs, [draft]).then(() => order.push("sent"));
    await called;
    const stopping = desk.rows(optOut).then(() => order.push("opted out"));
    for (let looks = 0; looks < 2_000 && (await lockWaits()) === 0; looks += 1);
    const meanwhile = [...order];
    resolve();
    await Promise.all([sending, stopping]);

    assert.deepEqual(meanwhile, []);
    assert.equal(await desk.stateOf(draft), "sent");
  });
});

/** Sends an approved mail and has something committed before the nth transaction of that. */
async function sendWith(statement: string, nth: number) {
  const state = { counting: false, done: 0, stopped: false, calls: [] as boolean[] };
  const inTenant: Db["inTenant"] = async (tenantId, work) => {
    if (state.counting) state.done += 1;
    if (state.counting && state.done === nth + 1) {
      await db.inTenant(tenantId, (tx) => tx.client.query(statement));
      state.stopped = true;
    }
    return db.inTenant(tenantId, work);
  };
  const send: MailPort["send"] = (_, effectKey) => {
    state.calls.push(state.stopped);
    return Promise.resolve({ providerId: effectKey });
  };
  const mailbox = { port: { afterLostAnswer: "same_key", send } as const, sent: [] };
  const desk = await openOutreachDesk(db, mailbox, { db: { ...db, inTenant } });
  const draft = await desk.draft(await desk.lead());
  await desk.decide("Mona", "approve", draft);

  state.counting = true;
  await desk.later(undoMs, [draft]);

  assert.equal(await desk.stateOf(draft), state.calls.length > 0 ? "sent" : "failed");
  if (!state.stopped) return "never came";
  if (state.calls.length === 0) return "not sent";
  return state.calls.includes(true) ? "sent after it" : "sent before it";
}

async function lockWaits(): Promise<number> {
  const { rows } = await db.owner.query<{ n: number }>(
    "select count(*)::int as n from pg_locks where not granted and locktype = 'advisory'",
  );
  return rows[0]?.n ?? 0;
}
