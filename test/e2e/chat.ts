import type { PageMessage } from "../../bot/playground/page-state.ts";
import type { Json } from "../../db/playground-schema.ts";
import type { Surface } from "../../pipeline/surface.ts";
import type { Person, Playground } from "../support/playground.ts";

/** A message as a person reads it, without the mark-up of its chat. */
export type Message = {
  id: string;
  channelId: string;
  /** Null is Baton. */
  author: string | null;
  text: string;
  /** Everything that can be pressed, menus included. */
  buttons: string[];
  onlyYou: boolean;
  reactions: PageMessage["reactions"];
  /** The lead its buttons are about. */
  leadId: string | null;
  source: PageMessage;
};

/** A modal in Slack, a dialog in Teams. */
export type Dialog = {
  title: string;
  text: string;
  fields: string[];
  submit: string | null;
  /** Fills in fields by their labels and sends; answers what Baton found wrong, nothing when it took it. */
  send: (filled: Record<string, string>) => Promise<string[]>;
  close: () => Promise<void>;
};

type DroppedFile = { name: string; text: string };

/** What people do in a chat, said once for both. */
export type Chat = {
  surface: Surface;
  say: (as: Person, channel: string, text: string) => Promise<void>;
  /** Drops a file, with a few words. */
  drop: (as: Person, channel: string, file: DroppedFile, text?: string) => Promise<void>;
  /** What is in the files that Baton gave to somebody; Teams asks them first. */
  files: (as: Person) => Promise<{ title: string; text: string }[]>;
  messages: (as: Person, channel: string) => Promise<Message[]>;
  press: (as: Person, message: Message, button: string) => Promise<void>;
  /** Presses what the message offered when it was read, whatever it offers now. */
  pressAsSeen: (as: Person, message: Message, button: string) => Promise<void>;
  react: (as: Person, message: Message, emoji: string, added: boolean) => Promise<void>;
  /** The form that is open in front of somebody, if there is one. */
  dialog: (as: Person) => Promise<Dialog | null>;
  /** Everything Baton said to this one person, wherever their chat shows that. */
  told: (as: Person) => Promise<Message[]>;
  home: (as: Person) => Promise<Message>;
};

/** What a chat shows one person beside the messages of its channels: a Home, a banner. */
export const aside: PageMessage = {
  id: "",
  threadId: null,
  author: null,
  text: "",
  blocks: [],
  cards: [],
  unfurls: [],
  files: [],
  offers: [],
  onlyYou: true,
  edits: 0,
  at: "",
  reactions: [],
};

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** The lead a button's payload names. */
export function leadOf(payload: unknown): string | null {
  const baton = isJson(payload) ? payload.baton : undefined;
  const args = isJson(baton) ? baton.args : undefined;
  return isJson(args) && typeof args.lead === "string" ? args.lead : null;
}

/** The files of some messages, read as whoever clicks them would. */
export function filesIn(
  play: Playground,
  messages: readonly PageMessage[],
): Promise<{ title: string; text: string }[]> {
  const files = messages.flatMap((message) => message.files);
  return Promise.all(
    files.map(async ({ id, title }) => {
      const response = await fetch(`${play.url}/_play/files/${id}`);
      return { title, text: await response.text() };
    }),
  );
}
