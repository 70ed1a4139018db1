import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { accessToken } from "../../../../jobs/ingest/mailbox/access-token.ts";
import { formOf } from "../../../../jobs/ingest/mailbox/ask.ts";
import { syncMailbox } from "../../../../jobs/ingest/mailbox/sync-mailbox.ts";
import { wakeMailboxes, watchMailbox } from "../../../../jobs/ingest/mailbox/watch-mailbox.ts";
import type { World } from "../../../../jobs/world.ts";
import { testDb } from "../../../support/db.ts";
import { queued } from "../../../support/queue.ts";
import { testNow, testWorld } from "../../../support/world.ts";
import { type Answered, type Asked, fakeServer } from "./fake-server.ts";
import { accountOf, arrivalsOf, givenMailbox, mime } from "./given.ts";

const DAY_MS = 86_400_000;
const me = "/gmail/v1/users/me";
const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A Gmail with these messages and this history; `own` answers first. */
async function fakeGmail(own: (asked: Asked) => Answered | undefined = () => undefined) {
  const mails = new Map<string, string>();
  let historyId = 100;
  const log: { id: string; message: { id: string; labelIds: string[] } }[] = [];
  const routes: Record<string, (asked: Asked) => unknown> = {
    [`${me}/profile`]: () => ({ emailAddress: "Sales@acme.example", historyId }),
    [`${me}/watch`]: () => ({ historyId, expiration: String(testNow.getTime() + 7 * DAY_MS) }),
    [`${me}/messages`]: () => ({ messages: [...mails.keys()].map((id) => ({ id, threadId: id })) }),
    [`${me}/history`]({ query }) {
      const rest = log.filter(({ id }) => Number(id) > Number(query.get("startHistoryId")));
      const at = Number(query.get("pageToken") ?? 0);
      const page = rest.slice(at, at + 2);
      const history = page.map(({ id, message }) => ({ id, messagesAdded: [{ message }] }));
      const more = at + 2 < rest.length ? { nextPageToken: String(at + 2) } : {};
      return { history, historyId: String(historyId), ...more };
    },
  };
  const server = await fakeServer((asked) => {
    const { path, authorization } = asked;
    const mine = own(asked);
    if (mine) return mine;
    if (path === "/token") return { json: { access_token: "access", expires_in: 3600 } };
    if (authorization !== "Bearer access") return { status: 401, json: {} };
    const raw = mails.get(path.split("/").at(-1) ?? "");
    if (raw !== undefined) return { json: { raw: Buffer.from(raw).toString("base64url") } };
    return routes[path] ? { json: routes[path](asked) } : { status: 404, json: {} };
  });
  return Object.assign(server, {
    arrive(name: string, raw = mime(name), labelIds = ["INBOX", "UNREAD"]) {
      historyId += 1;
      mails.set(name, raw);
      log.push({ id: String(historyId), message: { id: name, labelIds } });
    },
  });
}

function worldOf(url: string, own: Partial<World> = {}): World {
  const world = testWorld(db, own);
  return { ...world, vendors: { ...world.vendors, gmail: url, googleToken: `${url}/token` } };
}

const connected = { topic: "projects/p/topics/t" };

