import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Card } from "../../cards/card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { type ChatPort, ChatRefused, type Target } from "../../jobs/world.ts";
import { replier } from "./reply-url.ts";

/** Platform errors that pass by themselves. Everything else Slack says no to stays a no. */
const passing = new Set([
  "fatal_error",
  "internal_error",
  "ratelimited",
  "rate_limited",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

/** Places where an ephemeral message cannot go, because the bot or the person is not in them. */
const absent = new Set(["not_in_channel", "channel_not_found", "user_not_in_channel"]);

/** Slack, as jobs and handlers see it. `clientFor` signs in as the tenant's bot. */
export function slackPort(deps: {
  clientFor: (tenantId: string) => Promise<WebClient>;
  apiUrl: string;
}): ChatPort {
  const reply = replier(deps.apiUrl);

  const post = async (tenantId: string, target: Target, card: Card) => {
    const client = await deps.clientFor(tenantId);
    return refusing(async () => {
      const channel = await channelOf(client, target);
      const quiet = { unfurl_links: false, unfurl_media: false };
      const sent = await client.chat.postMessage({ channel, ...slackMessage(card), ...quiet });
      return { channelId: sent.channel ?? channel, messageId: sent.ts ?? "" };
    });
  };

  return {
    post,

    async update(tenantId, at, card) {
      const client = await deps.clientFor(tenantId);
      const { channelId: channel, messageId: ts } = at;
      await refusing(() => client.chat.update({ channel, ts, ...slackMessage(card) }));
    },

    async whisper(tenantId, to, card) {
      const dm = () => post(tenantId, { kind: "dm", userId: to.userId }, card);
      if (to.replyUrl) {
        const ephemeral = { response_type: "ephemeral", replace_original: false };
        const said = await unlessRefused(
          reply(to.replyUrl, { ...slackMessage(card), ...ephemeral }),
        );
        if (said) return;
      }
      if (!to.channelId || !/^[CG]/.test(to.channelId)) return void (await dm());

      const client = await deps.clientFor(tenantId);
      const place = { channel: to.channelId, user: to.userId };
      try {
        await refusing(() => client.chat.postEphemeral({ ...place, ...slackMessage(card) }));
      } catch (error) {
        if (!(error instanceof ChatRefused) || !absent.has(error.reason)) throw error;
        await dm();
      }
    },
  };
}

/** A card as a Slack message that says which card it is, so that a lost reply can be looked up. */
export function slackMessage(card: Card) {
  const payload = { card: card.id, version: card.version };
  return { ...toBlockKit(card), metadata: { event_type: "baton_card", event_payload: payload } };
}

async function channelOf(client: WebClient, target: Target): Promise<string> {
  if (target.kind === "channel") return target.channelId;
  const opened = await client.conversations.open({ users: target.userId });
  if (!opened.channel?.id) throw new Error("Slack opened a conversation without an id.");
  return opened.channel.id;
}

async function refusing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || passing.has(error.data.error)) throw error;
    throw new ChatRefused("slack", error.data.error);
  }
}

async function unlessRefused(said: Promise<void>): Promise<boolean> {
  try {
    await said;
    return true;
  } catch (error) {
    if (error instanceof ChatRefused) return false;
    throw error;
  }
}
