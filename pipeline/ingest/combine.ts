import type { LeadInput } from "./lead-input.ts";

/**
 * What several arrivals say about one lead, oldest first: the first answer to each question counts,
 * later arrivals fill what was left open.
 */
export function combineInputs(first: LeadInput, ...later: readonly LeadInput[]): LeadInput {
  return later.reduce(
    (known, more) => ({
      ...more,
      ...answered(known),
      utm: { ...more.utm, ...answered(known.utm) },
      extra: { ...more.extra, ...known.extra },
      flags: [...new Set([...known.flags, ...more.flags])],
    }),
    first,
  );
}

function answered<T extends object>(said: T): Partial<T> {
  const entries = Object.entries(said).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as Partial<T>; // a subset of the same entries
}
