import { addTally, type Tally } from "../../db/tally.ts";
import type { Watch, World } from "../world.ts";

/** How the ends of an effect count; what is not here has not ended. */
const ends: Record<string, keyof Tally> = {
  sent: "done",
  failed: "failed",
  dead: "failed",
  unknown: "failed",
};

/** Counts what is done and what fails, by tenant, until it is written down where all workers add up. */
export function endCounter(world: World) {
  let counted = new Map<string, Tally>();
  const add = (tenantId: string, end: keyof Tally) => {
    const tally = counted.get(tenantId) ?? { done: 0, failed: 0 };
    tally[end] += 1;
    counted.set(tenantId, tally);
  };
  const watch: Watch = {
    job(tenantId, name, outcome, ms) {
      add(tenantId, outcome);
      world.watch?.job(tenantId, name, outcome, ms);
    },
    effect(tenantId, channel, outcome) {
      const end = ends[outcome];
      if (end) add(tenantId, end);
      world.watch?.effect(tenantId, channel, outcome);
    },
    research: (outcome) => world.watch?.research(outcome),
    source: (name, outcome) => world.watch?.source(name, outcome),
    intake: (lagMs) => world.watch?.intake(lagMs),
  };
  return {
    watch,
    async write(): Promise<void> {
      const since = counted;
      counted = new Map();
      await addTally(world.db, since);
    },
  };
}
