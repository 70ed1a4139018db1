import type { Enquiry, Said } from "../pipeline/enrich/enquiry.ts";
import type { Line, Part } from "./card.ts";
import { clip } from "./clean.ts";
import { money } from "./numbers.ts";

const LONGEST_QUOTE = 80;

const labels: Record<keyof Enquiry, string> = {
  use_case: "Wants",
  urgency_days: "When",
  budget_band: "Budget",
  decision_maker: "Decides",
  competitor_mentioned: "Compares with",
  complexity_level: "Complexity",
  blockers: "Obstacles",
};

/** What the lead said of its own plans, each with the words it said it in; nothing where it said none of it. */
export function enquiryParts(said: Enquiry | null | undefined): Part[] {
  if (!said) return [];
  const rows = [
    row("use_case", said.use_case, listed),
    row("urgency_days", said.urgency_days, within),
    row("budget_band", said.budget_band, ({ min, max }) => band(min, max)),
    row("decision_maker", said.decision_maker, (value) =>
      value === "yes" ? "the writer" : "somebody else",
    ),
    row("competitor_mentioned", said.competitor_mentioned, listed),
    row("complexity_level", said.complexity_level, (value) => value),
    row("blockers", said.blockers, listed),
  ].flat();
  return rows.length === 0
    ? []
    : [
        { kind: "heading", text: "What they said" },
        { kind: "facts", rows },
      ];
}

function row<Value>(
  name: keyof Enquiry,
  said: Said<Value> | null,
  tell: (value: Value) => string,
): { label: string; line: Line }[] {
  if (!said) return [];
  const reader = said.by === "model" ? " (read by a model)" : "";
  const quote = clip(said.quote.replaceAll(/\s+/gu, " "), LONGEST_QUOTE);
  return [{ label: labels[name], line: [`${tell(said.value)} · “${quote}”${reader}`] }];
}

function listed(values: readonly string[]): string {
  return values.slice(0, 3).join(", ");
}

function within(days: number): string {
  if (days > 300) return "no hurry";
  return days === 1 ? "within a day" : `within ${days} days`;
}

function band(min: number | null, max: number | null): string {
  if (min === null) return max === null ? "" : `up to ${money(max, null)}`;
  if (max === null) return `from ${money(min, null)}`;
  return min === max ? money(min, null) : `${money(min, null)}–${money(max, null)}`;
}
