import { z } from "zod";
import { leadCard } from "../../cards/lead-card.ts";
import { toText } from "../../cards/to-text.ts";
import { words } from "../../cards/words.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead } from "../../db/leads.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { senderOf } from "../../pipeline/outreach/draft.ts";
import { defineEffect } from "../effect.ts";
import { NotSent } from "../world.ts";
import { askAboutUnknown } from "./notices.ts";
import { type FallbackTarget, mailFallback as named } from "./want-fallback-mail.ts";

/** Tells somebody by mail what the chat would not take: the card as text, and a link to its page. */
export const mailFallback = defineEffect<FallbackTarget>({
  ...named,
  target: z.object({ email: z.string() }),
  afterLostAnswer: ({ mail }) => mail?.afterLostAnswer ?? "ask",
  paceMs: () => 0,
  burst: 1,
  attempts: 40,

  async forbidden(tx, { row }) {
    return row.leadId && (await findLead(tx, row.leadId)) ? null : "the lead is gone";
  },

  async call(world, { tenantId, row, target }, stillOurs) {
    const { db, mail, now, publicUrl } = world;
    if (!mail) throw new NotSent("no mailbox is connected");
    const { leadId } = row;
    if (!leadId) throw new Error(`effect ${row.id} has no lead`);
    const { card, link } = await db.inTenant(tenantId, async (tx) => {
      const view = await getLeadView(tx, leadId, publicUrl, now());
      return { card: leadCard(view, now(), await timeZoneOf(tx)), link: view.evidenceUrl };
    });
    const from = senderOf("Baton", publicUrl);
    const to = { name: "", address: target.email };
    const text = [words.chatIsDown, "", toText(card), "", link].join("\n");
    stillOurs();
    const sent = await mail.send(tenantId, row.effectKey, {
      from,
      to,
      subject: card.summary,
      text,
    });
    return { providerId: sent.providerId, response: null };
  },

  lookUp: () => Promise.resolve("cannot_tell"),

  async ended(tx, { row }, end, world) {
    if (end.status === "unknown") await askAboutUnknown(tx, world, row);
  },
});
