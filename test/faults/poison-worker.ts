import { setTimeout as delay } from "node:timers/promises";
import { openDb } from "../../db/client.ts";
import { beat, freeDeadPools } from "../../db/dispatch.ts";
import { startCrew } from "../../jobs/crew.ts";
import type { Job } from "../../jobs/job.ts";
import { testWorld } from "../support/world.ts";
import { honest, killer, thrower } from "./poison-jobs.ts";

/* A worker that is given poison: `node poison-worker.ts <database>`. It ends with its parent. */

const BEAT_MS = 100;

process.once("disconnect", () => process.exit());
const db = openDb(process.argv[2] ?? "", {
  masterKey: Buffer.alloc(32, "test"),
  appConnections: 2,
  ownerConnections: 8,
  onError: () => {},
});
const jobs = [thrower, killer, honest] as Job<unknown>[]; // payloads are parsed before use
const crew = await startCrew(testWorld(db), jobs, 4);
process.send?.("ready");
for (;;) {
  await beat(db, crew.poolId(), String(process.pid));
  await freeDeadPools(db, 10 * BEAT_MS);
  await delay(BEAT_MS);
}
