import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { syncMailbox } from "../../../../jobs/ingest/mailbox/sync-mailbox.ts";
import { watchMailbox } from "../../../../jobs/ingest/mailbox/watch-mailbox.ts";
import type { World } from "../../../../jobs/world.ts";
import { testDb } from "../../../support/db.ts";
import { testNow, testWorld } from "../../../support/world.ts";
import { type Answered, type Asked, fakeServer } from "./fake-server.ts";
import { accountOf, arrivalsOf, clientState, givenMailbox, mime } from "./given.ts";

const DAY_MS = 86_400_000;
const user = "/v1.0/users/sales@acme.example";
const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A Graph with these messages, two to a page; `own` answers first. */
async function fakeGraph(own: (asked: Asked) => Answered | undefined = () => undefined) {
  const mails: { id: string; raw: string }[] = [];
  const routes: Record<string, (asked: Asked) => Answered> = {
    "POST /acme.example/oauth2/v2.0/token": () => ({
      json: { access_token: "access", expires_in: 3599, token_type: "Bearer" },
    }),
    "POST /v1.0/subscriptions": ({ body }) => ({
      status: 201,
      json: { ...JSON.parse(body), id: "subscription-1" },
    }),
    "PATCH /v1.0/subscriptions/subscription-1": ({ body }) => ({
      json: { ...JSON.parse(body), id: "subscription-1" },
    }),
    [`GET ${user}/mailFolders('inbox')/messages/delta`]({ query }) {
      const start = Number(query.get("$skiptoken") ?? query.get("$deltatoken") ?? 0);
      const page = mails.slice(start, start + 2);
      const end = start + page.length;
      const [link, token] =
        end < mails.length ? ["nextLink", "skiptoken"] : ["deltaLink", "deltatoken"];
      const url = `${server.url}${user}/mailFolders('inbox')/messages/delta?$${token}=${end}`;
      const value = page.map(({ id }) => ({ id, internetMessageId: `<${id}@northwind.example>` }));
      return { json: { value, [`@odata.${link}`]: url } };
    },
  };
  const server = await fakeServer((asked) => {
    const mine = own(asked);
    if (mine) return mine;
    const { method, path } = asked;
    const mail = mails.find(({ id }) => path === `${user}/messages/${id}/$value`);
    if (mail) return { text: mail.raw, headers: { "content-type": "text/plain" } };
    return routes[`${method} ${path}`]?.(asked) ?? { status: 404, json: {} };
  });
  return Object.assign(server, {
    arrive: (id: string, raw = mime(id)) => mails.push({ id, raw }),
    /** The same mail once more, as the delta says when somebody reads it. */
    touch: (id: string) => mails.push({ id, raw: mime(id) }),
  });
}

function worldOf(url: string, own: Partial<World> = {}): World {
  const world = testWorld(db, { publicUrl: "https://baton.acme.example", ...own });
  return { ...world, vendors: { ...world.vendors, graph: url, microsoftLogin: url } };
}

