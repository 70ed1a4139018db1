import { z } from "zod";
import type { Surface } from "../../pipeline/surface.ts";
import type { EffectKind, Wanted } from "../effect.ts";
import { type ChatPort, NotSent, type Posted, type World } from "../world.ts";
import { channelBurst } from "./want-card.ts";

/** What all posts into a chat have in common, whatever they show. */
export const chatPost = {
  afterLostAnswer: (_, { surface }) => (surface === "slack" ? "look_up" : "copy"),
  paceMs: ({ channelPostMs }) => channelPostMs,
  burst: channelBurst,
  attempts: 40,
} satisfies Partial<EffectKind<{ surface: Surface }>>;

/** Where a post ended up and which version of the card it shows, as the outbox keeps it. */
export const PostReceipt = z.object({
  channelId: z.string(),
  messageId: z.string(),
  version: z.int(),
});

export function receiptOf(posted: Posted, version: number) {
  return { providerId: posted.messageId, response: { ...posted, version } };
}

export function portOf(
  world: World,
  { target: { surface } }: Pick<Wanted<{ surface: Surface }>, "target">,
): ChatPort {
  const port = world.chat[surface];
  if (!port) throw new NotSent(`${surface} is not connected`);
  return port;
}
