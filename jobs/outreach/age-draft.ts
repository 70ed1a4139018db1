import { z } from "zod";
import { byJob } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { changeOutreach, findOutreach, lockOutreach, type Outreach } from "../../db/outreach.ts";
import { wantNotice } from "../handoff/notices.ts";
import { defineJob, enqueue } from "../job.ts";
import type { Durations, World } from "../world.ts";
import { approversOf, reach } from "./approvers.ts";
import { changeMail } from "./outreach-changed.ts";

/** No body of a mail is kept longer. */
const KEPT_MS = 30 * 86_400_000;

/**
 * What silence does to a mail that waits for a yes: a reminder, then somebody else, then never.
 * It never sends. Queued for whatever is next; ends when the text is destroyed.
 */
export const ageDraft = defineJob({
  name: "age_draft",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "draftId",
  key: ({ id }) => id,
  attempts: 25,
  priority: 1,

  async run({ tenantId, id }, world) {
    await world.db.inTenant(tenantId, async (tx) => {
      if (!(await findOutreach(tx, id))) return; // erased
      await age(tx, world, await lockOutreach(tx, id));
      await wakeAgain(tx, world, await lockOutreach(tx, id));
    });
  },
});

async function age(tx: Tx, world: World, mail: Outreach): Promise<void> {
  const now = world.now();
  if (now.getTime() >= mail.createdAt.getTime() + KEPT_MS) {
    return changeOutreach(tx, mail.id, { dataKey: null }); // one that could not leave by then never does
  }
  if (mail.state !== "waiting") return;
  if (now >= mail.expiresAt) {
    const change = { state: "expired", endedAt: now } as const;
    const by = byJob(ageDraft.name);
    return changeMail(tx, world, mail, change, { verb: "expire_draft", by });
  }
  const { remindAt, escalateAt } = stepsOf(mail, world.durations);
  if (remindAt && now >= remindAt) await remind(tx, world, mail);
  if (escalateAt && now >= escalateAt) await escalate(tx, world, mail);
}

async function remind(tx: Tx, world: World, mail: Outreach): Promise<void> {
  const asked = mail.asked.at(-1);
  const to = asked ? await reach(tx, world, asked, mail.surface) : undefined;
  const notice = { notice: "approval_reminder", about: mail.id, leadId: mail.leadId } as const;
  if (to) await wantNotice(tx, notice, to);
  const by = byJob(ageDraft.name);
  await changeMail(tx, world, mail, { remindedAt: world.now() }, { verb: "remind_approval", by });
}

/** Asks the next person who may say yes; the one before keeps their card. */
async function escalate(tx: Tx, world: World, mail: Outreach): Promise<void> {
  const author = { personId: mail.createdBy, surface: mail.surface };
  const able = await approversOf(tx, world, author);
  const next = able.find(({ personId }) => !mail.asked.includes(personId));
  const asked = next ? [...mail.asked, next.personId] : mail.asked;
  const notice = { notice: "approval", about: mail.id, leadId: mail.leadId } as const;
  if (next) await wantNotice(tx, notice, next);
  const by = byJob(ageDraft.name, next ? null : "nobody else may approve");
  const change = { asked, escalatedAt: world.now() };
  await changeMail(tx, world, mail, change, { verb: "escalate_approval", by });
}

/** The moments that are still to come for a mail nobody answers. */
function stepsOf(mail: Outreach, { approvalRemindMs, approvalEscalateMs }: Durations) {
  const after = (ms: number) => new Date(mail.createdAt.getTime() + ms);
  return {
    remindAt: mail.remindedAt ? null : after(approvalRemindMs),
    escalateAt: mail.escalatedAt ? null : after(approvalEscalateMs),
  };
}

async function wakeAgain(tx: Tx, world: World, mail: Outreach): Promise<void> {
  if (!mail.content) return;
  const { remindAt, escalateAt } = stepsOf(mail, world.durations);
  const waiting = mail.state === "waiting" ? [remindAt, escalateAt, mail.expiresAt] : [];
  const destroyed = new Date(mail.createdAt.getTime() + KEPT_MS);
  const due = [...waiting, destroyed].flatMap((at) => (at ? [at.getTime()] : []));
  const inMs = Math.max(0, Math.min(...due) - world.now().getTime());
  await enqueue(tx, ageDraft, { tenantId: tx.tenantId, id: mail.id }, { inMs });
}
