import { z } from "zod";
import type { Action, Form } from "./card.ts";

/** Everything a button can ask for. A verb that is not here cannot be sent, nor received. */
export const verbs = [
  "claim",
  "reassign",
  "log_outcome",
  "why",
  "snooze",
  "wake",
  "not_a_fit",
  "release",
  "retry",
  "fill_by_hand",
  "show",
  "refresh",
  "wrong",
  "react",
  "pick",
  "make_leads",
  "next",
  "command",
  "challenge",
  "cancel",
  "erase_samples",
  "reveal",
  "from_message",
  "draft_outreach",
  "show_draft",
  "approve",
  "edit_draft",
  "reject",
  "undo_send",
  "effect_arrived",
  "effect_again",
  "effect_leave",
  "job_retry",
  "job_drop",
  "retry_sync",
  "retry_syncs",
  "drop_sync",
  "map_event",
  "ignore_event",
  "complete_lead",
  "not_a_lead",
  "lead_after_all",
  "not_spam",
  "import_show",
  "import_approve",
  "import_map",
  "import_cancel",
  "import_rejected",
  "import_undo",
  "same_yes",
  "same_no",
  "same_split",
  "forward",
  "wrong_match",
  "research_settings",
  "fix_data",
  "resume_provider",
] as const;
export type Verb = (typeof verbs)[number];

/** These answer with a form. Teams opens a dialog only if the button announces it. */
export const formVerbs: readonly string[] = [
  "why",
  "reassign",
  "log_outcome",
  "snooze",
  "fill_by_hand",
  "from_message",
  "edit_draft",
  "reject",
  "import_approve",
  "import_map",
  "import_undo",
  "complete_lead",
  "map_event",
  "forward",
  "wrong_match",
  "research_settings",
  "fix_data",
] satisfies Verb[];

const Intent = z.object({
  verb: z.enum(verbs),
  args: z
    .record(z.string().max(40), z.string().max(1000))
    .refine((args) => Object.keys(args).length <= 10),
});
const Press = Intent.extend({ version: z.int().nonnegative() });

type Press = z.infer<typeof Press>;
type Submitted = z.infer<typeof Intent>;

/**
 * What a press carries: in Teams as data, in Slack the same as text. It stands under a name of
 * its own because Teams mixes what people typed into the same object.
 */
export function encodePress(
  action: Pick<Action, "verb" | "args">,
  version: number,
): { baton: Press } {
  return { baton: Press.parse({ verb: action.verb, args: action.args, version }) };
}

/** What a form carries while it is open: in Teams as data, in Slack the same as `private_metadata`. */
export function encodeForm(form: Pick<Form, "verb" | "args">): { baton: Submitted } {
  return { baton: Intent.parse({ verb: form.verb, args: form.args }) };
}

/** Reads what {@link encodePress} wrote, from either chat. Anything else is forged or outdated. */
export function decodePress(raw: unknown): Press | undefined {
  return z.object({ baton: Press }).safeParse(unpack(raw)).data?.baton;
}

/** Reads what {@link encodeForm} wrote, from either chat. */
export function decodeForm(raw: unknown): Submitted | undefined {
  return z.object({ baton: Intent }).safeParse(unpack(raw)).data?.baton;
}

function unpack(raw: unknown): unknown {
  if (typeof raw !== "string") return raw;
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
