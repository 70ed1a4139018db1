import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loseAnswers, refuseService, skewClocks } from "../faults/bad-provider.ts";
import { dice } from "../faults/dice.ts";
import { drainWorkers, killWorkers, stopWorkers } from "../faults/kill-workers.ts";
import { ways } from "../faults/ledger-kinds.ts";
import { cutListeners } from "../faults/lost-listener.ts";
import { poison } from "../faults/poison.ts";
import { isFine, type Row, toLine } from "../faults/report.ts";
import { rotateSecrets } from "../faults/rotation.ts";
import { scheduleTwice } from "../faults/two-schedulers.ts";

const seed = Math.floor(Math.random() * 2 ** 32);
const random = dice(seed);
const few = { effects: 20, blows: 2, workers: 2, hands: 6, random };
const strict = ways.filter((way) => way !== "copy");

/* The experiments of `npm run test:faults`, a little of each. */
describe(`what Baton's workers survive (seed ${seed})`, () => {
  it("loses and doubles nothing when its workers are killed, whatever a provider allows", async () => {
    survived(await killWorkers(ways, few));
  });

  it("sends nothing twice for a worker that stood still until another had taken over", async () => {
    survived(await stopWorkers(strict, { ...few, blows: 1, workers: 1 }));
  });

  it("finishes what it has when it is told to stop", async () => {
    survived(await drainWorkers(strict, { ...few, blows: 1 }));
  });

  it("does what a provider was asked once, though its answer was lost", async () => {
    survived(await loseAnswers(ways, { effects: 15, random }));
  });

  it("waits for a provider that is away, and then does everything once", async () => {
    survived(await refuseService(strict, { effects: 15, random }));
  });

  it("makes one job of each lead, and sweeps once, however many schedule", async () => {
    survived([await scheduleTwice(60)]);
  });

  it("takes the newest two secrets of a door, and renews a token once for all who ask", async () => {
    survived(await rotateSecrets(3));
  });

  it("goes by the database's clock, however wrong its own are", async () => {
    survived(await skewClocks(strict, { effects: 15, random }));
  });

  it("starts the next job soon although the connections it waits on were cut", async () => {
    survived([await cutListeners(2, random)]);
  });

  it("parks jobs that always fail or kill their worker, and does all the others", async () => {
    survived([await poison(20)]);
  });
});

function survived(rows: Row[]): void {
  for (const row of rows) assert.ok(isFine(row), toLine(row));
}
