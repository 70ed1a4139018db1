import type { Card } from "../../cards/card.ts";

/** How to reach a Teams conversation again: plain data, kept as it stands. */
export type Conversation = {
  conversationId: string;
  kind: "personal" | "groupChat" | "channel";
  /** Where Teams takes our posts for this conversation. */
  serviceUrl: string;
  /** Our own id in it, `28:…`. */
  botId: string;
  /** Who spoke there last, `29:…`. */
  userId: string;
  entraTenantId: string;
};

/** Teams gives no address book: a bot may only answer where it was spoken to, so we write it down. */
export type TeamsMemory = {
  /** Notes, or renews, how a conversation is reached. */
  remember: (tenantId: string, conversation: Conversation) => Promise<void>;
  recall: (tenantId: string, conversationId: string) => Promise<Conversation | undefined>;
  /** The bot's own conversation with a person, if there was one. */
  personal: (tenantId: string, userId: string) => Promise<Conversation | undefined>;
  /** The conversation heard from last, whichever it was: a new one is started from there. */
  latest: (tenantId: string) => Promise<Conversation | undefined>;
  /** Keeps a card that one person may see in a channel; returns what `reveal` asks for it with. */
  keepForOne: (tenantId: string, userId: string, card: Card) => Promise<string>;
};
