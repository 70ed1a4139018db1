import { timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Json } from "../../db/playground-schema.ts";
import type { Play } from "./play.ts";
import { readArguments, type SlackAnswer, SlackRefusal } from "./slack-call.ts";
import * as chat from "./slack-chat.ts";
import * as directory from "./slack-directory.ts";
import { completeUpload, fileInfo, slackFiles, uploadUrl } from "./slack-files.ts";
import { getReactions, react } from "./slack-reactions.ts";
import { respond } from "./slack-respond.ts";
import * as views from "./slack-views.ts";

type Method = (play: Play, args: Json) => Promise<object>;

const methods: Record<string, Method> = {
  "auth.test": directory.authTest,
  "chat.delete": chat.remove,
  "chat.getPermalink": chat.permalink,
  "chat.postEphemeral": chat.postEphemeral,
  "chat.postMessage": chat.postMessage,
  "chat.unfurl": chat.unfurl,
  "chat.update": chat.update,
  "conversations.history": chat.history,
  "conversations.info": directory.conversationInfo,
  "conversations.list": directory.listConversations,
  "conversations.open": directory.openConversation,
  "conversations.replies": chat.history,
  "files.completeUploadExternal": completeUpload,
  "files.getUploadURLExternal": uploadUrl,
  "files.info": fileInfo,
  "reactions.add": (play, args) => react(play, args, true),
  "reactions.get": getReactions,
  "reactions.remove": (play, args) => react(play, args, false),
  "users.info": directory.userInfo,
  "users.list": directory.listUsers,
  "users.lookupByEmail": directory.lookupByEmail,
  "views.open": (play, args) => views.open(play, args, false),
  "views.publish": views.publish,
  "views.push": (play, args) => views.open(play, args, true),
  "views.update": views.updateView,
};

/** The pretend Slack as apps see it: its Web API, and the response URLs it handed out. */
export function slackApi(play: Play): Hono {
  const routes = new Hono();

  routes.on(["GET", "POST"], "/_play/slack/api/:method", async (c) => {
    return c.json(await answer(play, c, c.req.param("method")));
  });
  routes.post("/_play/slack/respond/:id", (c) => respond(play, c, c.req.param("id")));
  return routes.route("/", slackFiles(play));
}

async function answer(play: Play, c: Context, name: string): Promise<SlackAnswer> {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  try {
    if (!method) throw new SlackRefusal("unknown_method");
    const args = await readArguments(c);
    authenticate(play, c, args);
    return { ok: true, ...(await method(play, args)) };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    play.log.debug({ method: name, error: error.message, details: error.details }, "Slack says no");
    const { message, details } = error;
    const hints = details.length > 0 ? { response_metadata: { messages: details } } : {};
    return { ok: false, error: message, ...hints };
  }
}

function authenticate({ botToken }: Play, c: Context, args: Json): void {
  const bearer = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  const given = bearer ?? args.token;
  if (typeof given !== "string" || given === "") throw new SlackRefusal("not_authed");
  const [a, b] = [Buffer.from(given), Buffer.from(botToken)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new SlackRefusal("invalid_auth");
}
