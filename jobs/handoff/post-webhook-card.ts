import { z } from "zod";
import { followUpCard, newsOf } from "../../cards/follow-up-card.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { type Links, toWebhook } from "../../cards/to-webhook.ts";
import type { Tx } from "../../db/client.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead } from "../../db/leads.ts";
import { actLink } from "../../db/links.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { defineEffect, type Wanted } from "../effect.ts";
import { enqueue } from "../job.ts";
import { Refused, type World } from "../world.ts";
import { deliverCard } from "./deliver-card.ts";
import { askAboutUnknown } from "./notices.ts";
import { priorityOf } from "./want-card.ts";
import { wantFallbackMail } from "./want-fallback-mail.ts";
import {
  postWebhookCardName,
  theLead,
  type WebhookTarget,
  webhooksOf,
} from "./want-webhook-cards.ts";
import { postToWebhook } from "./webhook-client.ts";

/**
 * Tells a channel about a lead where no app may be installed. A webhook keeps no keys and cannot be
 * read back; a second message does little harm, for its links lead to pages that show the lead as
 * it is, while a message that is missing is a lead nobody hears of. So a lost answer means: again.
 */
export const postWebhookCard = defineEffect<WebhookTarget>({
  ...postWebhookCardName,
  target: z.object({ surface: z.enum(surfaces), says: z.string() }),
  afterLostAnswer: () => "copy",
  paceMs: ({ channelPostMs }) => channelPostMs,
  burst: 1,
  /** Over half an hour. More would be as many copies, where a webhook posts and answers with errors. */
  attempts: 12,

  async forbidden(tx, { row, target }) {
    if ((await webhooksOf(tx))[target.surface] === null) return "there is no such webhook any more";
    return row.leadId && (await findLead(tx, row.leadId)) ? null : "the lead is gone";
  },

  async call(world, wanted, stillOurs) {
    const { tenantId, target } = wanted;
    const { address, message, told } = await world.db.inTenant(tenantId, (tx) =>
      draw(tx, world, wanted),
    );
    stillOurs();
    await postToWebhook(world, target.surface, address, message);
    return { providerId: null, response: { told } };
  },

  lookUp: () => Promise.resolve("cannot_tell"),

  async ended(tx, { tenantId, row, target }, end, world) {
    const { leadId } = row;
    if (end.status === "unknown") return askAboutUnknown(tx, world, row);
    if (end.status === "decided" || !leadId || target.says !== theLead) return;
    if (end.status === "sent") return enqueue(tx, deliverCard, { tenantId, id: leadId });
    const kind = row.priority <= priorityOf("A") ? "alert" : "home";
    await wantFallbackMail(tx, row, kind, end.status);
  },
});

/** The message as the lead stands now, and which news it holds. */
async function draw(
  tx: Tx,
  world: World,
  { row, target: { surface, says } }: Wanted<WebhookTarget>,
) {
  const address = (await webhooksOf(tx))[surface];
  if (address === null || !row.leadId) throw new Refused("Baton", "no_webhook");
  const now = world.now();
  const view = await getLeadView(tx, row.leadId, world.publicUrl, now);
  const timeZone = await timeZoneOf(tx);
  const lead = { tenantId: tx.tenantId, leadId: row.leadId };
  const links: Links = {
    evidence: view.evidenceUrl,
    act: (verb) => actLink(tx.vault, world.publicUrl, lead, verb, now),
  };
  const news = newsOf(view, now, timeZone);
  const told = news.map(({ key }) => key);
  if (says === theLead) {
    return { address, told, message: toWebhook(surface, leadCard(view, now, timeZone), links) };
  }
  const one = news.find(({ key }) => key === says);
  if (!one) throw new Refused("Baton", "nothing_left_to_say");
  return { address, told: [], message: toWebhook(surface, followUpCard(view, one), links) };
}
