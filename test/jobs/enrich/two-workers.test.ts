import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../../db/client.ts";
import { openDb } from "../../../db/client.ts";
import { hostBook } from "../../../db/hosts.ts";
import { durations } from "../../../jobs/durations.ts";
import { openSiteReader } from "../../../jobs/enrich/read-politely.ts";
import { testDb } from "../../support/db.ts";
import { openStage } from "./stage.ts";

const db = await testDb();
const other = openDb(db.url, {
  masterKey: Buffer.alloc(32, "test"),
  appConnections: 3,
  ownerConnections: 1,
  onError(error) {
    throw error;
  },
});
after(async () => {
  await other.close();
  await db[Symbol.asyncDispose]();
});

const hostDelayMs = 60;

describe("two workers with the same hosts", () => {
  it("never ask one faster than allowed, nor twice at once", async () => {
    const underWay = new Map<string, number>();
    const together: string[] = [];
    const arrivals = new Map<string, number[]>();
    await using stage = await openStage((request, response) => {
      const host = request.headers.host ?? "";
      arrivals.set(host, [...(arrivals.get(host) ?? []), performance.now()]);
      if ((underWay.get(host) ?? 0) > 0) together.push(host);
      underWay.set(host, 1);
      setTimeout(() => {
        underWay.set(host, 0);
        response.writeHead(request.url === "/robots.txt" ? 404 : 200).end("<p>hi</p>");
      }, 5);
    });
    const hosts = ["one.example", "two.example", "three.example"];
    const read = async (worker: Db, host: string, page: number) => {
      const deps = {
        web: stage.web,
        durations: { ...durations, hostDelayMs },
        now: () => new Date(),
        sleep: (ms: number) => sleep(ms),
        random: Math.random,
        publicUrl: "https://baton.example",
      };
      const lists = { allow: [], deny: [] };
      const reader = openSiteReader(deps, { book: hostBook(worker), lists, cache: null });
      const ask = { kind: "other", accept: "page", timeoutMs: 5_000 } as const;
      return reader.read(`https://${host}/${page}`, ask);
    };

    const answers = await Promise.all(
      [db, other].flatMap((worker) =>
        hosts.flatMap((host) => [1, 2, 3, 4].map((page) => read(worker, host, page))),
      ),
    );

    assert.ok(answers.every(({ ok }) => ok));
    assert.deepEqual(together, []);
    for (const host of hosts) {
      const times = arrivals.get(host) ?? [];
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      assert.equal(times.length, 9, "eight pages, and robots.txt once");
      // A pause starts when an answer is there, so what arrives is always later than that.
      assert.ok(Math.min(...gaps) >= hostDelayMs, `${host}: ${gaps.map(Math.round)}`);
    }
  });
});
