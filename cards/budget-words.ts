import type { BudgetPeriod, PaidPause } from "../pipeline/enrich/budget.ts";
import { count } from "./numbers.ts";

/** What people read about money: budgets, what is left of them, and who it went to. */
export const budgetWords = {
  title: "Paid research",
  spentOf: (spent: string, limit: string | null) =>
    limit === null ? `${spent}, no limit` : `${spent} of ${limit}`,
  periods: { day: "Today", month: "This month" } satisfies Record<BudgetPeriod, string>,
  kinds: { llm: "Models", provider: "Providers", research: "Reading sites" } as Readonly<
    Record<string, string>
  >,
  ofKind: (spent: string, calls: number) => `${spent}, ${count(calls, "question")}`,
  nearly: (period: BudgetPeriod, limit: string) =>
    `Four fifths of the ${budgetOf[period]} for paid research, ${limit}, are used.`,
  usedUp: (period: BudgetPeriod, limit: string) =>
    `The ${budgetOf[period]} for paid research, ${limit}, is used up: nothing more is bought, and models are not asked. Leads are still read and scored.`,
  goesOn: (period: BudgetPeriod) =>
    `It goes on by itself ${period === "day" ? "tomorrow" : "next month"}, or as soon as the budget is raised.`,
  change: "Change the budget",
  switchedOff: "Paid research is switched off: nothing is bought, and models are not asked.",
  /** On the card of a lead that was scored without what would have cost money. */
  leftOut: (why: PaidPause, when: string) =>
    why === "paused"
      ? `Paid research paused: it is switched off in the settings (${when}).`
      : `Paid research paused: the budget of the ${why} is used up (${when}).`,
} as const;

const budgetOf: Record<BudgetPeriod, string> = {
  day: "budget of the day",
  month: "budget of the month",
};
