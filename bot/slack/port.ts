import type { WebClient } from "@slack/web-api";
import { type ChatPort, ChatRefused, type Target } from "../../jobs/world.ts";
import { asking, preparing } from "./asking.ts";
import { findPosted } from "./lookup.ts";
import { slackMessage } from "./message.ts";
import { replier } from "./reply-url.ts";

/** Places where an ephemeral message cannot go, because the bot or the person is not in them. */
const absent = new Set(["not_in_channel", "channel_not_found", "user_not_in_channel"]);

/** Slack, as jobs and handlers see it. `clientFor` signs in as the tenant's bot. */
export function slackPort(deps: {
  clientFor: (tenantId: string) => Promise<WebClient>;
  apiUrl: string;
  timeoutMs: number;
}): ChatPort {
  const reply = replier(deps.apiUrl, deps.timeoutMs);
  const signedIn = (tenantId: string) => preparing(() => deps.clientFor(tenantId));

  const post: ChatPort["post"] = async (tenantId, target, card, effectKey) => {
    const client = await signedIn(tenantId);
    const channel = await preparing(() => channelOf(client, target));
    const quiet = { unfurl_links: false, unfurl_media: false };
    const message = { channel, ...slackMessage(card, effectKey), ...quiet };
    const sent = await asking(() => client.chat.postMessage(message));
    return { channelId: sent.channel ?? channel, messageId: sent.ts ?? "" };
  };

  return {
    post,

    async update(tenantId, at, card) {
      const client = await signedIn(tenantId);
      const { channelId: channel, messageId: ts } = at;
      await asking(() => client.chat.update({ channel, ts, ...slackMessage(card) }));
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

      const client = await signedIn(tenantId);
      const place = { channel: to.channelId, user: to.userId };
      try {
        await asking(() => client.chat.postEphemeral({ ...place, ...slackMessage(card) }));
      } catch (error) {
        if (!(error instanceof ChatRefused) || !absent.has(error.reason)) throw error;
        await dm();
      }
    },

    async lookup(tenantId, target, effectKey, since) {
      try {
        const client = await signedIn(tenantId);
        const channel = await asking(() => channelOf(client, target));
        return await asking(() => findPosted(client, channel, effectKey, since));
      } catch (error) {
        // No scope, not a member, not installed: it will not let us read, so it cannot be told.
        if (error instanceof ChatRefused) return "cannot_tell";
        throw error;
      }
    },

    async sendFile(tenantId, userId, { name: filename, title, body: file }) {
      const client = await signedIn(tenantId);
      const channel_id = await preparing(() => channelOf(client, { kind: "dm", userId }));
      await asking(() => client.filesUploadV2({ channel_id, filename, title, file }));
    },
  };
}

async function channelOf(client: WebClient, target: Target): Promise<string> {
  if (target.kind === "channel") return target.channelId;
  const opened = await client.conversations.open({ users: target.userId });
  if (!opened.channel?.id) throw new Error("Slack opened a conversation without an id.");
  return opened.channel.id;
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
