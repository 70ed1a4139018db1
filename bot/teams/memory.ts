import type { Card } from "../../cards/card.ts";
import type { OutgoingFile } from "../../jobs/world.ts";

/** How to reach a Teams conversation again: plain data, kept as it stands. */
export type Conversation = {
  conversationId: string;
  kind: "personal" | "groupChat" | "channel";
  /** The team a channel belongs to: Baton is installed in a whole team, and removed from it. */
  teamId: string | null;
  /** Where Teams takes our posts for this conversation. */
  serviceUrl: string;
  /** Our own id in it, `28:…`. */
  botId: string;
  /** Who spoke there last, `29:…`. */
  userId: string;
  /** The same person as Entra knows them; only for a conversation of their own. */
  aadObjectId: string | null;
  entraTenantId: string;
};

/** Teams gives no address book: a bot may only answer where it was spoken to, so we write it down. */
export type TeamsMemory = {
  /** Notes, or renews, how a conversation is reached; one that was gone is back. */
  remember: (tenantId: string, conversation: Conversation) => Promise<void>;
  /** Teams moved: posts to a conversation we know go here from now on. */
  renew: (tenantId: string, conversationId: string, serviceUrl: string) => Promise<void>;
  /** Baton was removed from a conversation, and where a team is named, from the whole team. */
  forget: (tenantId: string, conversationId: string, teamId: string | null) => Promise<void>;
  /** `"gone"` after {@link forget}. */
  recall: (tenantId: string, conversationId: string) => Promise<Conversation | "gone" | undefined>;
  /** The bot's own conversation with a person, if there was one, by either of their ids. */
  personal: (tenantId: string, userId: string) => Promise<Conversation | "gone" | undefined>;
  /** The conversation heard from last, whichever it was: a new one is started from there. */
  latest: (tenantId: string) => Promise<Conversation | undefined>;
  /** Keeps a card that one person may see in a channel; returns what `reveal` asks for it with. */
  keepForOne: (tenantId: string, userId: string, card: Card) => Promise<string>;
  /** Keeps a file until the person it is for takes it, a day at most; returns what it is asked for with. */
  keepFile: (tenantId: string, userId: string, file: OutgoingFile) => Promise<string>;
  /** A kept file, for the person it is for and nobody else. */
  readFile: (tenantId: string, userId: string, kept: string) => Promise<OutgoingFile | undefined>;
  dropFile: (tenantId: string, userId: string, kept: string) => Promise<void>;
};
