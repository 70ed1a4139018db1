/** What a tenant's budgets are counted over, by its own clock. */
export type BudgetPeriod = "day" | "month";

/** Why nothing paid is asked: which budget is used up, or that somebody switched it all off. */
export type PaidPause = "lead" | BudgetPeriod | "paused";

/** Millionths of a dollar: sums of them are exact. */
type Micros = number;
const micros = (usd: number): Micros => Math.round(usd * 1_000_000);

/** What was spent so far, held for questions under way included. */
export type Spent = Record<"lead" | BudgetPeriod, Micros>;

export type Budget = {
  perLead: number | null;
  perDay: number | null;
  perMonth: number | null;
  paused: boolean;
};

const limits = { lead: "perLead", day: "perDay", month: "perMonth" } as const;

/** Why `usd` more may not be spent, the longest pause first; null when it may. What is free always may. */
export function pauseOf(usd: number, spent: Spent, budget: Budget): PaidPause | null {
  if (micros(usd) <= 0) return null;
  if (budget.paused) return "paused";
  const isOver = (what: keyof Spent) => {
    const limit = budget[limits[what]];
    return limit !== null && spent[what] + micros(usd) > micros(limit);
  };
  return (["month", "day", "lead"] as const).find(isOver) ?? null;
}

export type BudgetMark = { period: BudgetPeriod; percent: 80 | 100; usdLimit: number };

/** Which budgets are nearly or altogether used up. `refused` is one that has no room for what is asked. */
export function marksOf(spent: Spent, budget: Budget, refused: PaidPause | null): BudgetMark[] {
  const marks: BudgetMark[] = [];
  for (const period of ["day", "month"] as const) {
    const usdLimit = budget[limits[period]];
    if (usdLimit === null) continue;
    const share = spent[period] / Math.max(1, micros(usdLimit));
    if (share >= 1 || refused === period) marks.push({ period, percent: 100, usdLimit });
    else if (share >= 0.8) marks.push({ period, percent: 80, usdLimit });
  }
  return marks;
}
