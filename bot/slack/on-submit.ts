import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { Card } from "../../cards/card.ts";
import { decodeForm } from "../../cards/codec.ts";
import { UserError } from "../../pipeline/errors.ts";
import { replacePressed, sayAnswer } from "../handlers/answer.ts";
import { explain } from "../handlers/failure.ts";
import type { Answer, Request, Submission } from "../handlers/request.ts";
import { refuseStrangers } from "./colleague.ts";
import { admit, type Desk, requestOf } from "./desk.ts";
import { modal, modalErrors, modalValues, placeOfModal } from "./modal.ts";

type Sent = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** Somebody sent a form. Its answer travels in the acknowledgement, so this one works first. */
export function onSubmit(desk: Desk) {
  return async ({ ack, body, view, context, client }: Sent): Promise<void> => {
    const { id, team_id: team, name } = body.user;
    await refuseStrangers(client, context, { id, team, isShared: false });
    const user = { id, name };
    const who = await admit(desk, context, { user, eventId: body.trigger_id, client });
    if (!who) return ack();

    const place = placeOfModal(view, who.userId);
    const request = requestOf(context, who, place);
    const form = decodeForm(view.private_metadata);
    const answer = await submit(desk, request, form && { ...form, values: modalValues(view) });

    if (answer.kind === "invalid") {
      return ack({ response_action: "errors", errors: modalErrors(view, answer.errors) });
    }
    if (answer.kind === "form") {
      return ack({ response_action: "update", view: modal(answer.form, place) });
    }
    await ack();
    const replace = (card: Card) => replacePressed(desk.port, request, card);
    await sayAnswer(desk.port, { request, openForm: null, replace }, answer);
  };
}

/** What goes wrong before the acknowledgement is said in the form, where nothing typed is lost. */
async function submit(
  desk: Desk,
  request: Request,
  submission: Submission | undefined,
): Promise<Answer> {
  try {
    if (!submission) throw new UserError("This form is out of date. Please open it again.");
    return await desk.handlers.submit(request, submission);
  } catch (error) {
    return { kind: "invalid", errors: { form: explain(error, desk.log) } };
  }
}
