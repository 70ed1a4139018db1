import { CardFactory, type TurnContext } from "botbuilder";
import type { Card } from "../../cards/card.ts";
import { noteCard } from "../../cards/note-card.ts";
import { pressing } from "../../cards/pressing.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { words } from "../../cards/words.ts";
import { type ChatPort, ChatRefused, type Target } from "../../jobs/world.ts";
import type { TeamsLine } from "./adapter.ts";
import { connectorOf } from "./connector.ts";
import { judged } from "./errors.ts";
import { consentMessage } from "./files.ts";
import type { Conversation, TeamsMemory } from "./memory.ts";
import { inThread } from "./said.ts";

type Message = ReturnType<typeof teamsMessage> | ReturnType<typeof consentMessage>;

/** Teams, as jobs and handlers see it. */
export function teamsPort({ line, memory }: { line: TeamsLine; memory: TeamsMemory }): ChatPort {
  /** Says something in a conversation; Teams' answer to it. */
  const speak = <T>(
    conversation: Conversation,
    say: (turn: TurnContext) => Promise<T>,
    threadId?: string,
  ): Promise<T | undefined> =>
    judged(async () => {
      let said: T | undefined;
      const reference = referenceOf(conversation, threadId);
      await line.adapter.continueConversationAsync(line.appId, reference, async (turn) => {
        turn.activity.id = ""; // botbuilder makes one up, and would reply to it
        said = await say(turn);
      });
      return said;
    }, line.dropToken);

  /** Somebody who never spoke to us gets a conversation of their own, once. */
  const openDm = async (tenantId: string, userId: string): Promise<Conversation> => {
    const known = present(await memory.personal(tenantId, userId));
    if (known) return known;
    const near = await nearby(tenantId);

    const made = await speak(near, (turn) =>
      connectorOf(turn).conversations.createConversation({
        isGroup: false,
        bot: { id: near.botId, name: "Baton" },
        members: [{ id: userId, name: "" }],
        tenantId: near.entraTenantId,
        channelData: { tenant: { id: near.entraTenantId } },
      }),
    );
    if (!made) throw new Error("Teams opened a conversation without an id.");
    const mine = { kind: "personal", userId, aadObjectId: null, teamId: null } as const;
    const dm = { ...near, ...mine, conversationId: made.id };
    await memory.remember(tenantId, dm);
    return dm;
  };

  /** A channel nobody spoke in is reached like its neighbours: Teams has one address per tenant. */
  const find = async (tenantId: string, conversationId: string): Promise<Conversation> => {
    const known = present(await memory.recall(tenantId, conversationId));
    if (known) return known;
    return { ...(await nearby(tenantId)), conversationId, kind: "channel", teamId: null };
  };

  const nearby = async (tenantId: string): Promise<Conversation> => {
    const near = await memory.latest(tenantId);
    if (!near) throw new ChatRefused("teams", "not_installed");
    return near;
  };

  const postIn = async (conversation: Conversation, message: Message, threadId?: string) => {
    const sent = await speak(conversation, (turn) => turn.sendActivity(message), threadId);
    return { channelId: conversation.conversationId, messageId: sent?.id ?? "" };
  };

  const post = async (tenantId: string, target: Target, card: Card) =>
    postIn(
      target.kind === "dm"
        ? await openDm(tenantId, target.userId)
        : await find(tenantId, target.channelId),
      teamsMessage(card),
    );

  return {
    post,

    async update(tenantId, { channelId, messageId }, card) {
      const conversation = await find(tenantId, channelId);
      const message = { ...teamsMessage(card), id: messageId };
      await speak(conversation, (turn) => turn.updateActivity(message));
    },

    async whisper(tenantId, { channelId, userId, threadId }, card) {
      const here = channelId === null ? undefined : await memory.recall(tenantId, channelId);
      const open = here === "gone" ? undefined : here;
      if (open?.kind === "personal" && open.userId === userId)
        return void (await postIn(open, teamsMessage(card)));
      if (open?.kind !== "channel")
        return void (await post(tenantId, { kind: "dm", userId }, card));
      // In a channel everybody gets a line, and Teams shows the card itself to the one who asked.
      const cover = coverOf(card, await memory.keepForOne(tenantId, userId, card));
      await postIn(open, teamsMessage(cover, [userId]), threadId);
    },

    /** Teams lets a bot read nothing back, not even its own messages. */
    lookup: async () => "cannot_tell",

    async sendFile(tenantId, userId, file) {
      const dm = await openDm(tenantId, userId);
      const kept = await memory.keepFile(tenantId, userId, file);
      await postIn(dm, consentMessage(file, kept));
    },
  };
}

/** A conversation that Baton was taken out of is not entered again by another way. */
function present(known: Conversation | "gone" | undefined): Conversation | undefined {
  if (known === "gone") throw new ChatRefused("teams", "not_installed");
  return known;
}

/** What the others see of a private answer; the one it is for sees the answer by a refresh. */
function coverOf(card: Card, kept: string): Card {
  return {
    ...noteCard(words.privateAnswer),
    id: `private:${card.id}`.slice(0, 100),
    refresh: pressing("reveal", words.show, { kept }),
  };
}

/** A card as a Teams message; the summary is its notification. */
function teamsMessage(card: Card, onlyFor?: string[]) {
  const attachments = [CardFactory.adaptiveCard(toAdaptiveCard(card, onlyFor))];
  return { type: "message", summary: card.summary, attachments };
}

function referenceOf(
  { conversationId, kind, serviceUrl, botId, entraTenantId }: Conversation,
  threadId: string | undefined,
) {
  return {
    channelId: "msteams",
    serviceUrl,
    bot: { id: botId, name: "Baton" },
    conversation: {
      id: inThread(conversationId, threadId),
      name: "",
      conversationType: kind,
      isGroup: kind !== "personal",
      tenantId: entraTenantId,
    },
  };
}
