import { answers } from "../../cards/answers.ts";
import type { World } from "../../jobs/world.ts";
import { cleanText } from "../../pipeline/ingest/clean-text.ts";
import { note } from "./act.ts";
import { submitEdit, submitReject } from "./approvals.ts";
import { submitApprove, submitMapping, submitUndo } from "./decide-import.ts";
import { submitFix } from "./fix-data.ts";
import { submitForward } from "./forward.ts";
import { submitOutcome } from "./log-outcome.ts";
import { submitMessageLead } from "./message-lead.ts";
import { submitInfo } from "./needs-info.ts";
import { submitMapEvent } from "./parked.ts";
import { submitReassign } from "./reassign.ts";
import { refusePress } from "./refusal.ts";
import type { Answer, Request, Submission } from "./request.ts";
import { submitResearchSettings } from "./research-settings.ts";
import { submitSnooze } from "./snooze.ts";
import { submitWrongMatch } from "./wrong-match.ts";

const FIELD_LIMIT = 2_000;

/** Does what a form says. Who may not press its button may not send it either. */
export async function onSubmit(world: World, request: Request, form: Submission): Promise<Answer> {
  const submission = { ...form, values: cleaned(form.values) };
  const refused = await refusePress(world, request.who, submission.verb);
  if (refused) return refused;
  switch (submission.verb) {
    case "reassign":
      return submitReassign(world, request, submission);
    case "log_outcome":
      return submitOutcome(world, request, submission);
    case "snooze":
      return submitSnooze(world, request, submission);
    case "fill_by_hand":
    case "fix_data":
      return submitFix(world, request, submission);
    case "edit_draft":
      return submitEdit(world, request, submission);
    case "forward":
      return submitForward(world, request, submission);
    case "wrong_match":
      return submitWrongMatch(world, request, submission);
    case "reject":
      return submitReject(world, request, submission);
    case "import_approve":
      return submitApprove(world, request, submission);
    case "import_map":
      return submitMapping(world, request, submission);
    case "import_undo":
      return submitUndo(world, request, submission.args.import ?? "");
    case "complete_lead":
      return submitInfo(world, request, submission);
    case "from_message":
      return submitMessageLead(world, request, submission);
    case "map_event":
      return submitMapEvent(world, request, submission);
    case "research_settings":
      return submitResearchSettings(world, request, submission);
    default:
      return note(answers.oldButton);
  }
}

/** What people typed into a form, made safe to keep; fields left empty are absent. */
function cleaned(values: Submission["values"]): Submission["values"] {
  const clean = Object.entries(values).map(([name, text]) => [name, cleanText(text, FIELD_LIMIT)]);
  return Object.fromEntries(clean.filter(([, text]) => text !== ""));
}
