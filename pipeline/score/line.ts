import type { Enquiry } from "../enrich/enquiry.ts";
import type { Fact, FactName } from "../enrich/fact.ts";
import type { LeadInput } from "../ingest/lead-input.ts";
import type { Component, Part } from "./decision.ts";
import type { Playbook } from "./playbook.ts";
import { sourceLabel } from "./source-label.ts";

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
  /** What the lead said of its plans, where a model read it too; rules read it otherwise. */
  said?: Enquiry | null;
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

/** Builds the lines of one component. */
export function linesOf(component: Line["component"]) {
  return (name: string, label: string, span: Line["span"], found: Finding | null): Line => ({
    name,
    label,
    component,
    span,
    found,
  });
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

/** A finding that rests on what the lead, or a colleague who talked to it, told us. */
export function fromLead(
  value: number,
  points: number,
  because: string,
  at: Date | null = null,
): Finding {
  const evidence = { label: "you told us", url: null };
  return { value, points, because, evidence, observedAt: at?.toISOString() ?? null };
}

/** Something was looked at and does not count either way: known, but not worth a line on the card. */
export function neutral(value: number): Finding {
  return { value, points: 0, because: "", evidence: null, observedAt: null };
}
