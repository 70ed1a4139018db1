import { setTimeout as delay } from "node:timers/promises";
import { pino } from "pino";
import { openDb } from "../../db/client.ts";
import type { EffectKind } from "../../jobs/effect.ts";
import { askAboutUnknown } from "../../jobs/handoff/notices.ts";
import { postNotice } from "../../jobs/handoff/post-notice.ts";
import { startWorker } from "../../jobs/worker.ts";
import type { ChatPort } from "../../jobs/world.ts";
import { testWorld } from "../support/world.ts";
import { ledgerKinds, look, post } from "./ledger-kinds.ts";
import { WorkerOrder } from "./worker-order.ts";

/* A worker as production starts it, whose only providers are the ledger's. It ends with its parent. */

process.once("disconnect", () => process.exit());
const order = WorkerOrder.parse(JSON.parse(process.argv[2] ?? ""));
const { databaseUrl, ledgerUrl, durations, hands, skewMs } = order;
const log = pino({ level: order.logLevel }, pino.destination(2));
const db = openDb(databaseUrl, {
  masterKey: Buffer.alloc(32, "test"),
  appConnections: 10,
  ownerConnections: hands + 8,
  onError: (error) => log.warn({ err: error }, "a connection was lost"),
});

const slack: ChatPort = {
  async post(_, _target, _card, effectKey = "") {
    await post({ durations }, ledgerUrl, "look_up", effectKey);
    return { channelId: "D1", messageId: effectKey };
  },
  async lookup(_, _target, effectKey) {
    const found = await look({ durations }, ledgerUrl, "look_up", effectKey);
    return found === "absent" ? "absent" : { channelId: "D1", messageId: effectKey };
  },
  update: () => Promise.resolve(),
  whisper: () => Promise.resolve(),
  sendFile: () => Promise.resolve(),
};
const world = testWorld(db, {
  now: () => new Date(Date.now() + skewMs),
  random: Math.random,
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}).catch(() => {}),
  durations,
  chat: { slack, teams: null },
  log,
});
const kinds = ledgerKinds(ledgerUrl, async (tx, { row }, end) => {
  if (end.status === "unknown") await askAboutUnknown(tx, world, row);
});
const effects = [...kinds, postNotice] as EffectKind<unknown>[]; // targets are parsed before use
const worker = await startWorker(
  world,
  { quick: 1, outward: hands, patient: 1, files: 1, backfill: 1 },
  effects,
);
process.once("SIGTERM", async () => {
  await worker.stop();
  await db.close();
  process.exit();
});
process.send?.("ready");
