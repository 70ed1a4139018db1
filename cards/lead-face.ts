import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Decision } from "../pipeline/score/decision.ts";
import { words } from "./words.ts";

/** Which of its states a lead card shows; the first that applies wins. */
export type Face =
  | "opted_out"
  | "gated"
  | "snoozed"
  | "outcome"
  | "site_says_no"
  | "failed"
  | "received"
  | "researching"
  | "claimed"
  | "offered";

export function faceOf(view: LeadView, now: Date): Face {
  if (view.optedOut || view.state === "OPT_OUT") return "opted_out";
  if (view.decision?.gate) return "gated";
  if (view.snooze && view.snooze.until > now) return "snoozed";
  if (view.outcome) return "outcome";
  if (view.decision && isClosed(view.failure)) return "site_says_no";
  if (view.decision) return view.claimedBy ? "claimed" : "offered";
  if (hasFailed(view)) return "failed";
  return view.research || view.state === "ENRICHING" ? "researching" : "received";
}

/** Somebody wants the site left alone: its owner, or the desk's own lists. */
function isClosed(failure: LeadView["failure"]): boolean {
  return failure !== null && failure.failure in words.siteIsClosed;
}

/** What stands at the right of the headline: `A · 86`, `A · 86 so far`, `new`, `Drop`, `?`, `—`. */
export function asideOf(view: LeadView): string {
  if (view.optedOut || view.state === "OPT_OUT") return words.optedOut;
  const { decision, soFar } = view;
  if (!decision && hasFailed(view)) return words.failed;
  if (!decision) return soFar ? words.soFar(headline(soFar)) : words.isNew;
  return headline(decision);
}

function headline({ label, score }: Pick<Decision, "label" | "score">): string {
  return score === null ? label : `${label} · ${score}`;
}

/** While it is read again, an earlier failure is history. */
function hasFailed({ failure, state }: LeadView): boolean {
  return failure !== null && state !== "ENRICHING";
}
