import type { Fact } from "../pipeline/enrich/fact.ts";
import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { State } from "../pipeline/lifecycle.ts";
import type { Part } from "../pipeline/score/decision.ts";

/** A lead as `GET /api/v1/leads/{id}` and `baton show --json` print it. */
export type LeadResource = {
  id: string;
  state: State;
  bucket: string | null;
  score: number | null;
  /** Where the two are heading while the company is still being read; they are null until then. */
  so_far: { bucket: string; score: number | null } | null;
  parts: Pick<Part, "name" | "component" | "points" | "because" | "evidence">[];
  unknown: { name: string; min: number; max: number }[];
  facts: Fact[];
  owner: { id: string; name: string; claimed: boolean } | null;
  company: LeadView["company"];
  gate: string | null;
  failure: string | null;
  links: { evidence: string };
};

export function leadResource(view: LeadView): LeadResource {
  const { decision, soFar, claimedBy, offeredTo } = view;
  const owner = claimedBy ?? offeredTo;
  return {
    id: view.id,
    state: view.state,
    bucket: decision?.label ?? null,
    score: decision?.score ?? null,
    so_far: soFar ? { bucket: soFar.label, score: soFar.score } : null,
    parts: (decision?.parts ?? []).map(({ name, component, points, because, evidence }) => ({
      name,
      component,
      points,
      because,
      evidence,
    })),
    unknown: (decision?.unknown ?? []).map(({ name, min, max }) => ({ name, min, max })),
    facts: view.facts,
    owner: owner && { id: owner.personId, name: owner.name, claimed: claimedBy !== null },
    company: view.company,
    gate: decision?.gate?.rule ?? null,
    failure: view.failure?.failure ?? null,
    links: { evidence: view.evidenceUrl },
  };
}
