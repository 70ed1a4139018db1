import type { PageMessage } from "../page-state.ts";
import { adaptiveCard } from "./adaptive-card.ts";
import { desk, gesture } from "./desk.ts";
import { el, redraw } from "./dom.ts";
import { type Json, obj, str } from "./json.ts";
import { fetchDialog } from "./teams-dialog.ts";

type Where = { channelId: string; messageId: string };

const CARD = "application/vnd.microsoft.card.adaptive";

/** Cards that Baton answered one person with; the message of everybody else stays what it was. */
const personal = new Map<string, Json>();

/** Cards that somebody already looked at: each is reloaded once per person and edit. */
const reloaded = new Set<string>();

/** A card in a message. What a press is answered with replaces it, or stands below it. */
export function teamsCard(message: PageMessage, at: number, channelId: string): HTMLElement {
  const where = { channelId, messageId: message.id };
  const key = [desk.as, channelId, message.id, message.edits, at].join(" ");
  const posted = message.cards[at] ?? {};
  const banner = el("p", { class: "banner", role: "status" });
  const place = el("div");

  const draw = (card: Json) => {
    redraw(
      place,
      adaptiveCard(card, {
        submit: (data) => submit(where, data),
        async execute(action) {
          const answer = await gesture("teams_execute", { where, action, trigger: "manual" });
          if (answer) take(answer);
        },
      }),
    );
  };
  const take = (answer: Json) => {
    banner.textContent = answer.type === CARD ? "" : sentenceOf(answer);
    if (answer.type !== CARD) return;
    personal.set(key, obj(answer.value));
    draw(obj(answer.value));
  };

  draw(personal.get(key) ?? posted);
  reloadWhenSeen(place, key, async () => {
    const action = obj(obj(posted.refresh).action);
    const answer = await gesture("teams_execute", { where, action, trigger: "automatic" });
    if (answer?.type === CARD) take(answer);
  })(posted);
  return el("div", {}, place, banner);
}

async function submit(where: Where, data: Json): Promise<void> {
  const { type } = obj(data.msteams);
  if (type === "task/fetch") await fetchDialog(where, data);
  else await gesture("teams_submit", { where, data });
}

/** Teams reloads a card by itself when one of the people it names looks at it. */
function reloadWhenSeen(place: HTMLElement, key: string, reload: () => Promise<void>) {
  return ({ refresh }: Json): void => {
    const { action, userIds } = obj(refresh);
    const isForMe =
      !Array.isArray(userIds) || (desk.state && userIds.includes(desk.state.me.teamsId));
    if (!action || !isForMe || reloaded.has(key)) return;
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting || reloaded.has(key)) return;
      reloaded.add(key);
      watcher.disconnect();
      void reload();
    });
    watcher.observe(place);
  };
}

function sentenceOf({ type, value }: Json): string {
  if (type === "application/vnd.microsoft.activity.message") return str(value);
  return str(obj(value).message) || "Something went wrong. Please try again.";
}
