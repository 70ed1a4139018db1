import { staleness } from "../pipeline/enrich/freshness.ts";
import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Part } from "./card.ts";
import { evidenceWords } from "./evidence-words.ts";

/** What sources disagree about, each with the page that lists what they say. */
export function doubtParts({ disagreements = [], evidenceUrl }: LeadView, most: number): Part[] {
  return disagreements.slice(0, most).map((one) => {
    const text = evidenceWords.sourcesDisagree(one);
    const url = `${evidenceUrl}#disagree-${one.name}`;
    return { kind: "note", line: [{ kind: "link", text, url }] };
  });
}

/** `180–220 people, seen 7 months ago`, where it has grown old. */
export function agedSize({ company, facts }: LeadView, now: Date): string | null {
  const fact = facts.find(({ name }) => name === "employees");
  if (company.size === null || !fact) return company.size;
  const { stale, days } = staleness(fact, now);
  return stale ? `${company.size}, ${evidenceWords.seenAgo(days)}` : company.size;
}
