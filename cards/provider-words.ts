import type { PauseReason, ProviderKind } from "../pipeline/enrich/providers/provider.ts";
import { cost } from "./numbers.ts";

type Named = { name: string; kind: ProviderKind };

/** What people read about those who sell facts. */
export const providerWords = {
  /** The vendor's own spelling; an account with a name of its own goes by that. */
  label: ({ name, kind }: Named) => (name === kind ? labels[kind] : name),
  pausedTitle: (label: string) => `${label} is paused`,
  why: {
    credentials: "It does not take our key. Connect it again with baton provider add.",
    payment: "It says that the account has no credit left. Pay there, then resume it.",
    fill_rate: "It knew too few of the last companies to be worth asking.",
  } satisfies Record<PauseReason, string>,
  without: "Leads are read and scored without it meanwhile.",
  resume: "Resume",
  resumeOf: (label: string) => `Resume ${label}`,
  resumed: (label: string, by: string | null) =>
    by === null ? `${label} is asked again.` : `${label} is asked again: ${by} resumed it.`,
  notPaused: (label: string) => `${label} is not paused any more.`,
  found: (hits: number, lookups: number) =>
    lookups === 0
      ? "nothing looked up this month"
      : `${hits} of ${lookups} found (${Math.round((100 * hits) / lookups)} %) this month`,
  price: (perHit: number, perMiss: number) =>
    `${cost(perHit)} a hit, ${perMiss === 0 ? "misses free" : `${cost(perMiss)} a miss`}`,
  unused: "no rule of research.waterfall names it, so it is never asked",
} as const;

const labels: Record<ProviderKind, string> = {
  clearbit: "Clearbit",
  people_data_labs: "People Data Labs",
  own: "Your own look-up",
};
