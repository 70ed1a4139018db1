import { App, type AuthorizeResult, type AuthorizeSourceData } from "@slack/bolt";
import type { Hono } from "hono";
import type { Logger } from "pino";
import { UserError } from "../../pipeline/errors.ts";
import { clientOptions, slackLogger } from "./client.ts";
import type { Desk } from "./desk.ts";
import { replyToErrors } from "./errors.ts";
import { onCommand } from "./on-command.ts";
import { onHomeOpened } from "./on-home.ts";
import { onDirectMessage, onMention } from "./on-message.ts";
import { onPress } from "./on-press.ts";
import { onReaction } from "./on-reaction.ts";
import { onSubmit } from "./on-submit.ts";
import { slackReceiver } from "./receiver.ts";
import { replier } from "./reply-url.ts";

type SlackInstall = { botToken: string; botUserId: string; botId: string | null };

export type SlackOptions = Pick<Desk, "handlers" | "doorkeeper" | "port"> & {
  signingSecret: string;
  /** The install of a workspace (or, for an org-wide install, of an enterprise) by Slack's id. */
  authorize: (team: string) => Promise<SlackInstall | undefined>;
  /** Ends in a slash. */
  apiUrl: string;
  now: () => Date;
  log: Logger;
};

/** The Slack side of Baton: everything that is said to it in Slack arrives at `routes`. */
export function slackApp(options: SlackOptions): {
  routes: Hono;
  start: () => Promise<void>;
  stop: () => Promise<void>;
} {
  const { handlers, doorkeeper, port, signingSecret, apiUrl, now, log } = options;
  const desk: Desk = { handlers, doorkeeper, port, log, reply: replier(apiUrl) };
  const receiver = slackReceiver(signingSecret, now);
  const app = new App({
    receiver,
    authorize: (source) => authorize(options, source),
    clientOptions: clientOptions(apiUrl, log),
    logger: slackLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
  });

  app.command("/lead", onCommand(desk));
  app.action({ type: "block_actions" }, onPress(desk));
  app.view({ type: "view_submission" }, onSubmit(desk));
  app.event("reaction_added", onReaction(desk));
  app.event("reaction_removed", onReaction(desk));
  app.event("app_mention", onMention(desk));
  app.event("message", onDirectMessage(desk));
  app.event("app_home_opened", onHomeOpened(desk));
  replyToErrors(app, desk);

  return {
    routes: receiver.routes,
    start: async () => void (await receiver.start()),
    stop: async () => void (await receiver.stop()),
  };
}

async function authorize(
  options: SlackOptions,
  source: AuthorizeSourceData<boolean>,
): Promise<AuthorizeResult> {
  const team = source.isEnterpriseInstall ? source.enterpriseId : source.teamId;
  const install = team && (await options.authorize(team));
  if (!install) throw new UserError("Baton is not installed here. An admin can add it to Slack.");
  const { botToken, botUserId, botId } = install;
  return botId ? { botToken, botUserId, botId } : { botToken, botUserId };
}
