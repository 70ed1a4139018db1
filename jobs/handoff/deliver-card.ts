import { z } from "zod";
import { leadCard } from "../../cards/lead-card.ts";
import { isQuiet } from "../../db/imports/quiet.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead, noteCardShown } from "../../db/leads.ts";
import {
  endDelivery,
  forgetCard,
  listCards,
  noteEdit,
  type StandingCard,
  startDelivery,
} from "../../db/messages.ts";
import { originsOf } from "../../db/source-events.ts";
import { getTenant } from "../../db/tenants.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { defineJob, enqueue } from "../job.ts";
import { NotSent, Refused, type World } from "../world.ts";
import { placesOf } from "./places.ts";
import { wantCard } from "./want-card.ts";
import { wantWebhookCards } from "./want-webhook-cards.ts";

/** Somebody else is editing this lead's cards: look again after this long. */
const AGAIN_MS = 200;

type Payload = { tenantId: string; id: string };

/** Brings every copy of a lead's card up to date, and asks the outbox for the ones that are missing. */
export const deliverCard = defineJob({
  name: "deliver_card",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 12,
  priority: -1,

  async run(payload, world) {
    const { db, now } = world;
    const { tenantId, id } = payload;
    const mine = await db.inTenant(tenantId, async (tx) => {
      // A file of leads must not flood a channel: its leads have cards where somebody asked for one.
      if ((await isQuiet(tx, id)) && (await listCards(tx, id)).length === 0) return false;
      if (await startDelivery(tx, id)) return true;
      if (await findLead(tx, id)) {
        await enqueue(tx, deliverCard, payload, { inMs: AGAIN_MS });
      }
      return false;
    });
    if (!mine) return;

    let wait: number;
    try {
      wait = await deliver(world, payload);
    } finally {
      await db.inTenant(tenantId, (tx) => endDelivery(tx, id));
    }
    if (wait > 0) {
      const runAt = new Date(now().getTime() + wait);
      await db.inTenant(tenantId, (tx) => enqueue(tx, deliverCard, payload, { runAt }));
    }
  },
});

/** Returns how long until a copy that was edited a moment ago may be edited again, in ms. */
async function deliver(world: World, payload: Payload): Promise<number> {
  const { db, now } = world;
  const { tenantId, id } = payload;
  const timeZone = (await getTenant(db, tenantId))?.timeZone ?? "UTC";
  const connected = surfaces.filter((surface) => world.chat[surface] !== null);

  const { view, standing } = await db.inTenant(tenantId, async (tx) => {
    const view = await getLeadView(tx, id, world.publicUrl, now());
    const standing = await listCards(tx, id);
    const origins = await originsOf(tx, id);
    const quiet = await isQuiet(tx, id);
    if (view.mergedInto) return { view, standing }; // its cards say where it went; there are no new ones
    const places = quiet ? [] : await placesOf(tx, wants(view), origins, connected);
    for (const place of places) await wantCard(tx, id, place, wants(view).label);
    if (origins.length === 0 && !quiet) await wantWebhookCards(tx, view, wants(view).open);
    return { view, standing };
  });

  const waits = await Promise.all(
    standing.map((card) => edit(world, tenantId, card, view, timeZone)),
  );
  const wait = Math.max(0, ...waits);
  if (standing.length > 0 && view.decision !== null && wait === 0) {
    await db.inTenant(tenantId, (tx) => noteCardShown(tx, id, true, now()));
  }
  return wait;
}

function wants(view: LeadView) {
  return {
    label: view.decision?.label ?? null,
    ownerId: view.claimedBy?.personId ?? view.offeredTo?.personId ?? null,
    open: view.outcome === null || !["not_a_fit", "won", "lost"].includes(view.outcome.outcome),
  };
}

/** Edits one copy unless it is up to date; returns how long to wait when it was edited a moment ago, in ms. */
async function edit(
  { db, chat, now, durations }: World,
  tenantId: string,
  card: StandingCard,
  view: LeadView,
  timeZone: string,
): Promise<number> {
  const port = chat[card.surface];
  if (!port || card.version >= view.version) return 0;
  const since = now().getTime() - card.editedAt.getTime();
  if (since < durations.cardEditMs) return durations.cardEditMs - since;

  try {
    await port.update(tenantId, card, leadCard(view, now(), timeZone));
  } catch (error) {
    if (error instanceof NotSent && error.retryAfterMs) return error.retryAfterMs;
    if (!(error instanceof Refused)) throw error;
    await db.inTenant(tenantId, (tx) => forgetCard(tx, card, now()));
    return 0;
  }
  await db.inTenant(tenantId, (tx) => noteEdit(tx, card, view.version, now()));
  return 0;
}
