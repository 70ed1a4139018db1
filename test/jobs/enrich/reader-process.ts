import { setTimeout as sleep } from "node:timers/promises";
import { openDb } from "../../../db/client.ts";
import { hostBook } from "../../../db/hosts.ts";
import { durations } from "../../../jobs/durations.ts";
import { openSiteReader } from "../../../jobs/enrich/read-politely.ts";
import { outside } from "./stage.ts";

/* Reads one page of the stage at the given port, in a process that can be killed in the middle of it. */

const [databaseUrl = "", port = "", address = ""] = process.argv.slice(2);
const db = openDb(databaseUrl, {
  masterKey: Buffer.alloc(32, "test"),
  appConnections: 1,
  ownerConnections: 1,
  onError() {},
});
const web = {
  resolve: async () => [{ address: outside, family: 4 as const }],
  isPublic: (one: string) => one === outside,
  portFor: () => Number(port),
  records: async () => [],
};
const deps = {
  ...{ web, durations: { ...durations, hostDelayMs: 0 }, now: () => new Date() },
  ...{ sleep: (ms: number) => sleep(ms), random: Math.random, publicUrl: "https://baton.example" },
};
const lists = { allow: [], deny: [] };
const reader = openSiteReader(deps, { book: hostBook(db), lists, cache: null });
await reader.read(address, { kind: "landing", accept: "page", timeoutMs: 30_000 });
