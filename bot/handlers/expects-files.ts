import { findSetting } from "../../db/settings.ts";
import type { World } from "../../jobs/world.ts";
import { Channels, noChannels } from "../../pipeline/channels.ts";
import type { Request } from "./request.ts";

/**
 * Whether files dropped in a place are meant for Baton though nobody says so: in somebody's own
 * conversation with it, and in the channels leads go to. A list in any other channel is none of our
 * business until Baton is mentioned with it.
 */
export async function expectsFiles(
  { db }: Pick<World, "db">,
  { who, place }: Request,
): Promise<boolean> {
  if (place.kind === "dm") return true;
  const stored = await db.inTenant(who.tenantId, (tx) =>
    findSetting(tx, `channels.${who.surface}`),
  );
  const { leads, aLeads } = stored === undefined ? noChannels : Channels.parse(stored);
  return [leads, aLeads].includes(place.channelId);
}
