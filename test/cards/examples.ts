import type { Card, Part } from "../../cards/card.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import type { Decision } from "../../pipeline/score/decision.ts";

export const now = new Date("2026-11-12T13:02:00Z");
export const berlin = "Europe/Berlin";
const id = "2b1f2a52-7c1c-4b1e-9f53-0a3f5f0a8f11";
const rita = { personId: "p-rita", name: "Rita Rep" };

const evidence = (label: string) => ({ label, url: "https://northwind.example/about" });

export const decision: Decision & { decidedAt: Date } = {
  score: 86,
  label: "A",
  gate: null,
  parts: [
    part("base", "BASE", 40, "average website lead"),
    part("industry", "FIT", 9, "Logistics is your best industry", "14 of 31 won"),
    part("size_band", "FIT", 18, "Right size: 180–220 people", "About page"),
    part("hiring", "INTENT", 9, "Hiring 6 data engineers in 3 weeks", "Careers"),
    part("funding", "INTENT", 5, "Raised a Series B on 4 Nov", "Press"),
    part("velocity", "TIMING", 5, "Three dated events in 30 days", "Timeline"),
    part("pricing", "FIT", -2, "No public price", "Pricing page"),
    part("news", "INTENT", 2, "In the news", "Press"),
  ],
  unknown: [
    { name: "budget", label: "budget", component: "RUBRIC", min: -5, max: 8 },
    { name: "decision_maker", label: "decision maker", component: "RUBRIC", min: 0, max: 0 },
  ],
  bars: [
    { label: "Fit", points: 25, min: -30, max: 30 },
    { label: "Intent", points: 16, min: -30, max: 30 },
    { label: "Timing", points: 5, min: -5, max: 15 },
  ],
  features: {},
  riskFlags: [{ rule: "free-mail", text: "Sender uses a free mail address" }],
  summary: "Logistics software from Berlin that is building a data team.",
  nextAction: "Call Ana Weber (Head of Ops) about the data team, today.",
  modelVersion: "scorecard 1",
  decidedAt: new Date("2026-11-12T13:00:00Z"),
};

/** A scored lead that waits for Rita, with what a test says differently. */
export function leadView(different: Partial<LeadView> = {}): LeadView {
  return {
    id,
    version: 7,
    state: "ASSIGNED",
    company: {
      name: "Northwind Traders",
      domain: "northwind.example",
      industry: "Logistics software",
      place: "Berlin, DE",
      size: "180–220 people",
    },
    contact: { name: "Ana Weber", title: "Head of Ops", email: "ana.weber@northwind.example" },
    moved: null,
    mergedInto: null,
    source: "slack",
    createdAt: new Date("2026-11-12T12:59:00Z"),
    decision,
    facts: [],
    research: null,
    failure: null,
    offeredTo: { ...rita, at: new Date("2026-11-12T13:00:00Z") },
    returning: null,
    claimedBy: null,
    snooze: null,
    outcome: null,
    optedOut: null,
    outreach: { mayWrite: true, last: null },
    feedback: [],
    receipt: { sources: 7, ms: 11_200, usd: 0.004 },
    evidenceUrl: "http://127.0.0.1:3000/evidence/abc",
    ...different,
  };
}

const unscored = { decision: null, offeredTo: null } as const;
const claimed = { claimedBy: { ...rita, at: new Date("2026-11-12T13:02:00Z") } };
const gate = {
  rule: "disposable-email",
  because: "disposable e-mail address (mailinator.com)",
};
const couldBe: Partial<Decision> = {
  score: 48,
  label: "C",
  bars: decision.bars.map((bar) => ({ ...bar, points: 0 })),
};

/** A lead in every state of a card. */
export const everyState: Record<string, LeadView> = {
  received: leadView({
    ...unscored,
    state: "INGESTED",
    contact: null,
    company: {
      name: "Northwind",
      domain: "northwind.example",
      industry: null,
      place: null,
      size: null,
    },
    receipt: { sources: 0, ms: null, usd: 0 },
  }),
  researching: leadView({ ...unscored, state: "ENRICHING", research: { read: 3, expected: 6 } }),
  offered: leadView(),
  claimed: leadView({
    ...claimed,
    feedback: [{ emoji: "🔥", names: ["Rita Rep", "Mona Manager"] }],
  }),
  snoozed: leadView({
    ...claimed,
    snooze: {
      until: new Date("2026-11-17T08:00:00Z"),
      by: "Rita",
      note: "budget meeting first",
    },
  }),
  outcome: leadView({
    ...claimed,
    outcome: {
      outcome: "meeting",
      by: "Rita",
      at: new Date("2026-11-27T09:00:00Z"),
      reason: null,
      value: null,
    },
  }),
  gated: leadView({
    state: "STALE",
    offeredTo: null,
    decision: { ...decision, score: null, label: "Drop", gate, parts: [], bars: [], unknown: [] },
  }),
  "so-far": leadView({
    ...unscored,
    research: { read: 3, expected: 6 },
    soFar: decision,
    state: "ENRICHING",
  }),
  cached: leadView({
    receipt: { sources: 7, ms: 0, usd: 0, cachedAt: new Date(now.getTime() - 3.5 * 86_400_000) },
  }),
  "owner-says-no": leadView({
    failure: { failure: "opted_out", detail: "its owner asked not to be read", tries: 1 },
  }),
  "site-says-no": leadView({
    decision: {
      ...decision,
      ...couldBe,
      parts: [part("base", "BASE", 48, "average website lead")],
    },
    failure: { failure: "robots_disallowed", detail: "robots.txt", tries: 1 },
  }),
  failed: leadView({
    ...unscored,
    state: "ENRICHMENT_FAILED",
    failure: { failure: "timeout", detail: "no answer in 10 s", tries: 3 },
    company: { name: "Slow", domain: "slow.example", industry: null, place: null, size: null },
  }),
  "opt-out": leadView({
    state: "OPT_OUT",
    optedOut: { at: new Date("2026-11-03T10:00:00Z"), how: "by reply" },
  }),
};

export function part(
  name: string,
  component: Decision["parts"][number]["component"],
  points: number,
  because: string,
  label: string | null = null,
): Decision["parts"][number] {
  const proof = label === null ? null : evidence(label);
  return { name, component, points, because, evidence: proof, observedAt: null };
}

export function withParts(parts: Part[]): Card {
  return { id: "test", version: 1, summary: "Test", parts, refresh: null };
}
