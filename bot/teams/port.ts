import { CardFactory, type CloudAdapter, type TurnContext } from "botbuilder";
import type { Card } from "../../cards/card.ts";
import { noteCard } from "../../cards/note-card.ts";
import { pressing } from "../../cards/pressing.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { words } from "../../cards/words.ts";
import { type ChatPort, ChatRefused, type Target } from "../../jobs/world.ts";
import { connectorOf } from "./connector.ts";
import type { Conversation, TeamsMemory } from "./memory.ts";
import { refusing } from "./refused.ts";

/** Teams, as jobs and handlers see it. `appId` is empty where nobody is authenticated. */
export function teamsPort(deps: {
  adapter: CloudAdapter;
  appId: string;
  memory: TeamsMemory;
}): ChatPort {
  const { adapter, appId, memory } = deps;

  const speak = async <T>(
    conversation: Conversation,
    say: (turn: TurnContext) => Promise<T>,
  ): Promise<T[]> => {
    const said: T[] = [];
    await refusing(() =>
      adapter.continueConversationAsync(appId, referenceOf(conversation), async (turn) => {
        turn.activity.id = ""; // botbuilder makes one up, and would reply to it
        said.push(await say(turn));
      }),
    );
    return said;
  };

  /** Somebody who never spoke to us gets a conversation of their own, once. */
  const openDm = async (tenantId: string, userId: string): Promise<Conversation> => {
    const known = await memory.personal(tenantId, userId);
    if (known) return known;
    const near = await memory.latest(tenantId);
    if (!near) throw new ChatRefused("teams", "not_installed");

    const [made] = await speak(near, (turn) =>
      connectorOf(turn).conversations.createConversation({
        isGroup: false,
        bot: { id: near.botId, name: "Baton" },
        members: [{ id: userId, name: "" }],
        tenantId: near.entraTenantId,
        channelData: { tenant: { id: near.entraTenantId } },
      }),
    );
    if (!made) throw new Error("Teams opened a conversation without an id.");
    const dm = { ...near, conversationId: made.id, kind: "personal", userId } as const;
    await memory.remember(tenantId, dm);
    return dm;
  };

  /** A channel nobody spoke in is reached like its neighbours: Teams has one address per tenant. */
  const find = async (tenantId: string, conversationId: string): Promise<Conversation> => {
    const known = await memory.recall(tenantId, conversationId);
    if (known) return known;
    const near = await memory.latest(tenantId);
    if (!near) throw new ChatRefused("teams", "not_installed");
    return { ...near, conversationId, kind: "channel" };
  };

  const postIn = async (conversation: Conversation, card: Card) => {
    const [sent] = await speak(conversation, (turn) => turn.sendActivity(teamsMessage(card)));
    return { channelId: conversation.conversationId, messageId: sent?.id ?? "" };
  };

  const post = async (tenantId: string, target: Target, card: Card) =>
    postIn(
      target.kind === "dm"
        ? await openDm(tenantId, target.userId)
        : await find(tenantId, target.channelId),
      card,
    );

  return {
    post,

    async update(tenantId, { channelId, messageId }, card) {
      const conversation = await find(tenantId, channelId);
      const message = { ...teamsMessage(card), id: messageId };
      await speak(conversation, (turn) => turn.updateActivity(message));
    },

    async whisper(tenantId, { channelId, userId }, card) {
      const here = channelId === null ? undefined : await memory.recall(tenantId, channelId);
      if (here?.kind === "personal" && here.userId === userId)
        return void (await postIn(here, card));
      if (here?.kind !== "channel")
        return void (await post(tenantId, { kind: "dm", userId }, card));
      // In a channel everybody gets a line, and Teams shows the card itself to the one who asked.
      const cover = coverOf(card, await memory.keepForOne(tenantId, userId, card));
      await speak(here, (turn) => turn.sendActivity(teamsMessage(cover, [userId])));
    },
  };
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

function referenceOf({ conversationId, kind, serviceUrl, botId, entraTenantId }: Conversation) {
  return {
    channelId: "msteams",
    serviceUrl,
    bot: { id: botId, name: "Baton" },
    conversation: {
      id: conversationId,
      name: "",
      conversationType: kind,
      isGroup: kind !== "personal",
      tenantId: entraTenantId,
    },
  };
}
