import type { Decision } from "../score/decision.ts";

/** What a bucket means for a lead: where it goes, and whether somebody is offered it. */
export type Plan = { state: "HANDED_OFF" | "ASSIGNED" | "STALE"; offer: boolean };

/** A goes to a person at once, B and C are offered, D and Drop rest until something changes. */
export function plan({ label }: Pick<Decision, "label">): Plan {
  switch (label) {
    case "A":
      return { state: "HANDED_OFF", offer: true };
    case "B":
    case "C":
      return { state: "ASSIGNED", offer: true };
    case "D":
    case "Drop":
      return { state: "STALE", offer: false };
  }
}
