import type { BudgetMark } from "../pipeline/enrich/budget.ts";
import { budgetWords } from "./budget-words.ts";
import type { Card } from "./card.ts";
import { cost } from "./numbers.ts";
import { buttons, pressing } from "./pressing.ts";

/** A budget that is nearly, or altogether, used up, and what happens now. */
export function budgetCard({ id, period, percent, usdLimit }: BudgetMark & { id: string }): Card {
  const limit = cost(usdLimit);
  const isGone = percent === 100;
  const said = isGone ? budgetWords.usedUp(period, limit) : budgetWords.nearly(period, limit);
  return {
    ...{ id: `budget:${id}`, version: 1, summary: said, refresh: null },
    parts: [
      { kind: "title", text: budgetWords.title, aside: `${percent} %` },
      isGone ? { kind: "warning", line: [said] } : { kind: "text", line: [said] },
      ...(isGone ? [{ kind: "note" as const, line: [budgetWords.goesOn(period)] }] : []),
      ...buttons([pressing("research_settings", budgetWords.change)]),
    ],
  };
}
