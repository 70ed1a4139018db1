import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from "@slack/bolt";
import type { Card, Form } from "../../cards/card.ts";
import { sayAnswer, whisper } from "../handlers/answer.ts";
import { refuseStrangers } from "./colleague.ts";
import { admit, type Desk, placeOf, requestOf } from "./desk.ts";
import { modal, openModal } from "./modal.ts";
import { within } from "./within.ts";

type Pointed = SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs;

/** The form must open within three seconds of the press; a link to the message is worth one. */
const LINK_MS = 1_000;

/** Somebody chose "Make this a lead" on a message. */
export function onMakeLead(desk: Desk) {
  return async ({ ack, shortcut, context, client }: Pointed): Promise<void> => {
    await ack();
    const { user, channel, message, message_ts, response_url, trigger_id } = shortcut;
    await refuseStrangers(client, context, { id: user.id, team: user.team_id, isShared: false });
    const asking = { user: { id: user.id, name: user.name }, eventId: trigger_id, client };
    const who = await admit(desk, context, asking);
    if (!who) return;

    const place = placeOf(channel.id, response_url || null);
    const request = requestOf(context, who, place);
    const link = { channel: channel.id, message_ts };
    const found = await within(LINK_MS, client.chat.getPermalink(link)); // not where we cannot see it
    const permalink = found?.permalink ?? null;
    const said = { text: message.text ?? "", author: message.user ?? null, permalink };
    const openForm = (form: Form) => openModal(client, shortcut, modal(form, place));
    const replace = (card: Card) => whisper(desk.port, request, card);
    const answer = await desk.handlers.fromMessage(request, said);
    await sayAnswer(desk.port, { request, openForm, replace }, answer);
  };
}
