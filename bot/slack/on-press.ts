import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { Card, Form } from "../../cards/card.ts";
import { decodePress } from "../../cards/codec.ts";
import { UserError } from "../../pipeline/errors.ts";
import { replacePressed, sayAnswer } from "../handlers/answer.ts";
import type { Place } from "../handlers/request.ts";
import { refuseStrangers } from "./colleague.ts";
import { admit, type Desk, placeOf, requestOf } from "./desk.ts";
import { slackMessage } from "./message.ts";
import { modal, openModal } from "./modal.ts";
import { publishHome } from "./on-home.ts";

type Pressed = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** Somebody pressed a button, or picked from a menu, of one of our cards. */
export function onPress(desk: Desk) {
  return async ({ ack, action, body, client, context }: Pressed): Promise<void> => {
    await ack();
    if (action.type === "button" && action.url) return; // Slack opened the page already

    const { id, team_id: team, name, username } = body.user;
    await refuseStrangers(client, context, { id, team, isShared: false });
    const user = { id, name: name ?? username ?? null };
    const who = await admit(desk, context, { user, eventId: body.trigger_id, client });
    if (!who) return;

    const place = pressedIn(body);
    const request = requestOf(context, who, place);
    const press = decodePress(carriedBy(action));
    if (!press)
      throw new UserError("This card is out of date. Type /lead and the company instead.");

    const isHome = body.view?.type === "home";
    const replace = async (card: Card): Promise<void> => {
      if (isHome) return; // it is drawn again below, whatever the answer
      if (!body.container.is_ephemeral) return replacePressed(desk.port, request, card);
      return desk.reply(body.response_url, { ...slackMessage(card), replace_original: true });
    };
    const openForm = (form: Form) => openModal(client, body, modal(form, place));
    const answer = await desk.handlers.press(request, press);
    await sayAnswer(desk.port, { request, openForm, replace }, answer);
    if (isHome) await publishHome(desk, client, who, press);
  };
}

/** An ephemeral message has an id that nothing can be done with: only its response_url changes it. */
function pressedIn(body: BlockAction): Place {
  const channelId = body.channel?.id ?? body.user.id; // the Home view and modals are in no channel
  const messageId = body.container.is_ephemeral ? null : (body.message?.ts ?? null);
  return { ...placeOf(channelId, body.response_url || null), messageId };
}

function carriedBy(action: Pressed["action"]): unknown {
  if (action.type === "button") return action.value;
  const isMenu = action.type === "overflow" || action.type === "static_select";
  return isMenu ? action.selected_option?.value : undefined;
}
