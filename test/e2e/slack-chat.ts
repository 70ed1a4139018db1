import type { PageChannel, PageMessage } from "../../bot/playground/page-state.ts";
import type { Json } from "../../db/playground-schema.ts";
import type { Person, Playground } from "../support/playground.ts";
import {
  aside,
  type Chat,
  type Dialog,
  filesIn,
  isJson,
  leadOf,
  type Message,
  objectsIn,
} from "./chat.ts";

/** The Slack pane of a playground. */
export function slackChat(play: Playground): Chat {
  const channel = (as: Person, name: string) => play.channel(as, "slack", name);

  const pressOnce = async (as: Person, message: Message, label: string) => {
    const { channelId, id } = message;
    const seen = (await play.state(as)).slack.channels.find((one) => one.id === channelId);
    const source = seen?.messages.find((one) => one.id === id) ?? message.source;
    await pressIn(as, { ...message, source }, label);
  };

  const pressIn = async (as: Person, message: Message, label: string) => {
    const { channelId, id, source } = message;
    const found = pressablesIn(source.blocks).find((one) => one.label === label);
    if (!found) throw new Error(`no ${label} among ${message.buttons.join(", ")}`);
    const { blockId, actionId, chosen } = found;
    const at = channelId === "" ? { viewId: id } : { channelId, messageId: id };
    await play.gesture(as, "slack_press", { at, blockId, actionId, chosen, filled: {} });
  };

  return {
    surface: "slack",
    async say(as, name, text) {
      const { id } = await channel(as, name);
      await play.gesture(as, "slack_say", { channelId: id, threadId: null, text });
    },
    async drop(as, name, file, text) {
      await play.drop(as, "slack", (await channel(as, name)).id, file, text);
    },
    async files(as) {
      const { messages } = await channel(as, "Baton");
      return filesIn(
        play,
        messages.filter(({ author }) => author === null),
      );
    },
    async messages(as, name) {
      return read(await channel(as, name));
    },
    async press(as, message, label) {
      for (let tries = 1; ; tries++) {
        try {
          return await pressOnce(as, message, label);
        } catch (error) {
          // The card was edited between the look and the press: people press again.
          if (tries === 5 || !/This button is gone/.test(String(error))) throw error;
        }
      }
    },
    pressAsSeen: pressIn,
    async react(as, { channelId, id: messageId }, emoji, added) {
      await play.gesture(as, "slack_react", { channelId, messageId, emoji, added });
    },
    async dialog(as) {
      const view = (await play.state(as)).slack.views.at(-1);
      if (!view) return null;
      const blocks = objectsIn(view.body.blocks);
      return {
        title: textOf(view.body.title),
        text: linesOf(blocks),
        fields: blocks.filter(({ type }) => type === "input").map(({ label }) => textOf(label)),
        submit: view.body.submit ? textOf(view.body.submit) : null,
        async send(filled) {
          const values = Object.fromEntries(
            Object.entries(filled).map(([label, value]) => fill(blocks, label, value)),
          );
          const errors = await play.gesture(as, "slack_submit", {
            viewId: view.id,
            filled: values,
          });
          return Object.values(errors).map(String);
        },
        close: async () => void (await play.gesture(as, "slack_close", { viewId: view.id })),
      } satisfies Dialog;
    },
    async told(as) {
      const { channels } = (await play.state(as)).slack;
      const mine = channels.flatMap((one) =>
        read(one).filter(({ onlyYou }) => onlyYou || one.isDm),
      );
      return mine.filter(({ author }) => author === null);
    },
    async home(as) {
      await play.gesture(as, "slack_home");
      const home = (await play.state(as)).slack.home;
      const blocks = objectsIn(home?.body.blocks);
      return messageOf("", { ...aside, id: home?.id ?? "", blocks });
    },
  };
}

function read({ id, messages }: PageChannel): Message[] {
  return messages.map((message) => messageOf(id, message));
}

function messageOf(channelId: string, source: PageMessage): Message {
  const { id, author, onlyYou, reactions, blocks } = source;
  const pressables = pressablesIn(blocks);
  return {
    id,
    channelId,
    author: author?.name ?? null,
    text: blocks.length > 0 ? linesOf(blocks) : plain(source.text),
    buttons: pressables.map(({ label }) => label),
    onlyYou,
    reactions,
    leadId: pressables.map(({ payload }) => leadOf(payload)).find((id) => id !== null) ?? null,
    source,
  };
}

function linesOf(blocks: readonly Json[]): string {
  return blocks
    .flatMap(({ text, fields, elements, type }) => {
      const inside = type === "context" ? objectsIn(elements) : objectsIn(fields);
      return [text, ...inside].map(textOf);
    })
    .filter((line) => line !== "")
    .join("\n");
}

function textOf(value: unknown): string {
  if (!isJson(value) || typeof value.text !== "string") return "";
  return value.type === "mrkdwn" ? plain(value.text) : value.text;
}

function plain(mrkdwn: string): string {
  return mrkdwn
    .replaceAll(/<[^|<>]+\|([^<>]*)>/g, "$1")
    .replaceAll(/[*`]/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

type Pressable = {
  blockId: string;
  actionId: string;
  label: string;
  /** The entry, where it is one of a menu. */
  chosen: string | null;
  payload: unknown;
};

/** Every button and menu entry, with what a press of it says. */
function pressablesIn(blocks: readonly Json[]): Pressable[] {
  return blocks.flatMap(({ block_id, elements, accessory, type }) => {
    const all = type === "actions" ? objectsIn(elements) : [accessory].filter(isJson);
    return all.flatMap(({ action_id, text, value, options }): Pressable[] => {
      const at = { blockId: String(block_id), actionId: String(action_id) };
      const entries = objectsIn(options).map((option) => ({
        ...at,
        label: textOf(option.text),
        chosen: String(option.value),
        payload: parsed(option.value),
      }));
      const button = { ...at, label: textOf(text), chosen: null, payload: parsed(value) };
      return entries.length > 0 ? entries : [button];
    });
  });
}

/** A field by its label, a choice by its words, as the page would send them. */
function fill(blocks: readonly Json[], label: string, value: string) {
  const block = blocks.find((one) => one.type === "input" && textOf(one.label) === label);
  if (!block || !isJson(block.element)) throw new Error(`the form has no field ${label}`);
  const { action_id, options } = block.element;
  const chosen = objectsIn(options).find((option) => textOf(option.text) === value);
  return [String(block.block_id), { [String(action_id)]: String(chosen?.value ?? value) }] as const;
}

function parsed(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return undefined;
  }
}
