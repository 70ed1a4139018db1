import type { AfterLostAnswer } from "../../jobs/world.ts";
import { audit } from "./audit.ts";
import { type Fleet, openFleet } from "./fleet.ts";
import { type Ledger, type Mode, openLedger } from "./ledger.ts";
import { type Outbox, openOutbox } from "./outbox.ts";
import type { Row } from "./report.ts";
import { hurried } from "./worker-order.ts";

/** What workers have to live through while an outbox is full. */
export type Trial = {
  fault: string;
  /** Of each way at least so many. */
  effects: number;
  /** Effects a worker does at once: with one, a blow can cause one copy. */
  hands: number;
  random: () => number;
  /** What the provider does; it accepts unless told otherwise. */
  modeOf?: (key: string) => Mode;
  /** Does its worst, and leaves workers behind who finish. */
  disturb: (fleet: Fleet) => Promise<unknown>;
  /** How many blows that were, in the end. */
  dealt: () => number;
};

/** As much is kept waiting, so that a blow always strikes somebody at work. */
const BACKLOG = 60;
/** What is left behind is found after a lease or two, and a grace. */
const PATIENCE_MS = 120_000;
/** Production's minute. Waiting times are a tenth here, but starting a process takes what it takes. */
const LOCKED_MOST_MS = 30_000;

/** Fills an outbox, lets a fault loose on its workers, waits for rest, and compares the books. */
export async function endure(ways: readonly AfterLostAnswer[], trial: Trial): Promise<Row[]> {
  const { effects, random, hands } = trial;
  const ledger = await openLedger(random, trial.modeOf);
  const outbox = await openOutbox();
  const order = { databaseUrl: outbox.db.url, ledgerUrl: ledger.url, hands, skewMs: 0 };
  const fleet = openFleet({ ...order, logLevel: "silent", durations: hurried });
  try {
    const done = new AbortController();
    await Promise.all([
      trial.disturb(fleet).finally(() => done.abort()),
      outbox.keepFull(ways, BACKLOG, effects * ways.length, done.signal),
    ]);
    const isEmpty = await outbox.emptied(PATIENCE_MS);
    const recoveryMs = outbox.longestLock();
    const failures = [
      ...(isEmpty ? [] : [`left: ${await outbox.left()}`]),
      ...(recoveryMs > LOCKED_MOST_MS ? ["a job stayed locked"] : []),
    ];
    const rows = ways.map((way) => judge(outbox, ledger, way, trial.dealt()));
    return (await Promise.all(rows)).map((row) => ({
      ...{ ...row, recoveryMs },
      fault: `${trial.fault}, ${row.fault}`,
      failures: [...failures, ...row.failures],
    }));
  } finally {
    await fleet.close();
    await outbox.close();
    await ledger.close();
  }
}

/** What became of the effects of one way; every blow may cost one copy where the provider cannot be asked. */
async function judge(
  outbox: Outbox,
  ledger: Ledger,
  way: AfterLostAnswer,
  blows: number,
): Promise<Row> {
  const found = await audit(outbox, ledger, way);
  const { effects, unknown, doubled, unadmitted, failures } = found;
  const mayCopy = way === "copy";
  const note = way === "ask" ? `${unknown} unknown, each with a card that asks` : "";
  return {
    fault: way,
    runs: blows,
    effects,
    lost: found.lost,
    doubled: mayCopy ? Math.max(unadmitted, doubled - blows) : doubled,
    recoveryMs: null,
    failures,
    note: mayCopy ? `${doubled} copies, each on record` : note,
  };
}
