import type { Card, Form } from "../../cards/card.ts";
import type { Person } from "../../pipeline/person.ts";
import type { Surface } from "../../pipeline/surface.ts";

/**
 * Who asks, resolved from a signed request; never from anything a card or body claims. `via` is set
 * where a signed link stood in for the person, and their name is only what they said.
 */
export type Who = Person & { tenantId: string; surface: Surface; userId: string; via?: "link" };

/** Where they ask, in the chat's own ids. */
export type Place = {
  channelId: string;
  kind: "channel" | "dm";
  /** The message a press or reaction belongs to; null for a command. */
  messageId: string | null;
  /** Slack's response_url, good for five private answers in 30 minutes. */
  replyUrl: string | null;
  /** The thread it was asked in, where the chat answers there: Teams. */
  threadId?: string;
};

export type Request = { who: Who; place: Place };

/** A button, overflow entry or link-button of one of our cards. */
export type Press = { verb: string; args: Record<string, string>; version: number };

/** A submitted form: what the form carried, and what the person filled in (empty fields are absent). */
export type Submission = {
  verb: string;
  args: Record<string, string>;
  values: Record<string, string>;
};

/** One emoji put on, or taken off, one of our messages. `emoji` is the character itself: 👍. */
export type Reaction = { emoji: string; added: boolean };

/** A file somebody dropped. Its bytes are asked for once, and only if it is wanted. */
export type IncomingFile = {
  name: string;
  contentType: string | null;
  /** In bytes, where the chat says so; nobody relies on it. */
  size: number | null;
  read: () => Promise<AsyncIterable<Uint8Array>>;
};

/** What a handler answers; the chats translate it, once each. */
export type Answer =
  /** Only the person who asked sees it. */
  | { kind: "whisper"; card: Card }
  /** The pressed card, as it is now. `whisper` is said to the presser besides. */
  | { kind: "replace"; card: Card; whisper: string | null }
  /** What only the presser sees in place of the pressed card; for everybody else it stays as it is. */
  | { kind: "reveal"; card: Card }
  | { kind: "form"; form: Form }
  /** A submitted form that cannot be taken: field name → what to do. */
  | { kind: "invalid"; errors: Record<string, string> }
  /** Done; the cards follow by themselves. */
  | { kind: "done" };

/** Everything a chat can ask of Baton. Both chats call exactly these, and nothing else of ours. */
export type Handlers = {
  /** The text after `/lead`, or a message that starts with `lead`, mentions stripped. */
  command: (request: Request, text: string) => Promise<Answer>;
  press: (request: Request, press: Press) => Promise<Answer>;
  submit: (request: Request, submission: Submission) => Promise<Answer>;
  react: (request: Request, reaction: Reaction) => Promise<void>;
  /** Somebody dropped a file: its leads are read, and nothing is made of them before a yes. */
  file: (request: Request, file: IncomingFile) => Promise<Answer>;
  /** Whether files dropped in this place are meant for Baton though nobody says so. */
  expectsFiles: (request: Request) => Promise<boolean>;
  /** The Home view or tab of one person; `after` is the press in it that made it be drawn again. */
  home: (who: Who, after?: Press) => Promise<Card>;
  /** "Make this a lead" on any message of a chat: a form with what the message says filled in. */
  fromMessage: (request: Request, message: ChatMessage) => Promise<Answer>;
  /**
   * What a pasted link to one of our leads (or to a CRM record we know) shows to everybody in the
   * conversation; undefined for foreign links. `outsiders`: somebody of another organisation reads there.
   */
  unfurl: (tenantId: string, url: string, outsiders: boolean) => Promise<Card | undefined>;
  /** Leads for the compose box, best match first, at most ten; nothing typed shows the asker's own. */
  search: (request: Request, text: string) => Promise<Card[]>;
};

/** A message somebody pointed at. */
export type ChatMessage = { text: string; author: string | null; permalink: string | null };

/** Somebody who turns up; `ask` is their chat's way to find out what to call them, if they are new. */
export type Visitor = { id: string; name: string | null; ask?: () => Promise<string | null> };

/** What a chat must ask before it may call a handler. */
export type Doorkeeper = {
  /**
   * The tenant and person behind a verified chat request; unknown people of a known install are
   * written down as reps on first sight. Undefined when the install itself is unknown.
   */
  whoIs: (surface: Surface, team: string, user: Visitor) => Promise<Who | undefined>;
  /** True the first time an event id of a tenant is seen, false ever after: Slack and Teams repeat themselves. */
  firstSight: (tenantId: string, surface: Surface, eventId: string) => Promise<boolean>;
};
