/** Fewer than this say nothing. */
const LEAST = 50;
const MOST = 0.02;

/** Whether so much of an hour's work failed that somebody has to look. */
export function failsTooOften({ done, failed }: { done: number; failed: number }): boolean {
  const all = done + failed;
  return all >= LEAST && failed / all > MOST;
}
