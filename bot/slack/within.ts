import { setTimeout as delay } from "node:timers/promises";

/** What is nice to know but not worth waiting for: null once `ms` are over, or when it cannot be had. */
export async function within<T>(ms: number, asked: Promise<T>): Promise<T | null> {
  const answered = new AbortController();
  const tooLate = delay(ms, null, { signal: answered.signal }).catch(() => null);
  const answer = asked.catch(() => null).finally(() => answered.abort());
  return Promise.race([answer, tooLate.then(() => (answered.signal.aborted ? answer : null))]);
}
