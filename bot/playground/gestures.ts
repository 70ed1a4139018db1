import { z } from "zod";
import type { Json } from "../../db/playground-schema.ts";
import { UserError } from "../../pipeline/errors.ts";
import { isObject } from "./json.ts";
import { type Colleague, findColleague } from "./people.ts";
import type { Play } from "./play.ts";
import { closeView, submitView } from "./slack-form.ts";
import { pressInSlack } from "./slack-press.ts";
import { openSlackHome, reactInSlack } from "./slack-react.ts";
import { sayInSlack } from "./slack-say.ts";
import { makeLeadInSlack } from "./slack-shortcut.ts";
import { actInTeams } from "./teams-action.ts";
import { consentInTeams } from "./teams-drop.ts";
import {
  dialogInTeams,
  executeInTeams,
  openTeamsHome,
  pressTeamsHome,
  reactInTeams,
  sayInTeams,
  submitInTeams,
} from "./teams-gestures.ts";

const id = z.string().min(1).max(300);
const data = z.record(z.string(), z.unknown());
const Filled = z.record(
  z.string(),
  z.record(z.string(), z.union([z.string(), z.array(z.string())])),
);
const Said = { channelId: id, threadId: id.nullable(), text: z.string().trim().min(1).max(4000) };
const Reacted = { channelId: id, messageId: id, emoji: z.string().max(20), added: z.boolean() };
const where = z.object({ channelId: id, messageId: id.nullable() });

/** Everything a person can do on the page. */
const Gesture = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("slack_say"), ...Said }),
  z.object({
    kind: z.literal("slack_press"),
    at: z.union([z.object({ channelId: id, messageId: id }), z.object({ viewId: id })]),
    blockId: id,
    actionId: id,
    chosen: z.string().max(200).nullable(),
    filled: Filled,
  }),
  z.object({ kind: z.literal("slack_submit"), viewId: id, filled: Filled }),
  z.object({ kind: z.literal("slack_close"), viewId: id }),
  z.object({ kind: z.literal("slack_react"), ...Reacted }),
  z.object({ kind: z.literal("slack_shortcut"), channelId: id, messageId: id }),
  z.object({ kind: z.literal("slack_home") }),
  z.object({ kind: z.literal("teams_say"), ...Said }),
  z.object({
    kind: z.literal("teams_execute"),
    where,
    action: data,
    trigger: z.enum(["manual", "automatic"]),
  }),
  z.object({ kind: z.literal("teams_submit"), where, data }),
  z.object({
    kind: z.literal("teams_dialog"),
    where,
    name: z.enum(["task/fetch", "task/submit"]),
    data,
  }),
  z.object({ kind: z.literal("teams_react"), ...Reacted }),
  z.object({
    kind: z.literal("teams_action"),
    channelId: id,
    messageId: id,
    data: data.nullable(),
  }),
  z.object({
    kind: z.literal("teams_consent"),
    channelId: id,
    messageId: id,
    action: z.enum(["accept", "decline"]),
  }),
  z.object({ kind: z.literal("teams_home") }),
  z.object({ kind: z.literal("teams_tab"), data }),
]);
const Made = z.intersection(z.object({ as: z.string() }), Gesture);

/** Lets a person do something, through the same door the real chat would use. */
export async function makeGesture(play: Play, raw: unknown): Promise<Json> {
  const parsed = Made.safeParse(raw);
  if (!parsed.success) throw new UserError(z.prettifyError(parsed.error));
  const who = findColleague(parsed.data.as);
  if (!who) throw new UserError("Nobody here has that name.");
  const answer = await perform(play, who, parsed.data);
  return isObject(answer) ? answer : {};
}

function perform(play: Play, who: Colleague, gesture: z.infer<typeof Gesture>): Promise<unknown> {
  switch (gesture.kind) {
    case "slack_say":
      return sayInSlack(play, who, gesture);
    case "slack_press":
      return pressInSlack(play, who, gesture);
    case "slack_submit":
      return submitView(play, who, gesture);
    case "slack_close":
      return closeView(play, who, gesture.viewId);
    case "slack_react":
      return reactInSlack(play, who, gesture);
    case "slack_shortcut":
      return makeLeadInSlack(play, who, gesture);
    case "slack_home":
      return openSlackHome(play, who);
    case "teams_say":
      return sayInTeams(play, who, gesture);
    case "teams_execute":
      return executeInTeams(play, who, gesture);
    case "teams_submit":
      return submitInTeams(play, who, gesture);
    case "teams_dialog":
      return dialogInTeams(play, who, gesture);
    case "teams_react":
      return reactInTeams(play, who, gesture);
    case "teams_action":
      return actInTeams(play, who, gesture);
    case "teams_consent":
      return consentInTeams(play, who, gesture);
    case "teams_home":
      return openTeamsHome(play, who);
    case "teams_tab":
      return pressTeamsHome(play, who, gesture.data);
  }
}
