import { z } from "zod";
import { answers } from "../../cards/answers.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { noteCard } from "../../cards/note-card.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead, noteCardShown } from "../../db/leads.ts";
import { rememberCard } from "../../db/messages.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { defineEffect, type Wanted } from "../effect.ts";
import { enqueue } from "../job.ts";
import { Refused, type World } from "../world.ts";
import { chatPost, PostReceipt, portOf, receiptOf } from "./chat-post.ts";
import { deliverCard } from "./deliver-card.ts";
import { askAboutUnknown } from "./notices.ts";
import { Address, type CardPlace, dmPlace } from "./places.ts";
import { postCardName, wantCard } from "./want-card.ts";
import { wantFallbackMail } from "./want-fallback-mail.ts";

const Place: z.ZodType<CardPlace> = z.object({
  surface: z.enum(surfaces),
  kind: z.enum(["home", "alert", "dm", "notice"]),
  target: Address,
  key: z.string(),
  origin: z.custom<CardPlace["origin"]>(),
});

/** Posts one copy of a lead's card, as the lead stands at that moment. */
export const postCard = defineEffect<CardPlace>({
  ...postCardName,
  target: Place,
  ...chatPost,

  async forbidden(tx, { row }) {
    return row.leadId && (await findLead(tx, row.leadId)) ? null : "the lead is gone";
  },

  async call(world, wanted, stillOurs) {
    const { tenantId, target: place } = wanted;
    const port = portOf(world, wanted);
    const leadId = leadOf(wanted);
    const { card, version } = await world.db.inTenant(tenantId, async (tx) => {
      const view = await getLeadView(tx, leadId, world.publicUrl, world.now());
      return { card: leadCard(view, world.now(), await timeZoneOf(tx)), version: view.version };
    });
    stillOurs();
    try {
      const posted = await port.post(tenantId, place.target, card, wanted.row.effectKey);
      return receiptOf(posted, version);
    } catch (error) {
      if (error instanceof Refused) await explainTo(world, tenantId, place);
      throw error;
    }
  },

  async lookUp(world, wanted, since) {
    const { tenantId, target: place, row } = wanted;
    const found = await portOf(world, wanted).lookup(tenantId, place.target, row.effectKey, since);
    // Which version was posted is not known: the oldest, so that it is edited.
    return typeof found === "string" ? found : receiptOf(found, 0);
  },

  async ended(tx, wanted, end, world) {
    const { target: place } = wanted;
    const leadId = leadOf(wanted);
    if (end.status === "sent") {
      const { version, ...posted } = PostReceipt.parse(end.receipt.response);
      const { surface, kind } = place;
      const editedAt = world.now();
      await rememberCard(tx, { ...posted, surface, kind, leadId, version, editedAt });
      const lead = await findLead(tx, leadId);
      await noteCardShown(tx, leadId, false, editedAt);
      if (lead) await enqueue(tx, deliverCard, { tenantId: wanted.tenantId, id: leadId });
      return;
    }
    if (end.status === "unknown") return askAboutUnknown(tx, world, wanted.row);
    if (end.status === "decided") return;
    if (end.status === "failed" && place.origin) {
      await wantCard(tx, leadId, dmPlace(place.surface, place.origin.userId), null);
    }
    await wantFallbackMail(tx, wanted.row, place.kind, end.status);
  },
});

/** The bot is not in the channel: whoever asked there is told why the card comes to their own messages. */
async function explainTo(world: World, tenantId: string, place: CardPlace): Promise<void> {
  if (!place.origin) return;
  await world.chat[place.surface]
    ?.whisper(tenantId, place.origin, noteCard(answers.notInChannel))
    .catch((error: unknown) => world.log.warn({ err: error }, "could not say where a card went"));
}

function leadOf({ row }: Wanted<CardPlace>): string {
  if (!row.leadId) throw new Error(`effect ${row.id} has no lead`);
  return row.leadId;
}
