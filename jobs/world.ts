import type { Logger } from "pino";
import type { Card } from "../cards/card.ts";
import type { Db } from "../db/client.ts";
import type { Price } from "../pipeline/enrich/llm/prices.ts";
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
  /** Null until a mailbox, or the playground's sink, is connected: mail may then be drafted, never sent. */
  mail: MailPort | null;
  web: Web;
  vendors: Vendors;
  /** Null where no browser was found: pages are then read without JavaScript. */
  browser: Browser | null;
  /** Null without a key: rules then fill in what they can. */
  llm: Llm | null;
  /** `http://127.0.0.1:3000`: where our own pages (evidence) are reached by people. */
  publicUrl: string;
  /** Only where the leads are samples: forgets all of them, in the chats too. */
  eraseSamples: (() => Promise<number>) | null;
  /** Who counts; nobody in tests. */
  watch?: Watch;
  log: Logger;
};

/** Is told what happened, to count it. */
export type Watch = {
  job: (tenantId: string, name: string, outcome: "done" | "failed", ms: number) => void;
  /** A try of an effect: `sent`, `waiting`, `failed` … */
  effect: (tenantId: string, channel: string, outcome: string) => void;
  /** `ok`, or why a site could not be read. */
  research: (outcome: string) => void;
  /** A source of facts besides a site's pages: `found`, `nothing` or `failed`. */
  source: (name: string, outcome: string) => void;
  /** From the door to the job that makes a lead of it. */
  intake: (lagMs: number) => void;
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
  /** The quick look at a front page: a slower one is cut off, and read again in its turn. */
  quickMs: number;
  /** A score is shown after this long, however much is still to be read. */
  firstScoreMs: number;
  /** One question to a language model. */
  llmMs: number;
  dispatchMs: number;
  /** How often the queue is filled up with work nobody waits for. */
  backlogMs: number;
  heartbeatMs: number;
  /** How long a claimed effect is its worker's alone. Longer than {@link providerMs}. */
  leaseMs: number;
  /** Every call of a provider gives up after this long. */
  providerMs: number;
  /** After the lease of a lost answer: how long a message may take to show up before it counts as never sent. */
  graceMs: number;
  /** First wait after a failed try; it doubles with every further one, up to {@link backOffMostMs}. */
  backOffMs: number;
  backOffMostMs: number;
  /** Least time between two posts in one channel. https://docs.slack.dev/apis/web-api/rate-limits */
  channelPostMs: number;
  /** How often lost or orphaned work is looked for. */
  sweepMs: number;
  /** An approval nobody answered: a reminder, then somebody else, then never. */
  approvalRemindMs: number;
  approvalEscalateMs: number;
  approvalExpireMs: number;
  /** Between the press on Approve and the sending, so that it can be undone. */
  undoMs: number;
  /** How often lead-ad forms are looked through besides being told. */
  formPollMs: number;
};

export type Target =
  | { kind: "channel"; channelId: string }
  /** The bot's private conversation with a person, by the chat's own user id. */
  | { kind: "dm"; userId: string };

/** Where a message ended up, in the chat's own ids. */
export type Posted = { channelId: string; messageId: string };

/**
 * Slack or Teams, already signed in. Errors: {@link ChatRefused} when the chat said a final no,
 * {@link ChatUnreachable} when certainly nothing was sent; after any other nobody knows.
 */
export type ChatPort = {
  /** `effectKey` travels with the message where the chat has room for it, so that {@link ChatPort.lookup} finds it. */
  post: (tenantId: string, target: Target, card: Card, effectKey?: string) => Promise<Posted>;
  update: (tenantId: string, at: Posted, card: Card) => Promise<void>;
  /**
   * Tells one person something: where they asked, so that only they see it, or in their own
   * messages when `channelId` is null. `replyUrl` is Slack's response_url, `threadId` a thread of Teams.
   */
  whisper: (
    tenantId: string,
    to: { channelId: string | null; userId: string; replyUrl: string | null; threadId?: string },
    card: Card,
  ) => Promise<void>;
  /**
   * Whether a post whose answer was lost arrived after all. `cannot_tell` where the chat does not
   * let us read back: Teams always, Slack where no history scope was granted.
   */
  lookup: (
    tenantId: string,
    target: Target,
    effectKey: string,
    since: Date,
  ) => Promise<Posted | "absent" | "cannot_tell">;
  /** Gives one person a file, in their own messages with the bot. */
  sendFile: (tenantId: string, userId: string, file: OutgoingFile) => Promise<void>;
};

export type OutgoingFile = { name: string; title: string; contentType: string; body: Buffer };

/** Somebody outside answered, and the answer is a final no. */
export class Refused extends Error {
  override readonly name: string = "Refused";
  /** A word for programs: `not_in_channel`, `mailbox_unknown` … */
  readonly reason: string;

