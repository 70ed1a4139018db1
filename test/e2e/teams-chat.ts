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

const CARD = "application/vnd.microsoft.card.adaptive";

type Where = { channelId: string; messageId: string | null };

/** The Teams pane of a playground. What Teams shows beside the messages is remembered here, as a client would. */
export function teamsChat(play: Playground): Chat {
  const open = new Map<Person, { where: Where; title: string; card: Json }>();
  const banners = new Map<Person, string[]>();
  const revealed = new Map<string, Json>();

  const banner = (as: Person, text: unknown) =>
    banners.set(as, [...(banners.get(as) ?? []), String(text)]);

  const ask = async (as: Person, where: Where, name: string, data: Json): Promise<Json> => {
    const answer = await play.gesture(as, "teams_dialog", { where, name, data });
    const task = isJson(answer.task) ? answer.task : {};
    open.delete(as);
    if (task.type === "message") banner(as, task.value);
    if (task.type === "continue" && isJson(task.value) && isJson(task.value.card)) {
      const { title, card } = task.value;
      open.set(as, { where, title: String(title), card: isJson(card.content) ? card.content : {} });
    }
    return task;
  };

  /** Teams reloads a card that names somebody when they look at it: what comes is for their eyes only. */
  const reveal = async (as: Person, teamsId: string, { id, messages }: PageChannel) => {
    const found: Message[] = [];
    for (const message of messages) {
      const { action, userIds } = isJson(message.cards[0]?.refresh) ? message.cards[0].refresh : {};
      if (!Array.isArray(userIds) || !userIds.includes(teamsId)) continue;
      const key = [as, id, message.id, message.edits].join(" ");
      const where = { channelId: id, messageId: message.id };
      const card =
        revealed.get(key) ??
        (await play.gesture(as, "teams_execute", { where, action, trigger: "automatic" })).value;
      if (!isJson(card)) continue;
      revealed.set(key, card);
      found.push(messageOf(id, { ...message, cards: [card], onlyYou: true }));
    }
    return found;
  };

  const press = async (as: Person, message: Message, label: string): Promise<void> => {
    const action = actionsIn(message.source.cards).find(({ title }) => title === label);
    if (!action) throw new Error(`no ${label} among ${message.buttons.join(", ")}`);
    const where = { channelId: message.channelId, messageId: message.id || null };
    const data = isJson(action.data) ? action.data : {};
    if (isJson(data.msteams)) return void (await ask(as, where, "task/fetch", data));
    if (message.id === "") return void (await play.gesture(as, "teams_tab", { data }));
    if (action.type !== "Action.Execute") {
      return void (await play.gesture(as, "teams_submit", { where, data }));
    }
    const { title, verb } = action;
    const pressed = { where, action: { title, verb, data }, trigger: "manual" };
    const answer = await play.gesture(as, "teams_execute", pressed);
    if (answer.type !== CARD) banner(as, answer.value);
  };

  return {
    surface: "teams",
    async say(as, name, text) {
      const { id } = await play.channel(as, "teams", name);
      await play.gesture(as, "teams_say", { channelId: id, threadId: null, text });
    },
    async drop(as, name, file, text) {
      await play.drop(as, "teams", (await play.channel(as, "teams", name)).id, file, text);
    },
    async files(as) {
      const dm = await play.channel(as, "teams", "Baton");
      for (const { id: messageId, offers } of dm.messages) {
        if (offers.length === 0) continue;
        const consent = { channelId: dm.id, messageId, action: "accept" };
        await play.gesture(as, "teams_consent", consent);
      }
      const { messages } = await play.channel(as, "teams", "Baton");
      return filesIn(
        play,
        messages.filter(({ author }) => author === null),
      );
    },
    async messages(as, name) {
      return read(await play.channel(as, "teams", name));
    },
    press,
    pressAsSeen: press,
    async react(as, { channelId, id: messageId }, emoji, added) {
      await play.gesture(as, "teams_react", { channelId, messageId, emoji, added });
    },
    async dialog(as) {
      const shown = open.get(as);
      if (!shown) return null;
      const { where, title, card } = shown;
      const inputs = elementsIn(card).filter(({ type }) => String(type).startsWith("Input."));
      const [submit] = actionsIn([{ actions: card.actions }]);
      return {
        title,
        text: linesOf(card),
        fields: inputs.map(({ label }) => String(label)),
        submit: submit ? String(submit.title) : null,
        async send(filled) {
          const values = Object.fromEntries(
            Object.entries(filled).map(([label, value]) => fill(inputs, label, value)),
          );
          const data = isJson(submit?.data) ? submit.data : {};
          const task = await ask(as, where, "task/submit", { ...data, ...values });
          return task.type === "continue" ? complaintsIn(open.get(as)?.card ?? {}) : [];
        },
        close: async () => void open.delete(as),
      } satisfies Dialog;
    },
    async told(as) {
      const { me, teams } = await play.state(as);
      const dm = teams.channels.filter(({ isDm }) => isDm).flatMap(read);
      const said = (banners.get(as) ?? []).map((text) => messageOf("", { ...aside, text }));
      const shared = teams.channels.filter(({ isDm }) => !isDm);
      const mine = await Promise.all(shared.map((one) => reveal(as, me.teamsId, one)));
      return [...mine.flat(), ...dm.filter(({ author }) => author === null), ...said];
    },
    async home(as) {
      const { tab } = await play.gesture(as, "teams_home");
      const value = isJson(tab) ? tab.value : undefined;
      const cards = objectsIn(isJson(value) ? value.cards : undefined);
      return messageOf("a:home", {
        ...aside,
        cards: cards.map(({ card }) => card).filter(isJson),
      });
    },
  };
}

