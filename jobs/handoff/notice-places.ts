import type { Tx } from "../../db/client.ts";
import { surfaces } from "../../pipeline/surface.ts";
import type { World } from "../world.ts";
import type { NoticePlace } from "./notices.ts";
import { channelsOf } from "./places.ts";
import { recipients } from "./recipients.ts";

/** Where everybody hears of leads: the leads channel of each chat, or else whoever may decide first. */
export async function noticePlaces(tx: Tx, world: Pick<World, "chat">): Promise<NoticePlace[]> {
  const places: NoticePlace[] = [];
  for (const surface of surfaces) {
    const { leads } = await channelsOf(tx, surface);
    if (leads && world.chat[surface]) places.push({ surface, userId: null, channelId: leads });
  }
  const [first] = places.length === 0 ? await recipients(tx, world, "reassign") : [];
  return first ? [first] : places;
}
