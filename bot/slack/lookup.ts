import type { WebClient } from "@slack/web-api";
import type { Posted } from "../../jobs/world.ts";
import { cardEvent } from "./message.ts";

const PAGE = 200;
/** A busier channel than this is not read to its end: what was not seen may be there all the same. */
const MOST_PAGES = 5;
/** Slack's clock and ours need not agree. */
const CLOCK_SKEW_MS = 60_000;

/** Looks among the messages since then for the one that carries an effect key. */
export async function findPosted(
  client: WebClient,
  channel: string,
  effectKey: string,
  since: Date,
): Promise<Posted | "absent" | "cannot_tell"> {
  const oldest = ((since.getTime() - CLOCK_SKEW_MS) / 1_000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await client.conversations.history({
      channel,
      oldest,
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    });
    const found = read.messages?.find(({ metadata }) => carries(metadata, effectKey));
    if (found?.ts) return { channelId: channel, messageId: found.ts };
    cursor = read.response_metadata?.next_cursor;
    if (!cursor) return "absent";
  }
  return "cannot_tell";
}

type Metadata = { event_type?: string; event_payload?: object } | undefined;

function carries(metadata: Metadata, effectKey: string): boolean {
  if (metadata?.event_type !== cardEvent) return false;
  const { effect }: { effect?: unknown } = metadata.event_payload ?? {};
  return effect === effectKey;
}
