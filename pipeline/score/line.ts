import type { Fact, FactName } from "../enrich/fact.ts";
import type { LeadInput } from "../ingest/lead-input.ts";
import type { Component, Part } from "./decision.ts";
import type { Playbook } from "./playbook.ts";

/** Something that happened between us and the lead. */
export type Touch = {
  kind: string;
  outcome: string | null;
  reason: string | null;
  value: number | null;
  at: Date;
  by: string | null;
};

/** Everything a score may look at. `facts` are the current ones of {@link pickFacts}. */
export type Known = {
  lead: LeadInput;
  facts: readonly Fact[];
  touches: readonly Touch[];
  playbook: Playbook;
  now: Date;
};

/** One line of the scorecard: what it can move, and what it found, if anybody could tell. */
export type Line = {
  name: string;
  label: string;
  component: Extract<Component, "FIT" | "INTENT" | "TIMING">;
  /** Least and most points. */
  span: readonly [min: number, max: number];
  found: Finding | null;
};

export type Finding = {
  /** What a learned model reads. */
  value: number;
  points: number;
  because: string;
  evidence: Part["evidence"];
  observedAt: string | null;
};

const DAY_MS = 86_400_000;

/** Whole and partial days from a date to now; negative when it lies ahead. */
export function daysSince(date: string, now: Date): number {
  return (now.getTime() - Date.parse(date)) / DAY_MS;
}

export function factsNamed(facts: readonly Fact[], name: FactName): Fact[] {
  return facts.filter((fact) => fact.name === name);
}

export function textOf(facts: readonly Fact[], name: FactName): string | null {
  const value = facts.find((fact) => fact.name === name)?.value;
  return typeof value === "string" ? value : null;
}

/** A finding that rests on a fact of a page. */
export function fromFact(fact: Fact, value: number, points: number, because: string): Finding {
  const evidence = { label: sourceLabel(fact), url: fact.sourceUrl };
  return { value, points, because, evidence, observedAt: fact.observedAt };
}

/** A finding that rests on what the lead itself told us. */
export function fromLead(value: number, points: number, because: string): Finding {
  const evidence = { label: "you told us", url: null };
  return { value, points, because, evidence, observedAt: null };
}

const pages: readonly [RegExp, string][] = [
  [/about|company|ueber|über|uber/i, "About page"],
  [/team|people|leadership/i, "Team page"],
  [/career|jobs?|karriere|stellen/i, "Careers"],
  [/press|news|presse|blog/i, "Press"],
  [/pric|preis|plans/i, "Pricing"],
  [/changelog|release|updates/i, "Changelog"],
  [/imprint|impressum|legal/i, "Imprint"],
];

function sourceLabel({ provider, quote, sourceUrl }: Fact): string {
  if (provider === "person") return quote ?? "a colleague";
  if (provider === "header") return "HTTP header";
  const path = URL.parse(sourceUrl ?? "")?.pathname ?? "";
  return pages.find(([pattern]) => pattern.test(path))?.[1] ?? "Home page";
}
