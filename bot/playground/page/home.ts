import type { PageView } from "../page-state.ts";
import { adaptiveCard } from "./adaptive-card.ts";
import { blockKit } from "./block-kit.ts";
import { gesture } from "./desk.ts";
import { el } from "./dom.ts";
import { filledIn } from "./filled.ts";
import { type Json, list, obj } from "./json.ts";
import { fetchDialog } from "./teams-dialog.ts";

/** Draws Baton's Home in Slack as it was last published. */
export function slackHome(place: HTMLElement, home: PageView | null): void {
  const drawn = home?.hash ?? "none";
  if (place.dataset.drawn === drawn) return;
  place.dataset.drawn = drawn;
  if (!home) {
    place.replaceChildren(waiting());
    return;
  }

  place.replaceChildren(
    blockKit(list(home.body.blocks), {
      async press(blockId, actionId, chosen) {
        const filled = filledIn(place);
        const at = { viewId: home.id };
        await gesture("slack_press", { at, blockId, actionId, chosen, filled });
      },
    }),
  );
}

/** Asks Baton for its tab in Teams and draws it. */
export async function teamsHome(place: HTMLElement, channelId: string): Promise<void> {
  if (place.childElementCount === 0) place.replaceChildren(waiting());
  drawTab(place, channelId, await gesture("teams_home"));
}

function drawTab(place: HTMLElement, channelId: string, answer: Json | undefined): void {
  const cards = list(obj(obj(answer?.tab).value).cards);
  if (cards.length === 0) {
    place.replaceChildren(el("p", { class: "empty" }, "Home did not open. Try again."));
    return;
  }
  const press = async (data: Json) =>
    drawTab(place, channelId, await gesture("teams_tab", { data }));
  const host = {
    async submit(data: Json) {
      if (obj(data.msteams).type !== "task/fetch") return press(data);
      await fetchDialog({ channelId, messageId: null }, data);
    },
    execute: ({ data }: Json) => press(obj(data)), // a tab knows Action.Submit only
  };
  place.replaceChildren(...cards.map(({ card }) => adaptiveCard(obj(card), host)));
}

function waiting(): HTMLElement {
  return el("p", { class: "empty" }, "Opening Home …");
}
