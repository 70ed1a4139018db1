import { z } from "zod";
import { byJob } from "../../db/audit.ts";
import { findOutreach, lockOutreach } from "../../db/outreach.ts";
import { wantEffect } from "../effect.ts";
import { defineJob, enqueue } from "../job.ts";
import { changeMail } from "./outreach-changed.ts";
import { sendMailName } from "./send-mail.ts";

/** Hands an approved mail to the outbox once nobody can undo it any more; queued for that moment by the approval. */
export const sendDraft = defineJob({
  name: "send_draft",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid(), version: z.int() }),
  about: "draftId",
  key: ({ id, version }) => `${id}:${version}`,
  attempts: 12,
  priority: 0,

  async run(payload, world) {
    const { tenantId, id, version } = payload;
    await world.db.inTenant(tenantId, async (tx) => {
      if (!(await findOutreach(tx, id))) return; // erased
      const mail = await lockOutreach(tx, id);
      if (mail.state !== "approved" || mail.version !== version || !mail.sendsAt) return;
      const inMs = mail.sendsAt.getTime() - world.now().getTime();
      if (inMs > 0) return enqueue(tx, sendDraft, payload, { inMs }); // undone, and approved anew

      await changeMail(
        tx,
        world,
        mail,
        { state: "sending" },
        { verb: "send_mail", by: byJob("send_draft") },
      );
      await wantEffect(tx, sendMailName, {
        leadId: mail.leadId,
        effectKey: `mail:${id}:${version}`,
        channel: "mail",
        lane: `mail:${id}`,
        priority: -5,
        target: { draft: id, version },
      });
    });
  },
});
