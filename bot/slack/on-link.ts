import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { LinkUnfurls } from "@slack/types";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { type Desk, installOf } from "./desk.ts";

type Shared = SlackEventMiddlewareArgs<"link_shared"> & AllMiddlewareArgs;

/** Slack sends five links of a message at most; a forged longer list is not worked through. */
const MOST_LINKS = 5;

/** Somebody pasted a link to one of our leads. */
export function onLink(desk: Desk) {
  return async ({ event, body, client, context }: Shared): Promise<void> => {
    const tenantId = installOf(context)?.tenantId;
    if (!tenantId) return; // a team nobody of which was heard yet has no leads to show

    // While a message is being written, Slack does not always say who will read it.
    const isDraft = event.source === "composer";
    const outsiders = body.is_ext_shared_channel ?? isDraft;
    const unfurls: LinkUnfurls = {};
    for (const { url } of event.links.slice(0, MOST_LINKS)) {
      const card = await desk.handlers.unfurl(tenantId, url, outsiders);
      if (card) unfurls[url] = { blocks: toBlockKit(card).blocks };
    }
    if (Object.keys(unfurls).length === 0) return;
    const { unfurl_id, source, channel, message_ts: ts } = event;
    const isSource = source === "composer" || source === "conversations_history";
    await client.chat.unfurl(
      unfurl_id && isSource ? { unfurl_id, source, unfurls } : { channel, ts, unfurls },
    );
  };
}
