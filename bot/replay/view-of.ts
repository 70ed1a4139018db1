import type { Enquiry } from "../../pipeline/enrich/enquiry.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import { profileOf } from "../../pipeline/enrich/profile.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import type { Decision } from "../../pipeline/score/decision.ts";
import { textOf } from "../../pipeline/score/line.ts";
import type { Reading } from "./read-pages.ts";

/** They stand in for what only a database gives: an id and a signed link. */
const id = "00000000-0000-4000-8000-000000000000";
const evidenceUrl = "https://baton.example/evidence";

/** A replayed lead as its card sees it: decided a moment ago, offered to nobody. */
export function viewOf(stages: {
  lead: LeadInput;
  said: Enquiry;
  facts: Fact[];
  reading: Reading;
  decision: Decision;
  state: LeadView["state"];
  mayWrite: boolean;
  now: Date;
}): LeadView {
  const { lead, said, facts, reading, decision, state, now } = stages;
  const profile = profileOf(facts, lead.company ?? lead.domain ?? "Unnamed");
  const place = [textOf(facts, "hq_city"), textOf(facts, "hq_country")].filter(Boolean);
  const contact = { name: lead.name, title: lead.title, email: lead.email };
  return {
    id,
    version: 1,
    state,
    company: {
      name: profile.name,
      domain: lead.domain,
      industry: profile.industry,
      place: place.join(", ") || null,
      size: profile.employeeRange,
    },
    contact: contact.name || contact.title || contact.email ? contact : null,
    moved: null,
    mergedInto: null,
    source: lead.source,
    createdAt: now,
    decision: { ...decision, decidedAt: now },
    said,
    facts,
    research: null,
    failure: reading.closedBy
      ? { failure: "robots_disallowed", detail: reading.closedBy, tries: 1 }
      : null,
    offeredTo: null,
    returning: null,
    claimedBy: null,
    snooze: null,
    outcome: null,
    optedOut: null,
    outreach: { mayWrite: stages.mayWrite, last: null },
    feedback: [],
    receipt: { sources: reading.pages, ms: null, usd: 0 },
    evidenceUrl,
  };
}