describe("a Gmail mailbox", () => {
  it("is read from the moment it was connected, page by page, each mail once", async () => {
    await using gmail = await fakeGmail();
    gmail.arrive("old");
    const box = await givenMailbox(db, "gmail", connected);
    const world = worldOf(gmail.url);
    await watchMailbox.run(box, world);
    for (const name of ["a", "b", "c", "d", "e"]) gmail.arrive(name);

    await syncMailbox.run(box, world);
    await syncMailbox.run(box, world);

    const arrivals = await arrivalsOf(db, box);
    assert.deepEqual(
      arrivals.map(({ input }) => input.email).toSorted(),
      ["a", "b", "c", "d", "e"].map((name) => `ana.${name}@northwind.example`),
    );
    assert.ok(arrivals.every(({ kind }) => kind === "lead"));
    const { cursor, syncedAt, failure } = await accountOf(db, box);
    assert.deepEqual([cursor, syncedAt, failure], ["106", testNow, null]);
  });

  it("moves its cursor only with the mails behind it", async () => {
    let broken = true;
    await using gmail = await fakeGmail(({ path }) =>
      broken && path.endsWith("/messages/c") ? { status: 500, json: {} } : undefined,
    );
    const box = await givenMailbox(db, "gmail", connected);
    const world = worldOf(gmail.url);
    await watchMailbox.run(box, world);
    for (const name of ["a", "b", "c"]) gmail.arrive(name);

    await syncMailbox.run(box, world); // the second page breaks
    const [halfway, cursor] = [await arrivalsOf(db, box), (await accountOf(db, box)).cursor];
    broken = false;
    await syncMailbox.run(box, world);

    assert.deepEqual([halfway.length, cursor], [2, "102"]);
    assert.deepEqual(
      [(await arrivalsOf(db, box)).length, (await accountOf(db, box)).cursor],
      [3, "103"],
    );
  });

  it("is read back a week where its cursor is too old, without a mail twice", async () => {
    let lost = false;
    await using gmail = await fakeGmail(({ path }) =>
      lost && path === `${me}/history` ? { status: 404, json: {} } : undefined,
    );
    const box = await givenMailbox(db, "gmail", connected);
    const world = worldOf(gmail.url);
    await watchMailbox.run(box, world);
    gmail.arrive("a");
    await syncMailbox.run(box, world);
    gmail.arrive("b");
    lost = true;

    await syncMailbox.run(box, world);

    assert.equal((await arrivalsOf(db, box)).length, 2);
    assert.equal((await accountOf(db, box)).cursor, "102");
    assert.match(
      gmail.asked.find(({ path }) => path === `${me}/messages`)?.query.get("q") ?? "",
      /newer_than:7d/,
    );
  });

  it("leaves alone what is not in the inbox, and what is gone meanwhile", async () => {
    await using gmail = await fakeGmail(({ path }) =>
      path.endsWith("/messages/gone") ? { status: 404, json: {} } : undefined,
    );
    const box = await givenMailbox(db, "gmail", connected);
    await watchMailbox.run(box, worldOf(gmail.url));
    gmail.arrive("sent", mime("sent"), ["SENT"]);
    gmail.arrive("gone");
    gmail.arrive("kept");

    await syncMailbox.run(box, worldOf(gmail.url));

    assert.deepEqual(
      (await arrivalsOf(db, box)).map(({ input }) => input.email),
      ["ana.kept@northwind.example"],
    );
  });

  it("is not read where the token opens another one", async () => {
    await using gmail = await fakeGmail(({ path }) =>
      path === `${me}/profile`
        ? { json: { emailAddress: "ceo@acme.example", historyId: "1" } }
        : undefined,
    );
    const box = await givenMailbox(db, "gmail");

    await syncMailbox.run(box, worldOf(gmail.url));

    assert.deepEqual(
      [(await accountOf(db, box)).failure, gmail.count(/messages|history/)],
      ["wrong_address", 0],
    );
  });

  const refusals: Record<string, { asked: RegExp; answer: Answered; failure: string }> = {
    "the owner took the grant back": {
      asked: /token$/,
      answer: { status: 400, json: { error: "invalid_grant" } },
      failure: "grant_revoked",
    },
    "the client is unknown": {
      asked: /token$/,
      answer: { status: 401, json: { error: "invalid_client" } },
      failure: "wrong_client",
    },
    "the scope is missing": {
      asked: /profile$/,
      answer: { status: 403, json: { error: { errors: [{ reason: "insufficientPermissions" }] } } },
      failure: "no_permission",
    },
    "the topic may not be published to": {
      asked: /watch$/,
      answer: { status: 400, json: {} },
      failure: "watch_refused",
    },
  };
  for (const [what, { asked, answer, failure }] of Object.entries(refusals)) {
    it(`says so once where ${what}`, async () => {
      await using gmail = await fakeGmail(({ path }) => (asked.test(path) ? answer : undefined));
      const box = await givenMailbox(db, "gmail", connected);

      await watchMailbox.run(box, worldOf(gmail.url));

      const account = await accountOf(db, box);
      assert.deepEqual([account.failure, account.failedAt], [failure, testNow]);
    });
  }

  it("comes back when it was asked to, and not before", async () => {
    await using gmail = await fakeGmail(({ path }) =>
      path.endsWith("/history")
        ? { status: 429, json: {}, headers: { "retry-after": "90" } }
        : undefined,
    );
    const box = await givenMailbox(db, "gmail", connected);
    await watchMailbox.run(box, worldOf(gmail.url));

    await syncMailbox.run(box, worldOf(gmail.url));

    const { rows } = await db.owner.query<{ seconds: number }>(
      `select extract(epoch from run_at - now())::int as seconds from graphile_worker.jobs where key = $1`,
      [`sync_mailbox:${box.id}`],
    );
    assert.ok((rows[0]?.seconds ?? 0) > 60, `${rows[0]?.seconds} s`);
    assert.equal((await accountOf(db, box)).failure, null);
  });

  it("gets another token where the one in hand was taken back early", async () => {
    let tokens = 0;
    await using gmail = await fakeGmail(({ path, authorization }) => {
      if (path === "/token") {
        tokens += 1;
        return { json: { access_token: tokens === 1 ? "stale" : "access", expires_in: 3600 } };
      }
      return authorization === "Bearer stale" ? { status: 401, json: {} } : undefined;
    });
    const box = await givenMailbox(db, "gmail");

    await syncMailbox.run(box, worldOf(gmail.url));

    assert.deepEqual([tokens, (await accountOf(db, box)).failure], [2, null]);
  });
});

