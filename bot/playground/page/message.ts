import type { PageMessage } from "../page-state.ts";
import { blockKit } from "./block-kit.ts";
import { markdown } from "./card-markdown.ts";
import { composer } from "./composer.ts";
import { desk, gesture, type Surface } from "./desk.ts";
import { el, redraw } from "./dom.ts";
import { filledIn } from "./filled.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { teamsCard } from "./teams-card.ts";
import { makeLead } from "./teams-dialog.ts";

export type Place = { surface: Surface; channelId: string; hasThreads: boolean };

/** A message on the page. Only what changed is drawn again: somebody may be typing in the rest. */
export type Shown = {
  element: HTMLElement;
  replies: HTMLElement;
  update: (message: PageMessage) => void;
};

export function showMessage(place: Place, first: PageMessage): Shown {
  const content = el("div", { class: "content" });
  const feet = el("div", { class: "feet" });
  const replies = el("div", { class: "replies" });
  const name = first.author?.name ?? "Baton";
  const time = clock(first.at);
  const element = el(
    "article",
    { "aria-label": `${name}, ${time}`, class: first.author ? "by-person" : "by-bot" },
    el(
      "div",
      { class: `avatar ${first.author?.key ?? "bot"}`, "aria-hidden": "true" },
      initials(name),
    ),
    el(
      "div",
      { class: "said" },
      el(
        "p",
        { class: "byline" },
        el("strong", {}, name),
        first.author ? null : el("span", { class: "app" }, "App"),
        el("time", { datetime: first.at }, time),
        first.onlyYou && el("span", { class: "only-you" }, "Only visible to you"),
      ),
      content,
      feet,
      replies,
    ),
  );
  let before: PageMessage | undefined;
  const update = (message: PageMessage) => {
    if (!before || bodyOf(before) !== bodyOf(message))
      redraw(content, ...contentOf(content, place, message));
    if (!before || JSON.stringify(before.reactions) !== JSON.stringify(message.reactions)) {
      drawFeet(feet, replies, place, message);
    }
    before = message;
  };
  update(first);
  return { element, replies, update };
}

function bodyOf({ text, blocks, cards, unfurls, files, offers, edits }: PageMessage): string {
  return JSON.stringify([text, blocks, cards, unfurls, files, offers, edits]);
}

function contentOf(content: HTMLElement, { surface, channelId }: Place, message: PageMessage) {
  const { text, blocks, cards, unfurls, files, offers, id } = message;
  const links = files.map(({ id: fileId, title }) =>
    el("a", { class: "file", href: `/_play/files/${fileId}`, download: true }, title),
  );
  if (surface === "teams") {
    const words = message.author ? el("div", { class: "text" }, text) : markdown(text);
    return [
      ...(text ? [words] : []),
      ...cards.map((_, at) => teamsCard(message, at, channelId)),
      ...offers.map((offer) => offeredFile(offer, { channelId, messageId: id })),
      ...links,
    ];
  }
  const press = async (blockId: string, actionId: string, chosen: string | null) => {
    const at = { channelId, messageId: id };
    await gesture("slack_press", { at, blockId, actionId, chosen, filled: filledIn(content) });
  };
  return [
    ...(blocks.length > 0 ? [blockKit(blocks, { press })] : []),
    ...(blocks.length === 0 && text ? [el("div", { class: "text" }, ...mrkdwn(text))] : []),
    ...unfurls.map((shown) => el("div", { class: "unfurl" }, blockKit(shown, { press }))),
    ...links,
  ];
}

/** Teams asks before a bot may put a file into somebody's drive. */
function offeredFile(
  { name, title }: PageMessage["offers"][number],
  at: { channelId: string; messageId: string },
): HTMLElement {
  const answer = (label: string, action: string) => {
    const choose = () => void gesture("teams_consent", { ...at, action });
    return el("button", { type: "button", class: "button", onclick: choose }, label);
  };
  return el(
    "div",
    { class: "offer" },
    el("p", {}, el("strong", {}, name), title === name ? null : ` · ${title}`),
    el("p", {}, answer("Allow", "accept"), answer("Decline", "decline")),
  );
}

/** Reactions, and the way into the thread. Nobody can react to what only they see. */
function drawFeet(
  feet: HTMLElement,
  replies: HTMLElement,
  place: Place,
  message: PageMessage,
): void {
  if (message.onlyYou) return;
  const focused = feet.contains(document.activeElement) && document.activeElement?.textContent;
  const offered = message.author ? [] : (desk.state?.emojis ?? []);
  const shown = [...new Set([...offered, ...message.reactions.map(({ emoji }) => emoji)])];
  const reply = el("button", { type: "button", class: "reply" }, "Reply in thread");
  reply.addEventListener("click", () => openReply(replies, place, message));
  const lead = el("button", { type: "button", class: "reply make" }, "Make this a lead");
  lead.addEventListener("click", () => {
    const at = { channelId: place.channelId, messageId: message.id };
    if (place.surface === "slack") void gesture("slack_shortcut", at);
    else void makeLead(at);
  });
  feet.replaceChildren(
    ...shown.map((emoji) => reactionButton(place, message, emoji)),
    ...(message.threadId || !place.hasThreads ? [] : [reply]),
    lead,
  );
  if (!focused) return;
  const emoji = [...focused][0] ?? "";
  [...feet.querySelectorAll("button")].find((b) => b.textContent?.startsWith(emoji))?.focus();
}

function reactionButton({ surface, channelId }: Place, message: PageMessage, emoji: string) {
  const here = message.reactions.find((reaction) => reaction.emoji === emoji);
  const mine = here?.mine ?? false;
  const react = () =>
    gesture(`${surface}_react`, { channelId, messageId: message.id, emoji, added: !mine });
  return el(
    "button",
    {
      type: "button",
      class: `reaction${here ? " used" : ""}`,
      "aria-label": emoji,
      "aria-pressed": String(mine),
      title: here?.names.join(", ") ?? "",
      onclick: () => void react(),
    },
    emoji,
    here ? el("span", { class: "count" }, String(here.names.length)) : null,
  );
}

function openReply(replies: HTMLElement, { surface, channelId }: Place, message: PageMessage) {
  const open = replies.querySelector("textarea");
  if (open) return open.focus();
  const form = composer("Reply in thread", "Reply …", async (text) => {
    const said = { channelId, threadId: message.id, text };
    return (await gesture(`${surface}_say`, said)) !== undefined;
  });
  replies.append(form);
  form.querySelector("textarea")?.focus();
}

function initials(name: string): string {
  return name
    .split(" ")
    .map(([letter]) => letter)
    .join("");
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
