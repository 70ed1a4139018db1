import { z } from "zod";
import { byJob, moveLead } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import type { EffectRow } from "../../db/effects.ts";
import { findLead } from "../../db/leads.ts";
import { addSentTouch, changeOutreach, lockOutreach } from "../../db/outreach.ts";
import { defineEffect, type Ended } from "../effect.ts";
import { askAboutUnknown, noticeChanged } from "../handoff/notices.ts";
import { NotSent, Refused, type World } from "../world.ts";
import { type Approved, maySend } from "./may-send.ts";
import { changeMail } from "./outreach-changed.ts";

export const sendMailName = { name: "send_mail" };

/** Sends a mail that somebody said yes to. Whatever was true then is looked at again now. */
export const sendMail = defineEffect<Approved>({
  ...sendMailName,
  target: z.object({ draft: z.uuid(), version: z.int() }),
  afterLostAnswer: ({ mail }) => mail?.afterLostAnswer ?? "ask",
  paceMs: () => 0,
  burst: 1,
  attempts: 40,

  forbidden: async (tx, { target }, world) => (await maySend(tx, world, target)).no,

  async call(world, { tenantId, row, target }, stillOurs) {
    const asked = { provider: false };
    let providerId: string | undefined;
    try {
      providerId = await world.db.inTenant(tenantId, (tx) =>
        send(tx, world, target, row.effectKey, () => {
          stillOurs();
          asked.provider = true;
        }),
      );
    } catch (error) {
      if (asked.provider || error instanceof Refused || error instanceof NotSent) throw error;
      throw new NotSent("it could not be looked at once more", { cause: error });
    }
    return { providerId, response: null };
  },

  lookUp: () => Promise.resolve("cannot_tell"),

  async ended(tx, { row, target }, end, world) {
    const mail = await lockOutreach(tx, target.draft);
    if (mail.version !== target.version) return;
    const by = byJob(sendMailName.name, "reason" in end ? end.status : null);
    if (isSent(end)) {
      const at = world.now();
      const change = { state: "sent", endedAt: at, remark: null } as const;
      await changeMail(tx, world, mail, change, { verb: "send_mail", by });
      await addSentTouch(tx, { leadId: mail.leadId, personId: mail.createdBy }, at);
      const lead = await findLead(tx, mail.leadId);
      // A lead in somebody's hand stays there: it was theirs to write to.
      if (lead?.state === "ASSIGNED") {
        await moveLead(tx, lead.id, "ASSIGNED", "OUTREACH_ACTIVE", by);
      }
      return;
    }
    if (end.status === "waiting") {
      if (end.reason === mail.remark) return; // told already
      await changeOutreach(tx, mail.id, { remark: end.reason });
      return noticeChanged(tx, mail.id);
    }
    await changeMail(tx, world, mail, changeOf(end, row, world), { verb: "send_mail", by });
    if (end.status === "unknown") await askAboutUnknown(tx, world, row);
  },
});

/**
 * Asks the provider while the permission is held: an opt-out that arrives in these seconds waits
 * for this mail, and one that came before stops it.
 */
async function send(
  tx: Tx,
  world: World,
  approved: Approved,
  effectKey: string,
  asking: () => void,
): Promise<string> {
  const verdict = await maySend(tx, world, approved);
  if (verdict.no !== null) throw new Refused("Baton", verdict.no);
  if (!world.mail) throw new NotSent("no mailbox is connected");
  const { content } = verdict.mail;
  if (!content) throw new Refused("Baton", "gone");
  const { body: text, ...mail } = content.mail;
  asking();
  const { providerId } = await world.mail.send(tx.tenantId, effectKey, { ...mail, text });
  return providerId;
}

function isSent(end: Ended): end is Extract<Ended, { status: "sent" }> {
  return end.status === "sent" || (end.status === "decided" && end.as === "sent");
}

function changeOf(
  end: Exclude<Ended, { status: "waiting" | "sent" }>,
  { lostAt }: EffectRow,
  { now }: World,
) {
  const over = { state: "failed", endedAt: now() } as const;
  switch (end.status) {
    case "failed":
    case "dead":
      // A try whose answer was lost may have arrived, whatever stopped the next one.
      if (lostAt) return { state: "unknown", endedAt: now(), remark: null } as const;
      return { ...over, remark: end.reason };
    case "unknown":
      return { state: "unknown", remark: null } as const;
    case "decided":
      if (end.as === "pending") return { state: "sending", remark: null } as const;
      return { ...over, remark: "decided" };
  }
}
