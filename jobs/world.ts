import type { Logger } from "pino";
import type { Card } from "../cards/card.ts";
import type { Db } from "../db/client.ts";
import type { Surface } from "../pipeline/surface.ts";

/**
 * The outside world, as jobs and handlers see it. `bot/world.ts` builds the real one,
 * tests build their own; there is no other dependency injection.
 */
export type World = {
  db: Db;
  now: () => Date;
  /** 0 ≤ x < 1. */
  random: () => number;
  /** Resolves after `ms`, or at once when the signal says so. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  durations: Durations;
  /** One port per connected chat; null where the chat is not connected. */
  chat: Record<Surface, ChatPort | null>;
  web: Web;
  /** Null where no browser was found: pages are then read without JavaScript. */
  browser: Browser | null;
  /** `http://127.0.0.1:3000`: where our own pages (evidence) are reached by people. */
  publicUrl: string;
  /** Only where the leads are samples: forgets all of them, in the chats too. */
  eraseSamples: (() => Promise<number>) | null;
  log: Logger;
};

/** Every waiting time of the product, in milliseconds; tests shrink them. */
export type Durations = {
  /** Least time between two edits of one card. */
  cardEditMs: number;
  /** Least time between two requests to one host, unless its robots.txt asks for more. */
  hostDelayMs: number;
  /** One page, from connect to last byte. */
  pageMs: number;
  /** All research of one company. */
  researchMs: number;
  dispatchMs: number;
  heartbeatMs: number;
};

export type Target =
  | { kind: "channel"; channelId: string }
  /** The bot's private conversation with a person, by the chat's own user id. */
  | { kind: "dm"; userId: string };

/** Where a message ended up, in the chat's own ids. */
export type Posted = { channelId: string; messageId: string };

/** Slack or Teams, already signed in. Errors: {@link ChatRefused} when the chat said a final no, anything else may be retried. */
export type ChatPort = {
  post: (tenantId: string, target: Target, card: Card) => Promise<Posted>;
  update: (tenantId: string, at: Posted, card: Card) => Promise<void>;
  /**
   * Tells one person something: where they asked, so that only they see it, or in their own
   * messages when `channelId` is null. `replyUrl` is Slack's response_url.
   */
  whisper: (
    tenantId: string,
    to: { channelId: string | null; userId: string; replyUrl: string | null },
    card: Card,
  ) => Promise<void>;
};

/** The chat answered, and the answer is no: `not_in_channel`, `channel_not_found`, `message_not_found` … */
export class ChatRefused extends Error {
  override readonly name = "ChatRefused";
  readonly reason: string;

  constructor(surface: string, reason: string) {
    super(`${surface} refused: ${reason}`);
    this.reason = reason;
  }
}

/** No answer was asked for yet: no connection, or told to come back later. Nothing was sent. */
export class ChatUnreachable extends Error {
  override readonly name = "ChatUnreachable";
}

/** How names become addresses and which addresses may be asked. The sample web replaces both, nothing else. */
export type Web = {
  /** All addresses of a host, as `dns.lookup(host, { all: true })`. Rejects with a code like `ENOTFOUND`. */
  resolve: (host: string) => Promise<{ address: string; family: 4 | 6 }[]>;
  /** Whether an address may be connected to for this host; the host matters to loopback stand-ins only. */
  isPublic: (address: string, host: string) => boolean;
  /** Port to use for a host's http and https requests instead of 80/443; null for the standard ones. */
  portFor: (host: string) => number | null;
};

export type Browser = {
  /** The page's HTML after its scripts ran, every request guarded like the fetcher's. Rejects on time-out. */
  render: (
    url: string,
    web: Web,
    timeoutMs: number,
  ) => Promise<{ html: string; status: number; url: string }>;
  close: () => Promise<void>;
};
