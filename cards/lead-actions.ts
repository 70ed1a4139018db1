import type { LeadView, Outcome } from "../pipeline/handoff/lead-view.ts";
import { isOpen } from "../pipeline/outreach/outreach-view.ts";
import type { Action, Part } from "./card.ts";
import type { Verb } from "./codec.ts";
import type { Face } from "./lead-face.ts";
import { outreachWords } from "./outreach-words.ts";
import { buttons, pressing } from "./pressing.ts";
import { words } from "./words.ts";

const closing: ReadonlySet<Outcome> = new Set(["not_a_fit", "won", "lost"]);

/** One primary button, the next sensible act; the rest quiet or behind `More actions`. */
export function leadActions(view: LeadView, face: Face): Part[] {
  const act = (verb: Verb, label: string): Action => pressing(verb, label, { lead: view.id });
  const claim = act("claim", words.claim);
  const reassign = act("reassign", words.reassign);
  const logOutcome = act("log_outcome", words.logOutcome);
  const why = act("why", words.why);
  const retry = act("retry", words.retry);
  const fill = act("fill_by_hand", words.fillByHand);
  const fix = act("fix_data", words.fixData);

  const draft = act("draft_outreach", draftLabel(view));

  const closed = view.outcome !== null && closing.has(view.outcome.outcome);
  const take = view.claimedBy || closed ? [] : [claim];
  const usual = [...take, reassign, logOutcome, why, draft];
  const sort = [act("forward", words.forward), act("wrong_match", words.wrongMatch)];
  const release = view.claimedBy || view.offeredTo ? [act("release", words.release)] : [];
  const refuse = [act("not_a_fit", words.notAFit), ...release];
  const quiet = [act("snooze", words.snooze), ...refuse, ...sort];
  const again = view.failure ? [retry, fill] : view.decision ? [fix] : [];
  const scored = [...quiet, ...again, ...feedback(view.id)];

  switch (face) {
    case "opted_out":
      return [];
    case "received":
      return view.company.domain === null ? buttons([fill], []) : [];
    case "gated":
      return buttons([act("wrong", words.wrong)], sort);
    case "researching":
      return buttons(view.claimedBy ? [logOutcome, reassign] : [claim, reassign], quiet);
    case "failed":
      return buttons([retry, fill, ...take, reassign], quiet);
    case "site_says_no":
      return buttons(
        [fill, ...take, logOutcome, why, reassign, draft],
        [...quiet, ...feedback(view.id)],
      );
    case "snoozed": {
      const wake = act("wake", words.wake);
      return buttons(
        [wake, logOutcome, reassign, why],
        [draft, ...refuse, ...sort, ...again, ...feedback(view.id)],
      );
    }
    case "outcome":
      return buttons([logOutcome, ...take, reassign, why, ...(closed ? [] : [draft])], scored);
    case "claimed":
      return buttons([logOutcome, reassign, why, draft], scored);
    case "offered":
      return buttons(usual, scored);
  }
}

function draftLabel({ outreach: { mayWrite, last } }: LeadView): string {
  if (last && isOpen(last.state)) return outreachWords.showDraft;
  return mayWrite ? outreachWords.draft : outreachWords.noPermission;
}

const reactions = { "🔥": "Hot", "🧊": "Cold", "⏰": "Bad timing", "🔁": "Duplicate", "💰": "Won" };

function feedback(lead: string): Action[] {
  return Object.entries(reactions).map(([emoji, meaning]) =>
    pressing("react", `${emoji} ${meaning}`, { lead, emoji }),
  );
}
