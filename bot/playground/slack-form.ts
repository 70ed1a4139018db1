import type { Json } from "../../db/playground-schema.ts";
import { closeViews, editView, openView } from "../../db/playground-views.ts";
import { type Filled, stateOf } from "./block-elements.ts";
import { isObject } from "./json.ts";
import type { Colleague } from "./people.ts";
import type { Play } from "./play.ts";
import { envelope, tickets, viewFor } from "./slack-person.ts";
import { sendPayload } from "./slack-send.ts";
import { modalOf, viewOf } from "./slack-views.ts";

/** Somebody sent a modal. What is wrong with it, by block; nothing when the app took it. */
export async function submitView(
  play: Play,
  who: Colleague,
  { viewId, filled }: { viewId: string; filled: Filled },
): Promise<Json> {
  const view = await viewFor(play, who, viewId);
  const { triggerId } = await tickets(play, who, null, null);
  const answer = await sendPayload(play, {
    ...envelope(who, "view_submission"),
    trigger_id: triggerId,
    view: await viewOf(play, view, stateOf(view.body.blocks, filled)),
    response_urls: [],
  });
  switch (answer.response_action) {
    case "errors":
      return isObject(answer.errors) ? answer.errors : {};
    case "update":
      await editView(play.db, view.id, modalOf(answer));
      return {};
    case "push":
      await openView(play.db, who.ids.slack, modalOf(answer), true);
      return {};
    case "clear":
      await closeViews(play.db, { userId: who.ids.slack, stack: 0 });
      return {};
    default:
      await closeViews(play.db, view);
      return {};
  }
}

/** Somebody closed a modal; the app hears of it if it asked to. */
export async function closeView(play: Play, who: Colleague, viewId: string): Promise<void> {
  const view = await viewFor(play, who, viewId);
  const body = await viewOf(play, view);
  await closeViews(play.db, view);
  if (!view.body.notify_on_close) return;
  await sendPayload(play, { ...envelope(who, "view_closed"), view: body, is_cleared: false });
}
