import { addDoorTallies, type DoorTally, noTally } from "../../db/door-tally.ts";
import type { Door } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";

/** How a delivery ended. `why` is a sentence of ours: it is kept, and shown to operators. */
type DoorOutcome = { kind: "taken" | "repeated" | "failed" } | { kind: "refused"; why: string };

/** Is told how each delivery ended; what knocked at no door of ours counts nowhere. */
export type CountDoor = (
  door: Pick<Door, "id" | "tenantId"> | null | undefined,
  outcome: DoorOutcome,
  times?: number,
) => void;

export const countNothing: CountDoor = () => {};

/** Which fields were wrong. Their names may be the sender's own, and are not kept then. */
export function fieldsAtFault(errors: readonly { field: string }[]): string {
  const names = errors.map(({ field }) => (/^[a-z_]{1,30}$/.test(field) ? field : "a field"));
  return `What it sent could not be read: ${[...new Set(names)].slice(0, 5).join(", ")}.`;
}

const FLUSH_MS = 3_000;

/**
 * Counts in memory what comes to each door, and adds it to the database every few seconds: a
 * request never waits for a counter. What could not be written is counted on and written later.
 */
export function doorTally({ db, now, sleep, log }: Pick<World, "db" | "now" | "sleep" | "log">) {
  let counted = new Map<string, { tenantId: string; tally: DoorTally }>();
  const stopping = new AbortController();

  const count: CountDoor = (door, outcome, times = 1) => {
    if (!door || times === 0) return;
    const { id, tenantId } = door;
    const { tally } = counted.get(id) ?? { tally: noTally };
    counted.set(id, { tenantId, tally: counting(tally, outcome, times, now()) });
  };

  async function flush(): Promise<void> {
    const since = counted;
    counted = new Map();
    const rows = [...since].map(([doorId, counts]) => ({ doorId, ...counts }));
    try {
      await addDoorTallies(db, rows, now());
    } catch (error) {
      log.warn({ err: error }, "what the doors did could not be written down yet");
      for (const [id, { tenantId, tally }] of since) {
        const { tally: newer } = counted.get(id) ?? { tally: noTally };
        counted.set(id, { tenantId, tally: sum(tally, newer) });
      }
    }
  }

  return {
    count,
    flush,
    /** Runs until it is stopped, and writes the rest then. */
    start(): { stop: () => Promise<void> } {
      const loop = (async () => {
        while (!stopping.signal.aborted) {
          await sleep(FLUSH_MS, stopping.signal);
          await flush();
        }
      })();
      return {
        async stop() {
          stopping.abort();
          await loop;
        },
      };
    },
  };
}

function counting(tally: DoorTally, outcome: DoorOutcome, times: number, at: Date): DoorTally {
  const more = { ...tally, [outcome.kind]: tally[outcome.kind] + times };
  if (outcome.kind === "refused") return { ...more, lastRefusedAt: at, lastRefusal: outcome.why };
  return outcome.kind === "failed" ? more : { ...more, lastTakenAt: at };
}

function sum(older: DoorTally, newer: DoorTally): DoorTally {
  return {
    taken: older.taken + newer.taken,
    repeated: older.repeated + newer.repeated,
    refused: older.refused + newer.refused,
    failed: older.failed + newer.failed,
    lastTakenAt: newer.lastTakenAt ?? older.lastTakenAt,
    lastRefusedAt: newer.lastRefusedAt ?? older.lastRefusedAt,
    lastRefusal: newer.lastRefusal ?? older.lastRefusal,
  };
}
