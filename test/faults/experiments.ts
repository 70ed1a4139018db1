import { loseAnswers, refuseService, skewClocks } from "./bad-provider.ts";
import { killWeb, lockTable, restartPostgres, stopWeb } from "./intake-faults.ts";
import { killImport } from "./kill-import.ts";
import { drainWorkers, killWorkers, stopWorkers } from "./kill-workers.ts";
import { ways } from "./ledger-kinds.ts";
import { sustain } from "./load.ts";
import { cutListeners } from "./lost-listener.ts";
import { poison } from "./poison.ts";
import type { Row } from "./report.ts";
import { rotateSecrets } from "./rotation.ts";
import { shuffleDeliveries } from "./shuffle.ts";
import { shuffleRecords } from "./shuffle-records.ts";
import { idleSockets } from "./slow-clients.ts";
import { scheduleTwice } from "./two-schedulers.ts";

type Asked = { random: () => number; minutes: number };
type Experiment = {
  name: string;
  run: (asked: Asked) => Promise<Row[]>;
  /** Only when it is asked for by name. */
  extra?: boolean;
};

/** Ways in which nothing may be done twice, whatever happens. */
const strict = ["same_key", "upsert", "look_up", "ask"] as const;

/** The faults at full size. A little of each is in test/e2e/faults.test.ts. */
export const experiments: Experiment[] = [
  {
    name: "F1",
    async run({ random }) {
      const rows: Row[] = [];
      const many = { effects: 1000, blows: 22, workers: 3, random };
      for (const way of strict) rows.push(...(await killWorkers([way], { ...many, hands: 6 })));
      rows.push(...(await killWorkers(["copy"], { ...many, hands: 1 })));
      rows.push(...(await stopWorkers(strict, { ...many, effects: 250, hands: 6 })));
      return rows;
    },
  },
  { name: "F2", run: async (asked) => [await killWeb({ leads: 500, runs: 10, ...asked })] },
  {
    name: "F3",
    run: async (asked) => [
      await restartPostgres({ leads: 300, runs: 5, downMs: 0, role: "all", ...asked }),
      await restartPostgres({ leads: 300, runs: 1, downMs: 60_000, role: "all", ...asked }),
    ],
  },
  { name: "F4", run: async ({ random }) => [await cutListeners(20, random)] },
  {
    name: "F5",
    run: async (asked) => [await lockTable({ leads: 200, runs: 1, lockMs: 30_000, ...asked })],
  },
  { name: "F6", run: ({ random }) => refuseService(strict, { effects: 250, random }) },
  { name: "F7", run: ({ random }) => loseAnswers(ways, { effects: 250, random }) },
  {
    name: "F8",
    run: async ({ random }) => [
      await shuffleDeliveries(1000, random),
      await shuffleRecords(200, random),
    ],
  },
  { name: "F9", run: ({ random }) => skewClocks(strict, { effects: 250, random }) },
  { name: "F10", run: async () => [await poison(200)] },
  { name: "F12", run: async () => [await idleSockets(8_000)] },
  {
    name: "F14",
    run: async ({ random }) => [
      ...(await drainWorkers(strict, { effects: 250, blows: 10, workers: 3, hands: 6, random })),
      await stopWeb({ leads: 300, runs: 5, random }),
    ],
  },
  { name: "F15", run: async () => [await scheduleTwice(1_000)] },
  { name: "F16", run: () => rotateSecrets(20) },
  {
    name: "import",
    run: ({ random }) => killImport({ rows: 20_000, blows: 6, random }),
  },
  { name: "load", extra: true, run: async ({ minutes }) => [await sustain(minutes)] },
];
