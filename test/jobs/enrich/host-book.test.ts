import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { HostBook } from "../../../db/hosts.ts";
import { hostBook } from "../../../db/hosts.ts";
import { memoryHostBook } from "../../../jobs/enrich/host-memory.ts";
import { testDb } from "../../support/db.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A book whose time can be moved on: in memory by its clock, in Postgres by moving a host's times back. */
type Book = HostBook & { pass: (host: string, ms: number) => Promise<void> };

const books: Record<string, () => Book> = {
  "in memory": () => {
    let clock = 0;
    const pass = async (_: string, ms: number) => {
      clock += ms;
    };
    return { ...memoryHostBook(() => clock), pass };
  },
  "in Postgres": () => {
    const times = ["next_at", "busy_until", "blocked_until", "robots_at", "robots_down_since"];
    const moved = times.map((one) => `${one} = ${one} - $2 * interval '1 millisecond'`).join();
    const pass = async (host: string, ms: number) => {
      await db.owner.query(`update dispatch.host_state set ${moved} where host = $1`, [host, ms]);
    };
    return { ...hostBook(db), pass };
  },
};

let hosts = 0;
const end = { pauseMs: 2_000, fails: 0, restMs: 0 };

async function taken(book: HostBook, host: string, leaseMs = 60_000) {
  const turn = await book.take(host, leaseMs);
  assert.ok(turn.token !== null);
  return turn.token;
}

for (const [where, open] of Object.entries(books)) {
  describe(`a book of hosts ${where}`, () => {
    it("lends a host to one at a time", async () => {
      const [book, host] = [open(), `h${++hosts}.example`];

      const turns = await Promise.all(Array.from({ length: 8 }, () => book.take(host, 60_000)));

      const busy = turns.filter(({ token }) => token === null);
      assert.equal(busy.length, 7);
      for (const turn of busy) assert.deepEqual(turn, { token: null, waitMs: 0, busy: true });
    });

    it("keeps everybody away for the pause once it is given back", async () => {
      const [book, host] = [open(), `h${++hosts}.example`];
      await book.end(host, { token: await taken(book, host), ...end });

      const early = await book.take(host, 60_000);
      await book.pass(host, 2_001);
      const late = await book.take(host, 60_000);

      assert.ok(early.token === null && !early.busy);
      assert.ok(early.waitMs > 1_000 && early.waitMs <= 2_000, `${early.waitMs}`);
      assert.ok(late.token !== null);
    });

    it("forgets a holder whose lease ran out, and does not let it disturb the next one", async () => {
      const [book, host] = [open(), `h${++hosts}.example`];
      const first = await taken(book, host, 10_000);
      await book.pass(host, 10_001);
      await taken(book, host);

      await book.end(host, { token: first, ...end, pauseMs: 0 });

      const third = await book.take(host, 60_000);
      assert.ok(third.token === null && third.busy);
    });

    it("keeps everybody away for the rest, and remembers why", async () => {
      const [book, host] = [open(), `h${++hosts}.example`];
      const token = await taken(book, host);
      await book.end(host, { token, pauseMs: 0, fails: 3, restMs: 90_000 });

      const early = await book.look(host);
      const refused = await book.take(host, 60_000);
      await book.pass(host, 90_001);
      const late = await book.take(host, 60_000);

      assert.ok(early.waitMs > 80_000 && early.waitMs <= 90_000);
      assert.deepEqual([early.fails, refused.token], [3, null]);
      assert.ok(late.token !== null && late.fails === 3);
    });

    it("keeps what robots.txt said, with its age, in any bytes", async () => {
      const [book, host] = [open(), `h${++hosts}.example`];
      const unknown = await book.look(host);
      await book.keepRobots(host, { status: 200, text: "User-agent: *\n\0Disallow: /ü" });
      await book.pass(host, 5_000);

      const { robots } = await book.look(host);

      assert.equal(unknown.robots, null);
      assert.equal(robots?.status, 200);
      assert.match(robots?.text ?? "", /^User-agent: \*\n\0?Disallow: \/ü$/);
      assert.ok((robots?.ageMs ?? 0) >= 5_000 && (robots?.ageMs ?? 0) < 60_000);
    });

    it("knows since when robots.txt is missed, until it is back", async () => {
      const [book, host] = [open(), `h${++hosts}.example`];
      await book.missRobots(host);
      await book.pass(host, 50_000);

      const missed = await book.missRobots(host);
      await book.keepRobots(host, { status: 404, text: "" });
      const again = await book.missRobots(host);

      assert.ok(missed >= 50_000 && again < 50_000, `${missed} ${again}`);
    });

    it("tells hosts apart", async () => {
      const [book, host] = [open(), `h${++hosts}.example`];
      await taken(book, host);

      const other = await book.take(`www.${host}`, 60_000);

      assert.ok(other.token !== null);
    });
  });
}

describe("a site that opted out", () => {
  it("has done so with every host below it, and no other", async () => {
    await db.owner.query(
      "insert into registry.opt_out (domain, why) values ('out.example', 'asked')",
    );
    const book = hostBook(db);
    const hosts = ["out.example", "a.b.out.example", "OUT.example", "rout.example", "example"];

    const found = await Promise.all(hosts.map((host) => book.look(host)));

    assert.deepEqual(
      found.map(({ optedOut }) => optedOut),
      [true, true, true, false, false],
    );
  });
});
