import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { hostBook } from "../../../db/hosts.ts";
import { testDb } from "../../support/db.ts";
import { openStage } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const script = fileURLToPath(new URL("reader-process.ts", import.meta.url));

describe("a worker that is killed while it reads a page", () => {
  it("leaves the host to others when its lease is over, with what it learned", async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    await using stage = await openStage((request, response) => {
      if (request.url === "/robots.txt") response.end("User-agent: *\nDisallow: /private");
      else resolve(); // and never an answer
    });
    const port = String(stage.web.portFor("site.example"));
    const worker = fork(script, [db.url, port, "https://site.example/"]);
    const gone = once(worker, "exit");
    await Promise.race([asked, gone]);
    worker.kill("SIGKILL");
    await gone;
    const book = hostBook(db);

    const held = await book.take("site.example", 1_000);
    const { rows } = await db.owner.query<{ ms: number }>(
      `update dispatch.host_state h set busy_until = now() from dispatch.host_state old
       where h.host = old.host and h.host = 'site.example'
       returning (extract(epoch from old.busy_until - now()) * 1000)::float8 as ms`,
    );
    const free = await book.take("site.example", 1_000);
    const { robots, fails } = await book.look("site.example");

    assert.deepEqual(stage.asked, ["site.example/robots.txt", "site.example/"]);
    assert.ok(held.token === null && held.busy);
    const [lease] = rows; // the page's thirty seconds and a little
    assert.ok(lease && lease.ms > 0 && lease.ms <= 36_000, `${lease?.ms}`);
    assert.ok(free.token !== null);
    assert.deepEqual([robots?.text, fails], ["User-agent: *\nDisallow: /private", 0]);
  });
});
