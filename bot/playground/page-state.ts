import type { Json } from "../../db/playground-schema.ts";

/* What the page is told, as JSON. Types only: the browser reads this file too, and gets nothing of it. */

export type PageMessage = {
  id: string;
  threadId: string | null;
  /** Null is the bot. */
  author: { key: string; name: string } | null;
  text: string;
  /** Slack's blocks. */
  blocks: Json[];
  /** Teams' Adaptive Cards. */
  cards: Json[];
  /** Blocks that stand for links in the text. */
  unfurls: Json[][];
  files: { id: string; title: string }[];
  /** Files Baton offers in Teams, which somebody has to allow. */
  offers: { name: string; title: string }[];
  onlyYou: boolean;
  edits: number;
  at: string;
  reactions: { emoji: string; names: string[]; mine: boolean }[];
};

export type PageChannel = {
  id: string;
  name: string;
  /** Whether it is the person's own conversation with the bot. */
  isDm: boolean;
  hasBot: boolean;
  messages: PageMessage[];
};

export type PageView = { id: string; hash: string; body: Json };

export type PageMail = {
  id: string;
  from: string;
  to: string;
  subject: string;
  body: string;
  at: string;
};

export type PageState = {
  me: { key: string; name: string; teamsId: string };
  people: { id: string; name: string }[];
  emojis: string[];
  slack: { channels: PageChannel[]; views: PageView[]; home: PageView | null };
  teams: { channels: PageChannel[] };
  /** What was sent, newest first. */
  mail: PageMail[];
};