describe("the watch of a Gmail mailbox", () => {
  it("is renewed every day, and the job keeps itself", async () => {
    let now = testNow;
    await using gmail = await fakeGmail(({ path }) =>
      path.endsWith("/watch")
        ? { json: { historyId: "100", expiration: String(now.getTime() + 7 * DAY_MS) } }
        : undefined,
    );
    const box = await givenMailbox(db, "gmail", connected);
    const world = worldOf(gmail.url, { now: () => now });

    for (let quarter = 0; quarter <= 3 * 96; quarter += 1) {
      now = new Date(testNow.getTime() + quarter * 15 * 60_000);
      await watchMailbox.run(box, world);
    }

    assert.equal(gmail.count(/watch$/), 4); // at once, and after each of three days
    const waiting = (await queued(db)).filter((key) => key.endsWith(box.id));
    assert.deepEqual(waiting, [`sync_mailbox:${box.id}`, `watch_mailbox:${box.id}`]);
  });

  it("is taken up again where its job was lost, and not where the mailbox was let go", async () => {
    const [lost, closed] = [await givenMailbox(db, "gmail"), await givenMailbox(db, "gmail")];
    await db.asOwnerIn(closed.tenantId, (tx) =>
      tx.client.query("update watched_account set closed_at = now()"),
    );
    const later = new Date(testNow.getTime() + 61 * 60_000);

    await wakeMailboxes({ db, now: () => later });

    const keys = await queued(db);
    assert.ok(keys.includes(`watch_mailbox:${lost.id}`));
    assert.ok(!keys.includes(`watch_mailbox:${closed.id}`));
  });
});

describe("an access token", () => {
  it("is asked for once, however many want it, and again when it ends", async () => {
    await using gmail = await fakeGmail();
    let now = testNow;
    const world = worldOf(gmail.url, { now: () => now });
    const endpoint = { url: `${gmail.url}/token`, form: formOf({ grant_type: "refresh_token" }) };
    const many = () =>
      Promise.all(Array.from({ length: 20 }, () => accessToken(world, "one", endpoint)));

    const tokens = await many();
    now = new Date(testNow.getTime() + 3_600_000);
    await many();

    assert.deepEqual(new Set(tokens), new Set(["access"]));
    assert.equal(gmail.count(/token/), 2);
  });
});