describe("a Microsoft 365 mailbox", () => {
  it("is read from the moment it was connected, each mail once and fetched once", async () => {
    await using graph = await fakeGraph();
    const box = await givenMailbox(db, "microsoft365");
    const world = worldOf(graph.url);
    for (const id of ["a", "b", "c"]) graph.arrive(id);

    await syncMailbox.run(box, world);
    graph.touch("a");
    graph.arrive("d");
    await syncMailbox.run(box, world);

    const arrivals = await arrivalsOf(db, box);
    assert.deepEqual(
      arrivals.map(({ input }) => input.email).toSorted(),
      ["a", "b", "c", "d"].map((id) => `ana.${id}@northwind.example`),
    );
    assert.equal(graph.count(/\$value$/), 4);
    assert.match((await accountOf(db, box)).cursor ?? "", /deltatoken=5$/);
    const first = graph.asked.find(({ path }) => path.endsWith("/delta"));
    assert.equal(first?.query.get("$filter"), `receivedDateTime ge ${testNow.toISOString()}`);
    assert.ok(
      graph.asked.every(
        ({ path, authorization }) => /token$/.test(path) || authorization === "Bearer access",
      ),
    );
  });

  it("is read back a week where Microsoft forgot how far we were", async () => {
    let expired = false;
    await using graph = await fakeGraph(({ query }) =>
      expired && query.has("$deltatoken") ? { status: 410, json: {} } : undefined,
    );
    const box = await givenMailbox(db, "microsoft365");
    graph.arrive("a");
    await syncMailbox.run(box, worldOf(graph.url));
    graph.arrive("b");
    expired = true;

    await syncMailbox.run(box, worldOf(graph.url));

    assert.equal((await arrivalsOf(db, box)).length, 2);
    const filters = graph.asked.flatMap(({ query }) => query.get("$filter") ?? []);
    const weekAgo = new Date(testNow.getTime() - 7 * DAY_MS).toISOString();
    assert.deepEqual(filters.at(-1), `receivedDateTime ge ${weekAgo}`);
  });

  it("never takes its token to an address that an answer names", async () => {
    await using thief = await fakeServer(() => ({ json: { value: [] } }));
    await using graph = await fakeGraph(({ path }) =>
      path.endsWith("/delta")
        ? { json: { value: [], "@odata.nextLink": `${thief.url}/v1.0/steal` } }
        : undefined,
    );
    const box = await givenMailbox(db, "microsoft365");

    await assert.rejects(syncMailbox.run(box, worldOf(graph.url)), /not its own/);

    assert.equal(thief.asked.length, 0);
  });

  const refusals: Record<string, { asked: RegExp; answer: Answered; failure: string }> = {
    "the secret is wrong": {
      asked: /token$/,
      answer: { status: 401, json: { error: "invalid_client" } },
      failure: "wrong_client",
    },
    "nobody consented to reading mail": {
      asked: /delta$/,
      answer: { status: 403, json: {} },
      failure: "no_permission",
    },
    "there is no such mailbox": {
      asked: /delta$/,
      answer: { status: 404, json: {} },
      failure: "no_mailbox",
    },
  };
  for (const [what, { asked, answer, failure }] of Object.entries(refusals)) {
    it(`says so where ${what}`, async () => {
      await using graph = await fakeGraph(({ path }) => (asked.test(path) ? answer : undefined));
      const box = await givenMailbox(db, "microsoft365");

      await syncMailbox.run(box, worldOf(graph.url));

      assert.equal((await accountOf(db, box)).failure, failure);
    });
  }
});

describe("the subscription of a Microsoft 365 mailbox", () => {
  it("is made with both addresses and a secret, and renewed long before it ends", async () => {
    await using graph = await fakeGraph();
    const box = await givenMailbox(db, "microsoft365");
    let now = testNow;
    const world = worldOf(graph.url, { now: () => now });

    for (let hour = 0; hour < 72; hour += 1) {
      now = new Date(testNow.getTime() + hour * 3_600_000);
      await watchMailbox.run(box, world);
    }

    const [made] = graph.asked.filter(({ path }) => path === "/v1.0/subscriptions");
    assert.deepEqual(JSON.parse(made?.body ?? ""), {
      changeType: "created",
      notificationUrl: `https://baton.acme.example/api/v1/hooks/${box.doorId}`,
      lifecycleNotificationUrl: `https://baton.acme.example/api/v1/hooks/${box.doorId}`,
      resource: "users/sales@acme.example/mailFolders('inbox')/messages",
      expirationDateTime: new Date(testNow.getTime() + 6 * DAY_MS).toISOString(),
      clientState,
    });
    assert.equal(graph.count(/subscriptions\/subscription-1$/), 2);
    const { subscriptionId, watchUntil } = await accountOf(db, box);
    assert.equal(subscriptionId, "subscription-1");
    assert.ok((watchUntil?.getTime() ?? 0) > now.getTime() + 5 * DAY_MS);
  });

  it("is made anew where Microsoft removed it", async () => {
    let removed = false;
    await using graph = await fakeGraph(({ method }) =>
      removed && method === "PATCH" ? { status: 404, json: {} } : undefined,
    );
    const box = await givenMailbox(db, "microsoft365");
    await watchMailbox.run(box, worldOf(graph.url));
    removed = true;

    const later = new Date(testNow.getTime() + 2 * DAY_MS);
    await watchMailbox.run(box, worldOf(graph.url, { now: () => later }));

    assert.equal(graph.count(/\/subscriptions$/), 2);
    assert.equal((await accountOf(db, box)).failure, null);
  });
});
