import { values } from "../enrich/fact.ts";
import type { Decision, Part } from "./decision.ts";
import { factsNamed, type Known } from "./line.ts";

/** Summary and next step, made of the decision's own parts and named facts only. */
export function advise(
  known: Known,
  decision: Pick<Decision, "label" | "parts">,
): Pick<Decision, "summary" | "nextAction"> {
  const reasons = decision.parts
    .filter((part) => part.component !== "BASE" && part.component !== "CAP")
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return {
    summary: summarise(reasons),
    nextAction: nextStep(known, decision.label, reasons),
  };
}

function summarise(reasons: readonly Part[]): string {
  const [best] = reasons.filter((part) => part.points > 0);
  const [worst] = reasons.filter((part) => part.points < 0);
  return [best, worst].flatMap((part) => (part ? [`${part.because}.`] : [])).join(" ");
}

function nextStep(known: Known, label: Decision["label"], reasons: readonly Part[]): string {
  const who = personToCall(known);
  const hook = reasons.find((part) => part.component === "INTENT" && part.points > 0);
  const about = hook ? ` about: ${hook.because}` : "";
  switch (label) {
    case "A":
      return `Call ${who} today${about}.`;
    case "B":
      return `Write to ${who} this week${about}.`;
    case "C":
      return "Find out budget and need before you spend time on it.";
    default:
      return "Leave it. Nothing here suggests a sale now.";
  }
}

function personToCall({ lead, facts }: Known): string {
  if (lead.name) return lead.title ? `${lead.name} (${lead.title})` : lead.name;
  const named = factsNamed(facts, "person").flatMap(
    (fact) => values.person.safeParse(fact.value).data ?? [],
  );
  const best =
    named.find(({ title }) => /head|chief|c.o\b|vp|director|leiter/i.test(title ?? "")) ?? named[0];
  if (!best) return "the company";
  return best.title ? `${best.name} (${best.title})` : best.name;
}
