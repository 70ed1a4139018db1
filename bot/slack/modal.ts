import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Form } from "../../cards/card.ts";
import { encodeForm } from "../../cards/codec.ts";
import { toModal } from "../../cards/to-modal.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Place } from "../handlers/request.ts";
import { placeOf } from "./desk.ts";

const Opened = z.object({
  place: z.object({ channelId: z.string().min(1), messageId: z.string().nullable() }),
});

/** A form that remembers where it was opened: Slack does not say so when it is sent. */
export function modal(form: Form, { channelId, messageId }: Place): ModalView {
  const metadata = { ...encodeForm(form), place: { channelId, messageId } };
  return { ...toModal(form), private_metadata: JSON.stringify(metadata) };
}

/** Opens a form, or puts it on top of the one a button was pressed in. Good for three seconds. */
export async function openModal(
  client: WebClient,
  pressed: { trigger_id: string; view?: { type: string } },
  view: ModalView,
): Promise<void> {
  const method = pressed.view?.type === "modal" ? "push" : "open";
  try {
    await client.views[method]({ trigger_id: pressed.trigger_id, view });
  } catch (error) {
    const isLate =
      error instanceof WebAPIPlatformError && error.data.error === "expired_trigger_id";
    throw isLate ? new UserError("That took too long for Slack. Please press it again.") : error;
  }
}

/** Where a sent form was opened; the person's own conversation where that is lost. */
export function placeOfModal(view: ViewOutput, userId: string): Place {
  const opened = Opened.safeParse(parse(view.private_metadata)).data?.place;
  if (!opened) return placeOf(userId, null);
  return { ...placeOf(opened.channelId, null), messageId: opened.messageId };
}

/** What was filled in, by field. */
export function modalValues(view: ViewOutput): Record<string, string> {
  const filled: [string, string][] = [];
  for (const [field, elements] of Object.entries(view.state.values)) {
    for (const { value, selected_option, selected_date } of Object.values(elements)) {
      const text = value ?? selected_option?.value ?? selected_date;
      if (text) filled.push([field, text]);
    }
  }
  return Object.fromEntries(filled);
}

/** Errors by the block they are shown at; Slack refuses those of a field it does not know. */
export function modalErrors(
  view: ViewOutput,
  errors: Record<string, string>,
): Record<string, string> {
  const fields = view.blocks.flatMap((block) => (block.type === "input" ? [block.block_id] : []));
  const shown = new Map<string, string>();
  for (const [field, whatToDo] of Object.entries(errors)) {
    const at = fields.includes(field) ? field : fields[0];
    if (at) shown.set(at, [shown.get(at), whatToDo].filter(Boolean).join(" "));
  }
  return Object.fromEntries(shown);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
