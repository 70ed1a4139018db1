/** What research came to lately. Null where nothing was measured, which is not zero. */
export type EnrichStats = {
  /** Companies whose research ended, and of these the ones that were read. */
  companies: number;
  read: number;
  /** Companies that were not, by reason. */
  failures: Readonly<Record<string, number>>;
  /** From the first request to the last, where a site was asked. */
  medianSeconds: number | null;
  p95Seconds: number | null;
  medianUsd: number | null;
  pages: number;
  /** Of these pages: through the browser, and unchanged since they were read before. */
  browserPages: number;
  cachedPages: number;
  /** Of all leads that wanted research, those for which nobody had to be asked. */
  runs: number;
  cachedRuns: number;
};

/** What the best measured predecessor reads. */
export const TO_BEAT = 0.67;
