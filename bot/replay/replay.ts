import type { AdaptiveCardJson } from "../../cards/adaptive-card.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toText } from "../../cards/to-text.ts";
import { type Plan, plan } from "../../pipeline/assign/plan.ts";
import { readEnquiry, wordsOf } from "../../pipeline/enrich/enquiry.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import { UserError } from "../../pipeline/errors.ts";
import { parseIntake } from "../../pipeline/ingest/intake.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { leadOf } from "../../pipeline/ingest/lead-of-subject.ts";
import { parseSubject } from "../../pipeline/ingest/subject.ts";
import type { Decision, Part } from "../../pipeline/score/decision.ts";
import { dropped } from "../../pipeline/score/dropped.ts";
import { gate } from "../../pipeline/score/gates.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { score } from "../../pipeline/score/scorecard.ts";
import { mayWrite } from "./may-write.ts";
import { readPages, unread } from "./read-pages.ts";
import type { Recording } from "./recording.ts";
import { viewOf } from "./view-of.ts";

/** Every stage of one lead, in their order. */
export type Replay = {
  input: Recording["input"];
  normalised: LeadInput;
  facts: Fact[];
  parts: Part[];
  decision: Omit<Decision, "parts"> & { plan: Plan };
  cards: { slack: ReturnType<typeof toBlockKit>; teams: AdaptiveCardJson; text: string };
};

/** Takes a recorded lead from its input to its cards, as the jobs would: the same code without clock, network or database. */
export function replay(recording: Recording): Replay {
  const { input, playbook, now, timeZone } = recording;
  const lead = normalise(input);
  const verdict = gate({ lead, playbook, optedOut: false });
  const reading = verdict ? unread : readPages(recording, lead.domain);
  const facts = pickFacts(reading.facts);
  const made = verdict ? dropped(verdict) : score({ lead, facts, touches: [], playbook, now });
  const planned = plan(made);

  const { state } = planned;
  const channel = "intake" in input ? "intake" : "command";
  const permitted = mayWrite(channel, lead, state, now);
  const said = readEnquiry(wordsOf(lead), playbook);
  const view = viewOf({
    lead,
    said,
    facts,
    reading,
    decision: made,
    state,
    mayWrite: permitted,
    now,
  });
  const card = leadCard(view, now, timeZone);
  const { parts, ...decision } = made;
  return {
    input,
    normalised: lead,
    facts,
    parts,
    decision: { ...decision, plan: planned },
    cards: { slack: toBlockKit(card), teams: toAdaptiveCard(card), text: toText(card) },
  };
}

function normalise(input: Recording["input"]): LeadInput {
  if ("intake" in input) {
    const taken = parseIntake(input.intake);
    if (taken.ok) return taken.lead;
    throw new UserError(taken.errors.map(({ message }) => message).join(" "));
  }
  const subject = parseSubject(input.text);
  if (subject.kind === "none") throw new UserError(subject.why);
  const lead = leadOf(subject, "chat");
  if (!lead?.domain) throw new UserError(`No company's domain is in the text: ${input.text}`);
  return lead;
}
