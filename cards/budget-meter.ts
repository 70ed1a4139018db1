import type { Budget } from "../pipeline/enrich/budget.ts";
import type { PauseReason, ProviderKind } from "../pipeline/enrich/providers/provider.ts";
import { budgetWords } from "./budget-words.ts";
import type { Line, Part } from "./card.ts";
import { cost } from "./numbers.ts";
import { pressing } from "./pressing.ts";
import { providerWords } from "./provider-words.ts";

/** What research cost this month, what is left, and how those who sell facts do. */
export type BudgetMeter = {
  day: number;
  month: number;
  budget: Budget;
  kinds: readonly { kind: string; usd: number; calls: number }[];
  providers: readonly ProviderUse[];
  /** Whether the reader may resume a provider. */
  resumes: boolean;
};

type ProviderUse = {
  name: string;
  kind: ProviderKind;
  usd: number;
  lookups: number;
  hits: number;
  paused: { pauseId: string; why: PauseReason } | null;
};

/** The meter on Home, for those who answer for the money; it stands there before anything was spent. */
export function meterParts(meter: BudgetMeter | null): Part[] {
  if (!meter) return [];
  const { day, month, budget, kinds, providers, resumes } = meter;
  const of = (spent: number, limit: number | null): Line => [
    budgetWords.spentOf(cost(spent), limit === null ? null : cost(limit)),
  ];
  const paid = kinds.filter(({ usd }) => usd > 0);
  const paused = providers.flatMap(({ paused, ...one }) => (paused ? [{ ...one, ...paused }] : []));
  return [
    { kind: "heading", text: budgetWords.title },
    ...(budget.paused ? [{ kind: "warning" as const, line: [budgetWords.switchedOff] }] : []),
    {
      kind: "facts",
      rows: [
        { label: budgetWords.periods.day, line: of(day, budget.perDay) },
        { label: budgetWords.periods.month, line: of(month, budget.perMonth) },
        ...paid.map(({ kind, usd, calls }) => ({
          label: budgetWords.kinds[kind] ?? kind,
          line: [budgetWords.ofKind(cost(usd), calls)],
        })),
      ],
    },
    ...(providers.length > 0 ? [{ kind: "list" as const, lines: providers.map(useLine) }] : []),
    ...paused.map((one) => pausedPart(one)),
    ...(paused.length > 0 && resumes
      ? [
          {
            kind: "actions" as const,
            buttons: paused.map((one) => {
              const label = providerWords.resumeOf(providerWords.label(one));
              return pressing("resume_provider", label, { pause: one.pauseId });
            }),
            more: [],
          },
        ]
      : []),
  ];
}

function useLine(use: ProviderUse): Line {
  const { usd, hits, lookups } = use;
  const found = providerWords.found(hits, lookups);
  const spent = usd > 0 ? `, ${cost(usd)}` : "";
  return [{ kind: "bold", text: providerWords.label(use) }, `: ${found}${spent}`];
}

function pausedPart(one: { name: string; kind: ProviderKind; why: PauseReason }): Part {
  const title = `${providerWords.pausedTitle(providerWords.label(one))}. `;
  return { kind: "warning", line: [{ kind: "bold", text: title }, providerWords.why[one.why]] };
}
