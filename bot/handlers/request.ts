import type { Card, Form } from "../../cards/card.ts";
import type { Person } from "../../pipeline/person.ts";
import type { Surface } from "../../pipeline/surface.ts";

/** Who asks, resolved from a signed request; never from anything a card or body claims. */
export type Who = Person & { tenantId: string; surface: Surface; userId: string };

/** Where they ask, in the chat's own ids. */
export type Place = {
  channelId: string;
  kind: "channel" | "dm";
  /** The message a press or reaction belongs to; null for a command. */
  messageId: string | null;
  /** Slack's response_url, good for five private answers in 30 minutes. */
  replyUrl: string | null;
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
  /** The Home view or tab of one person. */
  home: (who: Who) => Promise<Card>;
};

/** What a chat must ask before it may call a handler. */
export type Doorkeeper = {
  /**
   * The tenant and person behind a verified chat request; unknown people of a known install are
   * written down as reps on first sight. Undefined when the install itself is unknown.
   */
  whoIs: (
    surface: Surface,
    team: string,
    user: { id: string; name: string | null },
  ) => Promise<Who | undefined>;
  /** True the first time an event id of a tenant is seen, false ever after: Slack and Teams repeat themselves. */
  firstSight: (tenantId: string, surface: Surface, eventId: string) => Promise<boolean>;
};
