import type { PageChannel, PageMessage, PageState } from "../page-state.ts";
import { wireComposer } from "./composer.ts";
import { desk, dropFile, gesture, type Surface, tell } from "./desk.ts";
import { byId, el, within } from "./dom.ts";
import { slackHome, teamsHome } from "./home.ts";
import { type Shown, showMessage } from "./message.ts";
import { isUnread, markSeen } from "./seen.ts";

const HOME = "Home";

export type Pane = {
  update: (state: PageState) => void;
  write: (text: string) => void;
  drop: (file: File) => void;
};

/** One of the two chat windows. */
export function openPane(surface: Surface): Pane {
  const root = byId(surface, HTMLElement);
  const nav = within(root, "nav", HTMLElement);
  const title = within(root, ".where span", HTMLElement);
  const topic = within(root, ".where small", HTMLElement);
  const log = within(root, ".log", HTMLElement);
  const home = within(root, ".home", HTMLElement);
  const form = within(root, "form", HTMLFormElement);
  const box = within(form, "textarea", HTMLTextAreaElement);
  const shown = new Map<string, Shown>();
  const messages = stuckToEnd(log, within(log, ".messages", HTMLElement));
  const known = Promise.withResolvers<void>();
  let channels: PageChannel[] = [];
  let selected = "#leads";
  let drawnFor = "";

  const current = () => channels.find(({ name }) => name === selected);

  const select = (name: string) => {
    const isAgain = selected === name;
    selected = name;
    if (desk.state) update(desk.state);
    if (name === HOME && isAgain) askForHome();
    else if (name !== HOME && matchMedia("(pointer: fine)").matches) box.focus(); // no keyboard pops up on phones
  };
  const askForHome = () => {
    const dm = channels.find(({ isDm }) => isDm);
    if (surface === "slack") void gesture("slack_home");
    else if (dm) void teamsHome(home, dm.id);
  };

  const update = (state: PageState) => {
    channels = state[surface].channels;
    known.resolve();
    const channel = current();
    const isNew = drawnFor !== `${state.me.key} ${selected}`;
    drawnFor = `${state.me.key} ${selected}`;
    if (isNew) {
      shown.clear();
      messages.clear();
    }
    if (isNew && selected === HOME) {
      home.replaceChildren();
      delete home.dataset.drawn;
      askForHome();
    }

    title.textContent = selected;
    topic.textContent = channel ? topicOf(channel) : "How you stand, at a glance";
    log.hidden = form.hidden = channel === undefined;
    home.hidden = channel !== undefined;
    if (channel) {
      box.placeholder = `Message ${channel.name}`;
      markSeen(surface, channel);
      drawLog(messages.list, shown, surface, channel);
    } else if (surface === "slack") {
      slackHome(home, state.slack.home);
    }
    drawNav();
  };

  const drawNav = () => {
    const unread = new Set(channels.filter((each) => isUnread(surface, each)).map(({ id }) => id));
    const entries = [...channels.map(({ id, name }) => ({ id, name })), { id: HOME, name: HOME }];
    const signature = JSON.stringify([entries, [...unread], selected]);
    if (nav.dataset.drawn === signature) return;
    nav.dataset.drawn = signature;
    const focused = nav.contains(document.activeElement) && document.activeElement?.textContent;
    const buttons = entries.map(({ id, name }) =>
      el(
        "button",
        {
          type: "button",
          "aria-current": String(name === selected),
          "aria-description": unread.has(id) ? "unread" : "",
          class: unread.has(id) ? "unread" : "",
          onclick: () => select(name),
        },
        name,
      ),
    );
    nav.replaceChildren(...buttons);
    buttons.find(({ textContent }) => textContent === focused)?.focus();
  };

  wireComposer(form, async (text) => {
    const channel = current();
    if (!channel) return false;
    const said = { channelId: channel.id, threadId: null, text };
    return (await gesture(`${surface}_say`, said)) !== undefined;
  });

  const drop = async (file: File) => {
    await known.promise; // somebody may be faster than the first look at the channels
    const isAstray = surface === "teams" && current()?.isDm !== true;
    if (isAstray) select("Baton");
    else if (selected === HOME) select("#leads");
    const channel = current();
    if (!channel) return;
    const text = box.value.trim();
    box.value = "";
    const dropped = await dropFile(surface, channel.id, file, text);
    if (!dropped && !box.value) box.value = text;
    if (dropped && isAstray) tell("Teams gives bots files in their own chats only: it went there.");
  };
  takeFiles(root, form, (file) => void drop(file));

  return {
    update,
    drop: (file) => void drop(file),
    write(text) {
      if (selected === HOME) select("#leads");
      box.value = text;
      box.focus();
    },
  };
}

