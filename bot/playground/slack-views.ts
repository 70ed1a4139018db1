import { slackLimits } from "../../cards/limits.ts";
import type { Json } from "../../db/playground-schema.ts";
import {
  editView,
  findView,
  openView,
  openViews,
  type PlayView,
  publishHome,
  useTicket,
} from "../../db/playground-views.ts";
import { checkBlocks } from "./block-check.ts";
import { isObject } from "./json.ts";
import { findColleague, slackTeam } from "./people.ts";
import type { Play } from "./play.ts";
import { need, nested, SlackRefusal, textOf } from "./slack-call.ts";

/** A trigger_id is good for one form and for this long. https://docs.slack.dev/interactivity/handling-user-interaction */
const TRIGGER_MS = 3_000;

/** views.open, and views.push where `onTop`. */
export async function open(play: Play, args: Json, onTop: boolean) {
  const body = modalOf(args);
  const ticket = await useTicket(play.db, need(args, "trigger_id"), "trigger");
  if (!ticket) throw new SlackRefusal("invalid_trigger_id");
  if (ticket.uses > 1) throw new SlackRefusal("exchanged_trigger_id");
  if (+play.now() - +ticket.madeAt > TRIGGER_MS) throw new SlackRefusal("expired_trigger_id");

  const view = await openView(play.db, ticket.userId, body, onTop);
  if (!view) throw new SlackRefusal("push_limit_reached");
  return { view: await viewOf(play, view) };
}

/** views.update */
export async function updateView(play: Play, args: Json) {
  const body = modalOf(args);
  const before = await findView(play.db, need(args, "view_id"));
  if (!before || before.stack < 0) throw new SlackRefusal("not_found");
  const hash = textOf(args, "hash");
  if (hash && hash !== before.hash) throw new SlackRefusal("hash_conflict");

  const view = await editView(play.db, before.id, body);
  if (!view) throw new SlackRefusal("not_found");
  return { view: await viewOf(play, view) };
}

/** views.publish */
export async function publish(play: Play, args: Json) {
  const person = findColleague(need(args, "user_id"));
  if (!person) throw new SlackRefusal("user_not_found");
  const body = viewArgument(args);
  if (body.type !== "home") throw new SlackRefusal("invalid_arguments", ["view must be a home"]);
  return { view: await viewOf(play, await publishHome(play.db, person.ids.slack, body)) };
}

/** A view the way Slack shows it to apps; `values` is what is filled in at this moment. */
export async function viewOf(play: Play, view: PlayView, values: Json = {}): Promise<Json> {
  const pile = view.stack < 0 ? [view] : await openViews(play.db, view.userId);
  return {
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    submit: null,
    close: null,
    ...view.body,
    id: view.id,
    team_id: slackTeam.id,
    app_id: slackTeam.appId,
    bot_id: slackTeam.botId,
    app_installed_team_id: slackTeam.id,
    hash: view.hash,
    state: { values },
    root_view_id: pile[0]?.id ?? view.id,
    previous_view_id: pile.find(({ stack }) => stack === view.stack - 1)?.id ?? null,
  };
}

/** A modal as an app hands it over, checked as Slack checks it. */
export function modalOf(args: Json): Json {
  const body = viewArgument(args);
  const title = isObject(body.title) ? body.title.text : undefined;
  const isTitled =
    typeof title === "string" && title !== "" && title.length <= slackLimits.viewTitle;
  if (body.type !== "modal" || !isTitled) {
    throw new SlackRefusal("invalid_arguments", ["a modal needs a title of 1 to 24 characters"]);
  }
  const hasInput = isListOfObjects(body.blocks) && body.blocks.some(({ type }) => type === "input");
  if (hasInput && !body.submit) {
    throw new SlackRefusal("invalid_arguments", ["a modal with inputs needs a submit"]);
  }
  return body;
}

function viewArgument(args: Json): Json {
  const view = nested(args, "view", "invalid_arguments");
  if (!isObject(view))
    throw new SlackRefusal("invalid_arguments", ["missing required field: view"]);
  const metadata = view.private_metadata;
  if (typeof metadata === "string" && metadata.length > slackLimits.metadata) {
    throw new SlackRefusal("invalid_arguments", ["private_metadata is too long"]);
  }
  return { ...view, blocks: checkBlocks(view.blocks, slackLimits.viewBlocks) };
}

function isListOfObjects(value: unknown): value is Json[] {
  return Array.isArray(value) && value.every(isObject);
}
