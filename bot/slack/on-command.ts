import type { Middleware, SlackCommandMiddlewareArgs } from "@slack/bolt";
import type { Card, Form } from "../../cards/card.ts";
import { sayAnswer, whisper } from "../handlers/answer.ts";
import { admit, type Desk, placeOf, requestOf } from "./desk.ts";
import { modal, openModal } from "./modal.ts";

/** Somebody typed `/lead …`. */
export function onCommand(desk: Desk): Middleware<SlackCommandMiddlewareArgs> {
  return async ({ ack, command, context, client }) => {
    await ack();
    const user = { id: command.user_id, name: command.user_name };
    const who = await admit(desk, context, { user, eventId: command.trigger_id, client });
    if (!who) return;

    const place = placeOf(command.channel_id, command.response_url);
    const request = requestOf(context, who, place);
    const turn = {
      request,
      openForm: (form: Form) => openModal(client, command, modal(form, place)),
      replace: (card: Card) => whisper(desk.port, request, card),
    };
    await sayAnswer(desk.port, turn, await desk.handlers.command(request, command.text));
  };
}
