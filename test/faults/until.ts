import { setTimeout as delay } from "node:timers/promises";

/** Asks every now and then until the answer is yes; false when it took longer than `patienceMs`. */
export async function until(ask: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if (await ask()) return true;
    await delay(50);
  }
  return false;
}