  constructor(who: string, reason: string) {
    super(`${who} refused: ${reason}`);
    this.reason = reason;
  }
}

/** Certainly nothing was sent: no connection, or told to come back later. */
export class NotSent extends Error {
  override readonly name: string = "NotSent";
  /** How long we were asked to wait (`Retry-After`), in ms; null where nobody said. */
  readonly retryAfterMs: number | null;

  constructor(message: string, options: ErrorOptions & { retryAfterMs?: number | null } = {}) {
    super(message, options);
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** `not_in_channel`, `channel_not_found`, `message_not_found` … */
export class ChatRefused extends Refused {
  override readonly name = "ChatRefused";
}

export class ChatUnreachable extends NotSent {
  override readonly name = "ChatUnreachable";
}

/** Mail as the outbox sends it. Errors as {@link ChatPort}'s, with {@link MailRefused} for the final no. */
export type MailPort = {
  afterLostAnswer: AfterLostAnswer;
  send: (
    tenantId: string,
    effectKey: string,
    mail: OutgoingMail,
  ) => Promise<{ providerId: string }>;
};

export type OutgoingMail = {
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  text: string;
};

/**
 * How an effect whose answer was lost goes on; each provider allows one of these. `same_key`: it
 * honours our key, send again. `upsert`: sending twice changes nothing. `look_up`: it can be asked.
 * `copy`: a second one does little harm and heals itself. `ask`: a person decides.
 */
export type AfterLostAnswer = "same_key" | "upsert" | "look_up" | "copy" | "ask";

/** An address the provider will not take. */
export class MailRefused extends Refused {
  override readonly name = "MailRefused";
}

/** Where other companies' programs are asked, without a slash at the end. Tests and gateways put others in. */
export type Vendors = Record<VendorName, string>;
export type VendorName =
  | "hubspot"
  | "gmail"
  | "googleCerts"
  | "googleToken"
  | "graph"
  | "microsoftLogin"
  | "linkedin"
  | "linkedinLogin"
  | "meta"
  | "clearbit"
  | "peopleDataLabs"
  | "googleNews";

/** How names become addresses and which addresses may be asked. The sample web replaces both, nothing else. */
export type Web = {
  /** All addresses of a host, as `dns.lookup(host, { all: true })`. Rejects with a code like `ENOTFOUND`. */
  resolve: (host: string) => Promise<{ address: string; family: 4 | 6 }[]>;
  /** Whether an address may be connected to for this host; the host matters to loopback stand-ins only. */
  isPublic: (address: string, host: string) => boolean;
  /** Port to use for a host's http and https requests instead of 80/443; null for the standard ones. */
  portFor: (host: string) => number | null;
  /** The DNS records of a name as text, best MX first; empty where there are none. Rejects when nobody answers. */
  records: (host: string, type: "TXT" | "MX" | "CNAME") => Promise<string[]>;
};

/**
 * A language model behind an OpenAI-compatible address. It only ever answers: it has no tools, and
 * what it says is checked before it counts. Errors: {@link LlmFailed}.
 */
export type Llm = {
  /** Asked first; the larger one only where this one left key fields open. */
  model: string;
  largeModel: string;
  /** What the operator says they cost, by model, where the list of pipeline/enrich/llm/prices.ts does not know. */
  prices?: Readonly<Record<string, Price>>;
  ask: (question: LlmQuestion) => Promise<LlmReply>;
};

export type LlmQuestion = {
  model: string;
  system: string;
  user: string;
  /** Named JSON schema that the answer must follow. */
  schema: { name: string; json: Record<string, unknown> };
  maxTokens: number;
  timeoutMs: number;
};

/** What came back, as text. `usage` is what is paid for, also when the answer is of no use. */
export type LlmReply = {
  text: string | null;
  ending: "stop" | "length" | "refusal" | "filter";
  usage: { input: number; output: number };
};

export class LlmFailed extends Error {
  override readonly name = "LlmFailed";
  readonly reason: "timeout" | "unreachable" | "rate_limit" | "rejected" | "not_an_answer";
  /** How long we were asked to wait, in ms; null where nobody said. */
  readonly retryAfterMs: number | null;

  constructor(
    reason: LlmFailed["reason"],
    message: string,
    options: ErrorOptions & { retryAfterMs?: number | null } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export type Browser = {
  /**
   * The page's HTML after its scripts ran, every request guarded like the fetcher's. Rejects on
   * time-out. `mayMove` is asked before the page goes anywhere else by itself.
   */
  render: (
    url: string,
    web: Web,
    timeoutMs: number,
    mayMove: (url: URL) => Promise<boolean>,
  ) => Promise<{ html: string; status: number; url: string; screenshot: Buffer | null }>;
  close: () => Promise<void>;
};
