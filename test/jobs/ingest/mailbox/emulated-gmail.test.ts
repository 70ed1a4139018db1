import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { createEmulator } from "emulate";
import { syncMailbox } from "../../../../jobs/ingest/mailbox/sync-mailbox.ts";
import { watchMailbox } from "../../../../jobs/ingest/mailbox/watch-mailbox.ts";
import { testDb } from "../../../support/db.ts";
import { testWorld } from "../../../support/world.ts";
import { fakeServer } from "./fake-server.ts";
import { accountOf, arrivalsOf, givenMailbox, mime } from "./given.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("Gmail as somebody else emulates it", () => {
  it("is watched, and its history gives each new mail once", async () => {
    const google = await createEmulator({
      service: "google",
      port: 0,
      seed: {
        google: { users: [{ email: "sales@acme.example", name: "Sales" }] },
        tokens: { "emulated-token": { login: "sales@acme.example", scopes: [] } },
      },
    });
    after(() => google.close());
    // The emulator has neither Google's token endpoint for refresh tokens of its own nor a profile.
    await using gmail = await fakeServer(async ({ method, path, query, body, authorization }) => {
      if (path === "/token") return { json: { access_token: "emulated-token", expires_in: 3600 } };
      if (path.endsWith("/profile")) {
        return { json: { emailAddress: "sales@acme.example", historyId: "1" } };
      }
      const answer = await fetch(`${google.url}${path}?${query}`, {
        method,
        headers: { authorization: authorization ?? "", "content-type": "application/json" },
        ...(method === "GET" ? {} : { body }),
      });
      return { status: answer.status, text: await answer.text() };
    });
    const box = await givenMailbox(db, "gmail", { topic: "projects/p/topics/t" });
    const plain = testWorld(db);
    const world = {
      ...plain,
      vendors: { ...plain.vendors, gmail: gmail.url, googleToken: `${gmail.url}/token` },
    };
    const deliver = async (name: string) => {
      const response = await fetch(`${google.url}/gmail/v1/users/me/messages/import`, {
        method: "POST",
        headers: { authorization: "Bearer emulated-token", "content-type": "application/json" },
        body: JSON.stringify({
          raw: Buffer.from(mime(name)).toString("base64url"),
          labelIds: ["INBOX", "UNREAD"],
        }),
      });
      assert.equal(response.status, 200, await response.text());
    };
    await deliver("before");

    await watchMailbox.run(box, world);
    await deliver("one");
    await deliver("two");
    await syncMailbox.run(box, world);
    await syncMailbox.run(box, world);

    const { failure, watchUntil, cursor } = await accountOf(db, box);
    assert.equal(failure, null);
    assert.ok(watchUntil && cursor);
    assert.deepEqual((await arrivalsOf(db, box)).map(({ input }) => input.email).toSorted(), [
      "ana.one@northwind.example",
      "ana.two@northwind.example",
    ]);
  });
});
