import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { checkMailboxes } from "../../../bot/handlers/mailboxes.ts";
import { findDoor } from "../../../db/tenants.ts";
import { changeWatchedAccount, listWatchedAccounts } from "../../../db/watched-accounts.ts";
import { mailProviders } from "../../../jobs/ingest/mailbox/mailbox.ts";
import { testDb } from "../../support/db.ts";
import { givenTenant } from "../../support/given.ts";
import { queued } from "../../support/queue.ts";
import { baton } from "./baton.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());
const tenantId = await givenTenant(db);
const settings = {
  DATABASE_URL: db.url,
  BATON_KEY: db.masterKey.toString("hex"),
  PUBLIC_URL: "https://desk.acme.example",
};
const google = { client_id: "client", client_secret: "hush-hush", refresh_token: "fresh-1" };
const microsoft = { tenant_id: "acme.example", client_id: "client", client_secret: "hush-hush" };

const run = (args: string[], input: object | string = "") =>
  baton(["mailbox", ...args], settings, typeof input === "string" ? input : JSON.stringify(input));
const accounts = () => db.inTenant(tenantId, (tx) => listWatchedAccounts(tx, mailProviders));

describe("baton mailbox", () => {
  it("connects a Gmail mailbox, seals what came by stdin and has it looked into", async () => {
    const push = ["--topic", "projects/p/topics/t", "--push-account", "push@p.example"];

    const { code, out } = await run(["connect", "gmail", "Sales@Acme.example", ...push], google);

    assert.equal(code, 0, out);
    const [account] = await accounts();
    assert.deepEqual(
      [account?.address, JSON.parse(account?.credentials ?? "")],
      ["sales@acme.example", google],
    );
    const door = await findDoor(db, account?.doorId ?? "");
    assert.deepEqual(
      [door?.kind, door?.config],
      ["gmail", { topic: "projects/p/topics/t", pushAccount: "push@p.example" }],
    );
    assert.match(out, new RegExp(`https://desk.acme.example/api/v1/hooks/${door?.id}`));
    const { rows } = await db.owner.query("select w::text as row from watched_account w");
    assert.doesNotMatch(rows[0]?.row ?? "", /hush-hush|fresh-1|sales@/);
    assert.ok((await queued(db)).includes(`watch_mailbox:${account?.id}`));
  });

  it("goes on where it was with other credentials", async () => {
    const [before] = await accounts();
    await db.inTenant(tenantId, (tx) =>
      changeWatchedAccount(tx, before?.id ?? "", { cursor: "42", failure: "grant_revoked" }),
    );

    await run(["connect", "gmail", "sales@acme.example"], { ...google, refresh_token: "fresh-2" });

    const [now, ...more] = await accounts();
    assert.equal(more.length, 0);
    assert.deepEqual([now?.doorId, now?.cursor, now?.failure], [before?.doorId, "42", null]);
    assert.match(now?.credentials ?? "", /fresh-2/);
  });

  it("makes the secret of a Microsoft subscription itself", async () => {
    await run(["connect", "microsoft365", "leads@acme.example"], {
      ...microsoft,
      client_state: "mine",
    });

    const state = JSON.parse((await accounts())[1]?.credentials ?? "{}").client_state;
    assert.match(state, /^[\w-]{43}$/);
  });

  it("names what is wrong", async () => {
    const [nonsense, address] = await Promise.all([
      run(["connect", "microsoft365", "a@acme.example"], "not json"),
      run(["connect", "gmail", "nobody"], google),
    ]);

    assert.deepEqual([nonsense.code, address.code], [1, 1]);
    assert.match(nonsense.err, /tenant_id, client_id, client_secret/);
    assert.match(address.err, /sales@acme\.com/);
    assert.equal((await accounts()).length, 2);
  });

  it("lists how they do, and says the way out where one fails", async () => {
    const [first] = await accounts();
    await db.inTenant(tenantId, (tx) =>
      changeWatchedAccount(tx, first?.id ?? "", { failure: "grant_revoked", failedAt: new Date() }),
    );

    const { out } = await run(["list", "--json"]);
    const checks = await checkMailboxes(db, tenantId, new Date());

    const [listed, other] = JSON.parse(out);
    assert.deepEqual([listed.ok, listed.failure, other.ok], [false, "grant_revoked", true]);
    assert.doesNotMatch(out, /hush-hush|fresh-\d/);
    assert.deepEqual(
      checks.map(({ name, ok }) => [name, ok]),
      [
        ["Mailbox sales@acme.example", false],
        ["Mailbox leads@acme.example", true],
      ],
    );
    assert.match(checks[0]?.fix ?? "", /baton mailbox connect with the new refresh_token/);
    assert.match(
      checks[1]?.detail ?? "",
      /Microsoft 365, not read yet, looked into every 15 minutes/,
    );
  });

  it("disconnects one for good: no credentials, no door", async () => {
    const [first] = await accounts();

    const { code } = await run(["disconnect", "sales@acme.example"]);
    const again = await run(["disconnect", "sales@acme.example"]);

    assert.deepEqual([code, again.code], [0, 1]);
    assert.equal(await findDoor(db, first?.doorId ?? ""), undefined);
    const { rows } = await db.asOwnerIn(tenantId, (tx) =>
      tx.client.query("select credentials from watched_account where closed_at is not null"),
    );
    assert.deepEqual(rows, [{ credentials: null }]);
  });
});
