import { z } from "zod";
import type { Tx } from "../../db/client.ts";
import type { MessageKind } from "../../db/messages.ts";
import { identitiesOf } from "../../db/people.ts";
import type { Origin } from "../../db/schema.ts";
import { findSetting } from "../../db/settings.ts";
import { Channels, noChannels } from "../../pipeline/channels.ts";
import type { Label } from "../../pipeline/score/decision.ts";
import type { Surface } from "../../pipeline/surface.ts";
import type { Target } from "../world.ts";

/** A {@link Target} as it is kept. */
export const Address: z.ZodType<Target> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("channel"), channelId: z.string() }),
  z.object({ kind: z.literal("dm"), userId: z.string() }),
]);

/** A place that wants a copy of a lead's card. `key` makes its post happen once. */
export type CardPlace = {
  surface: Surface;
  kind: MessageKind;
  target: Target;
  key: string;
  /** Who asked there; told privately when the card cannot be posted. */
  origin: Origin | null;
};

/**
 * Where a lead's card belongs now: where it was first asked for, else the leads channel of every
 * connected chat; for bucket A also the alert channel and the owner's direct messages.
 */
export async function placesOf(
  tx: Tx,
  lead: { label: Label | null; ownerId: string | null; open: boolean },
  origins: readonly Origin[],
  connected: readonly Surface[],
): Promise<CardPlace[]> {
  const [first] = origins;
  const used = first ? [first.surface] : connected;
  // A lead that was dropped at a door makes no card: it is listed in `dropped`.
  const home = first ? [askedPlace(first)] : lead.label === "Drop" ? [] : await homes(tx, used);
  return lead.label === "A" && lead.open ? [...home, ...(await handoffs(tx, lead, used))] : home;
}

function askedPlace(origin: Origin): CardPlace {
  const { surface, channelId } = origin;
  return { ...channelPlace(surface, "home", channelId), origin };
}

async function homes(tx: Tx, used: readonly Surface[]): Promise<CardPlace[]> {
  const places: CardPlace[] = [];
  for (const surface of used) {
    const { leads } = await channelsOf(tx, surface);
    if (leads) places.push(channelPlace(surface, "home", leads));
  }
  return places;
}

/** Bucket A: the alert channel, and the owner's own messages. */
async function handoffs(
  tx: Tx,
  { ownerId }: { ownerId: string | null },
  used: readonly Surface[],
): Promise<CardPlace[]> {
  const places: CardPlace[] = [];
  for (const surface of used) {
    const { aLeads } = await channelsOf(tx, surface);
    if (aLeads) places.push(channelPlace(surface, "alert", aLeads));
  }
  const identities = ownerId ? await identitiesOf(tx, ownerId) : [];
  const reachable = identities.filter(({ surface }) => used.includes(surface));
  return [...places, ...reachable.map(({ surface, userId }) => dmPlace(surface, userId))];
}

export async function channelsOf(tx: Tx, surface: Surface): Promise<Channels> {
  const stored = await findSetting(tx, `channels.${surface}`);
  return stored === undefined ? noChannels : Channels.parse(stored);
}

export function dmPlace(surface: Surface, userId: string): CardPlace {
  const target: Target = { kind: "dm", userId };
  return { surface, kind: "dm", target, key: `dm:${surface}:${userId}`, origin: null };
}

function channelPlace(surface: Surface, kind: MessageKind, channelId: string): CardPlace {
  const target: Target = { kind: "channel", channelId };
  return { surface, kind, target, key: `${kind}:${surface}:${channelId}`, origin: null };
}
