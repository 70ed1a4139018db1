import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import type { Press, Who } from "../handlers/request.ts";
import { admit, type Desk } from "./desk.ts";

type Opened = SlackEventMiddlewareArgs<"app_home_opened"> & AllMiddlewareArgs;

/** Somebody looks at Baton's own page. */
export function onHomeOpened(desk: Desk) {
  return async ({ event, body, client, context }: Opened): Promise<void> => {
    if (event.tab !== "home") return; // the Messages tab opens with the same event

    const user = { id: event.user, name: null };
    const who = await admit(desk, context, { user, eventId: body.event_id, client });
    if (who) await publishHome(desk, client, who);
  };
}

/** Draws one person's Home as it is now, `after` a press in it. */
export async function publishHome(
  desk: Desk,
  client: WebClient,
  who: Who,
  after?: Press,
): Promise<void> {
  const { blocks } = toBlockKit(await desk.handlers.home(who, after));
  await client.views.publish({ user_id: who.userId, view: { type: "home", blocks } });
}
