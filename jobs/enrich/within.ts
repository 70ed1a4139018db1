import { setTimeout as wait } from "node:timers/promises";

/** What `work` comes to, or an error after so long: it may go on by itself, and nobody waits for it. */
export async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const settled = new AbortController();
  const late = wait(ms, undefined, { ref: false, signal: settled.signal }).then(() => {
    throw new Error(`nothing came of it in ${ms} ms`);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    settled.abort();
  }
}
