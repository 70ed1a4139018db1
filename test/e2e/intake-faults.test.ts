import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dice } from "../faults/dice.ts";
import { killWeb, lockTable, restartPostgres, stopWeb } from "../faults/intake-faults.ts";
import { isFine, type Row, toLine } from "../faults/report.ts";
import { shuffleDeliveries } from "../faults/shuffle.ts";
import { shuffleRecords } from "../faults/shuffle-records.ts";

const seed = Math.floor(Math.random() * 2 ** 32);
const random = dice(seed);

/* The experiments of `npm run test:faults`, a little of each. */
describe(`what Baton's doors survive (seed ${seed})`, () => {
  it("stores every lead once though the process that takes them in is killed", async () => {
    survived([await killWeb({ leads: 40, runs: 1, random })]);
  });

  it("breaks no request off when the process that takes leads in is told to stop", async () => {
    survived([await stopWeb({ leads: 40, runs: 1, random })]);
  });

  it("asks senders to come back while PostgreSQL is down, and loses nothing", async () => {
    survived([await restartPostgres({ leads: 30, runs: 1, downMs: 1_000, role: "web", random })]);
  });

  it("asks senders to come back while the table is locked", async () => {
    survived([await lockTable({ leads: 30, runs: 1, lockMs: 6_500, random })]);
  });

  it("ends in the same state however often and in whichever order leads are delivered", async () => {
    survived([await shuffleDeliveries(10, random), await shuffleRecords(3, random)]);
  });
});

function survived(rows: Row[]): void {
  for (const row of rows) assert.ok(isFine(row), toLine(row));
}