function read({ id, messages }: PageChannel): Message[] {
  return messages.map((message) => messageOf(id, message));
}

function messageOf(channelId: string, source: PageMessage): Message {
  const { id, author, onlyYou, reactions, cards } = source;
  const actions = actionsIn(cards);
  return {
    id,
    channelId,
    author: author?.name ?? null,
    text: [plain(source.text), ...cards.map(linesOf)].filter((text) => text !== "").join("\n"),
    buttons: actions.map(({ title }) => String(title)),
    onlyYou,
    reactions,
    leadId: actions.map(({ data }) => leadOf(data)).find((id) => id !== null) ?? null,
    source,
  };
}

/** Every element of a card, in the order it is read. */
function elementsIn(card: Json): Json[] {
  const { body, items, columns, rows, cells } = card;
  const inside = [body, items, columns, rows, cells].flatMap(objectsIn);
  return inside.flatMap((element) => [element, ...elementsIn(element)]);
}

function linesOf(card: Json): string {
  return elementsIn(card)
    .flatMap(({ type, text, facts }) => [
      type === "TextBlock" ? plain(String(text)) : "",
      ...objectsIn(facts).map(({ title, value }) => plain(`${title}  ${value}`)),
    ])
    .filter((line) => line !== "")
    .join("\n");
}

function complaintsIn(card: Json): string[] {
  const red = elementsIn(card).filter(({ color }) => color === "Attention");
  return red.map(({ text }) => plain(String(text)));
}

/** Every action, those behind `More actions` included. */
function actionsIn(cards: readonly Json[]): Json[] {
  return cards.flatMap((card) => {
    const sets = [card, ...elementsIn(card)].flatMap(({ actions }) => objectsIn(actions));
    return sets.flatMap((action) => (isJson(action.card) ? actionsIn([action.card]) : [action]));
  });
}

function plain(markdown: string): string {
  return markdown
    .replaceAll("**", "")
    .replaceAll(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\([^()\s]*\)/g, "$1")
    .replaceAll(/\\([\s\S])/g, "$1");
}

/** A field by its label, a choice by its words, as a client would send them. */
function fill(inputs: readonly Json[], label: string, value: string): [string, string] {
  const input = inputs.find((one) => one.label === label);
  if (!input) throw new Error(`the form has no field ${label}`);
  const chosen = objectsIn(input.choices).find(({ title }) => title === value);
  return [String(input.id), String(chosen?.value ?? value)];
}