/** Files come by the paper clip, or are dropped anywhere on the window. */
function takeFiles(root: HTMLElement, form: HTMLFormElement, take: (file: File) => void): void {
  const input = within(form, "input", HTMLInputElement);
  input.addEventListener("change", () => {
    for (const file of input.files ?? []) take(file);
    input.value = "";
  });
  const isFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  root.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    root.classList.add("dropping");
  });
  root.addEventListener("dragleave", () => root.classList.remove("dropping"));
  root.addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    root.classList.remove("dropping");
    for (const file of event.dataTransfer?.files ?? []) take(file);
  });
}

/** Keeps the reader at the end of the log, where they are, whatever is drawn or grows above it. */
function stuckToEnd(log: HTMLElement, list: HTMLElement) {
  let isAtEnd = true;
  log.addEventListener("scroll", () => {
    isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  });
  new ResizeObserver(() => {
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  }).observe(list);
  return {
    list,
    clear() {
      isAtEnd = true;
      list.replaceChildren();
    },
  };
}

/** Brings the log up to date. */
function drawLog(
  list: HTMLElement,
  shown: Map<string, Shown>,
  surface: Surface,
  channel: PageChannel,
): void {
  const { messages, id: channelId, isDm } = channel;
  const hasThreads = surface === "slack" || !isDm;
  const wanted = new Set(messages.map(({ id }) => id));
  for (const [id, { element }] of shown) {
    if (wanted.has(id)) continue;
    element.remove();
    shown.delete(id);
  }
  for (const message of messages) {
    const known = shown.get(message.id);
    known?.update(message);
    if (known) continue;
    const made = showMessage({ surface, channelId, hasThreads }, message);
    shown.set(message.id, made);
    putInto(placeOf(message, shown, list), made.element);
  }
  list.querySelector(".empty")?.remove();
  if (messages.length === 0) list.append(el("p", { class: "empty" }, invitation(surface, channel)));
}

/** A reply stands below what it answers, if that is still there. */
function placeOf({ threadId }: PageMessage, shown: Map<string, Shown>, list: HTMLElement) {
  return (threadId && shown.get(threadId)?.replies) || list;
}

/** The box of a thread stays below its replies, and is not moved: it would lose the focus. */
function putInto(place: HTMLElement, element: HTMLElement): void {
  const form = place.querySelector(":scope > form");
  if (form) form.before(element);
  else place.append(element);
}

function topicOf({ name, isDm, hasBot }: PageChannel): string {
  if (isDm) return "Only you and Baton";
  if (!hasBot) return "Baton is not in here";
  return name === "#a-leads" ? "The best ones, at once" : "Every lead, one card each";
}

function invitation(surface: Surface, { name, isDm, hasBot }: PageChannel): string {
  if (!hasBot) return `Baton is not in ${name}. See what it does when you try /lead here.`;
  if (name === "#a-leads") return "The best leads are announced here. None has come in yet.";
  if (isDm) return "Baton tells you here what only you need to know. Type help to begin.";
  return surface === "slack"
    ? "No leads yet. Type /lead and a company's site, like /lead northwind.example."
    : "No leads yet. Type @Baton lead and a company's site, or just lead northwind.example.";
}
