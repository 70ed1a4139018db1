import { setTimeout as delay } from "node:timers/promises";
import type { AfterLostAnswer } from "../../jobs/world.ts";
import { endure } from "./endure.ts";
import { end, type Fleet } from "./fleet.ts";
import type { Row } from "./report.ts";
import { hurried } from "./worker-order.ts";

export type Blows = {
  effects: number;
  blows: number;
  workers: number;
  hands: number;
  random: () => number;
};

/** Workers that are killed at any moment of an effect, and started again all the time. */
export function killWorkers(ways: readonly AfterLostAnswer[], blows: Blows): Promise<Row[]> {
  return endure(ways, {
    ...blows,
    dealt: () => blows.blows,
    fault: "F1 worker killed",
    disturb: (fleet) => strike(fleet, blows, (worker) => end(worker, "SIGKILL")),
  });
}

/**
 * Workers that stand still at any moment of an effect until their lease is over and others have
 * taken over, and then go on as if nothing had been.
 */
export function stopWorkers(ways: readonly AfterLostAnswer[], blows: Blows): Promise<Row[]> {
  return endure(ways, {
    ...blows,
    dealt: () => blows.blows,
    fault: "F1 worker stopped and woken",
    async disturb(fleet) {
      await fleet.launch(); // who takes over
      return strike(fleet, blows, async (worker) => {
        worker.kill("SIGSTOP");
        await delay(hurried.leaseMs + hurried.sweepMs);
        worker.kill("SIGCONT");
        await delay(hurried.providerMs);
        await end(worker, "SIGTERM");
      });
    },
  });
}

/** A deploy under load: workers are asked to go, one after the other, and finish what they have. */
export function drainWorkers(ways: readonly AfterLostAnswer[], blows: Blows): Promise<Row[]> {
  return endure(ways, {
    ...blows,
    dealt: () => blows.blows,
    fault: "F14 worker told to stop",
    disturb: (fleet) => strike(fleet, blows, (worker) => end(worker, "SIGTERM", DRAIN_MS)),
  });
}

const DRAIN_MS = 25_000;

/** Deals so many blows to whoever works; at the end there are workers who may live. */
async function strike(
  fleet: Fleet,
  { blows, workers, random }: Blows,
  blow: (worker: Awaited<ReturnType<Fleet["launch"]>>) => Promise<void>,
): Promise<void> {
  let left = blows;
  const post = async () => {
    for (;;) {
      const worker = await fleet.launch();
      if (left <= 0) return;
      left -= 1;
      await delay(40 + random() * 400);
      await blow(worker);
    }
  };
  await Promise.all(Array.from({ length: workers }, post));
}
