import type { Card } from "../../cards/card.ts";
import { needsInfoCard } from "../../cards/needs-info-card.ts";
import { appendEvent } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { findInfoRequest, openInfoRequest } from "../../db/info-requests.ts";
import { type StoredArrival, settleSourceEvent } from "../../db/source-events.ts";
import { doorNameOf, timeZoneOf } from "../../db/tenants.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { type NoticePlace, wantNotice } from "../handoff/notices.ts";
import { channelsOf } from "../handoff/places.ts";
import { recipients } from "../handoff/recipients.ts";
import type { World } from "../world.ts";

/** An arrival that says too little waits for somebody who knows more, and the leads channels ask. */
export async function askForMore(
  tx: Tx,
  { id, channel }: Pick<StoredArrival, "id" | "channel">,
  world: Pick<World, "now" | "chat">,
): Promise<void> {
  await settleSourceEvent(tx, id, "needs_info", null);
  await openInfoRequest(tx, id);
  await appendEvent(tx, "raw.events", "arrival.needs_info", world.now(), { key: channel });
  for (const place of await leadsChannels(tx, world)) {
    await wantNotice(tx, { notice: "needs_info", about: id, leadId: null }, place);
  }
}

/** Where leads are talked about; a Baton without such a channel asks whoever may hand leads out. */
async function leadsChannels(tx: Tx, world: Pick<World, "chat">) {
  const people = await recipients(tx, world, "work");
  const places: NoticePlace[] = [];
  for (const surface of surfaces.filter((one) => world.chat[one] !== null)) {
    const { leads } = await channelsOf(tx, surface);
    const userId = people.find((one) => one.surface === surface)?.userId ?? null;
    if (leads) places.push({ surface, userId, channelId: leads });
  }
  if (places.length > 0) return places;
  const [first] = await recipients(tx, world, "reassign");
  return first ? [{ surface: first.surface, userId: first.userId }] : [];
}

/** The card that asks, as its arrival stands now. */
export async function needsInfoNotice(
  tx: Tx,
  { now }: Pick<World, "now">,
  id: string,
): Promise<Card | null> {
  const request = await findInfoRequest(tx, id);
  if (!request) return null;
  const door = request.doorId === null ? null : await doorNameOf(tx, request.doorId);
  const asked = {
    ...request,
    id,
    waits: request.status === "needs_info" || request.status === "rejected",
    door: door === null ? request.channel : `“${door}”`,
  };
  return needsInfoCard(asked, { now: now(), timeZone: await timeZoneOf(tx) });
}
