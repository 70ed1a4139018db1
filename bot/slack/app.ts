import { App, type AuthorizeResult, type Receiver } from "@slack/bolt";
import { Hono } from "hono";
import type { Logger } from "pino";
import { UserError } from "../../pipeline/errors.ts";
import { clientOptions, slackLogger } from "./client.ts";
import type { Desk } from "./desk.ts";
import { replyToErrors } from "./errors.ts";
import { fileOpener } from "./files.ts";
import type { SlackInstalls, SlackSource } from "./installs.ts";
import { onCommand } from "./on-command.ts";
import { onFileShared } from "./on-file.ts";
import { onHomeOpened } from "./on-home.ts";
import { onLink } from "./on-link.ts";
import { onMention, onMessage } from "./on-message.ts";
import { onPress } from "./on-press.ts";
import { onReaction } from "./on-reaction.ts";
import { onRemoved } from "./on-removed.ts";
import { onMakeLead } from "./on-shortcut.ts";
import { onSubmit } from "./on-submit.ts";
import { slackReceiver } from "./receiver.ts";
import { replier } from "./reply-url.ts";
import { makeLeadShortcut } from "./shortcut.ts";
import { socketReceiver } from "./socket.ts";

export type SlackOptions = Pick<Desk, "handlers" | "doorkeeper" | "port"> & {
  /** Null where nothing comes in by HTTP. */
  signingSecret: string | null;
  /** Set for Socket Mode: Slack is called, instead of calling us. */
  appToken: string | null;
  find: SlackInstalls["find"];
  /** A team removed Baton, or revoked its tokens. */
  revoke: (team: string, at: Date) => Promise<void>;
  /** Ends in a slash. */
  apiUrl: string;
  timeoutMs: number;
  now: () => Date;
  log: Logger;
};

/** The Slack side of Baton: everything said to it in Slack arrives at `routes`, or by a socket of ours. */
export function slackApp(options: SlackOptions): {
  routes: Hono;
  start: () => Promise<void>;
  stop: () => Promise<void>;
} {
  const { handlers, doorkeeper, port, apiUrl, timeoutMs, log } = options;
  const reply = replier(apiUrl, timeoutMs);
  const openFile = fileOpener(apiUrl, timeoutMs, log);
  const desk: Desk = { handlers, doorkeeper, port, log, reply, openFile };
  const { receiver, routes } = openReceiver(options);
  const app = new App({
    receiver,
    authorize: (source) => authorize(options.find, source),
    clientOptions: clientOptions(apiUrl, log, timeoutMs),
    logger: slackLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
  });

  app.command("/lead", onCommand(desk));
  app.action({ type: "block_actions" }, onPress(desk));
  app.view({ type: "view_submission" }, onSubmit(desk));
  app.shortcut({ callback_id: makeLeadShortcut, type: "message_action" }, onMakeLead(desk));
  app.event("reaction_added", onReaction(desk));
  app.event("reaction_removed", onReaction(desk));
  app.event("app_mention", onMention(desk));
  app.event("message", onMessage(desk));
  app.event("file_shared", onFileShared(desk));
  app.event("app_home_opened", onHomeOpened(desk));
  app.event("link_shared", onLink(desk));
  app.event("app_uninstalled", onRemoved(options.revoke));
  app.event("tokens_revoked", onRemoved(options.revoke));
  replyToErrors(app, desk);

  return {
    routes,
    start: async () => void (await receiver.start()),
    stop: async () => void (await receiver.stop()),
  };
}

function openReceiver({ appToken, signingSecret, apiUrl, timeoutMs, now, log }: SlackOptions): {
  receiver: Receiver;
  routes: Hono;
} {
  if (appToken) {
    return { receiver: socketReceiver({ appToken, apiUrl, timeoutMs, log }), routes: new Hono() };
  }
  const receiver = slackReceiver(signingSecret ?? "", now);
  return { receiver, routes: receiver.routes };
}

async function authorize(
  find: SlackInstalls["find"],
  source: SlackSource,
): Promise<AuthorizeResult> {
  const self = await find(source);
  if (!self) throw new UserError("Baton is not installed here. An admin can add it to Slack.");
  const { botToken, botUserId, botId, team, tenantId } = self;
  return {
    botToken,
    ...(botUserId ? { botUserId } : {}),
    ...(botId ? { botId } : {}),
    install: { team, tenantId }, // read back by installOf
  };
}
