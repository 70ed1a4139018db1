import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { OAuth2Client } from "google-auth-library";
import { Hono } from "hono";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { gmailHook } from "../../../bot/doors/gmail.ts";
import { graphHook } from "../../../bot/doors/graph-mail.ts";
import { changeWatchedAccount } from "../../../db/watched-accounts.ts";
import { type Answered, fakeServer } from "../../jobs/ingest/mailbox/fake-server.ts";
import { accountOf, type Box, clientState, givenMailbox } from "../../jobs/ingest/mailbox/given.ts";
import { testDb } from "../../support/db.ts";
import { testNow, testWorld } from "../../support/world.ts";

const pushAccount = "push@project.iam.gserviceaccount.example";
const nowSeconds = testNow.getTime() / 1000;
const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const [google, stranger] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
let answerCerts: () => Promise<Answered>;
const certs = await fakeServer(() => answerCerts());
after(() => certs[Symbol.asyncDispose]());

let box: Box;
let app: Hono;

before(() => {
  answerCerts = async () => ({
    json: {
      keys: [{ ...(await exportJWK(google.publicKey)), kid: "k1", alg: "RS256", use: "sig" }],
    },
  });
});

describe("a push of Gmail", () => {
  beforeEach(async () => {
    box = await givenMailbox(db, "gmail", { pushAccount, topic: "projects/p/topics/t" });
    app = new Hono().route("/", gmailHook(googleWorld()));
  });

  it("has the mailbox looked into, once however often it comes", async () => {
    const answers = [
      await push(await token()),
      await push(await token()),
      await push(await token(), 7),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [204, 204, 204],
    );
    assert.deepEqual(await jobsOf(box), [`sync_mailbox:${box.id}`]);
    assert.equal((await accountOf(db, box)).cursor, null); // what it says is never our cursor
  });

  const forged: Record<string, () => Promise<string>> = {
    "none at all": async () => "",
    "one that is no token": async () => "a".repeat(40),
    "one for somebody else": () => token({ audience: "https://other.example" }),
    "one of another issuer": () => token({ issuer: "https://accounts.evil.example" }),
    "one of another account": () => token({ email: "thief@project.iam.gserviceaccount.example" }),
    "one whose address nobody verified": () => token({ email_verified: false }),
    "one that ended": () => token({ exp: nowSeconds - 61 }),
    "one without an end": () => token({ exp: null }),
    "one that another key signed": () => token({ key: stranger.privateKey }),
    "one with a key nobody has": () => token({ kid: "k9" }),
    "one signed with our own public key as a secret": async () => {
      const secret = Buffer.from(JSON.stringify(await exportJWK(google.publicKey)));
      return new SignJWT({ email: pushAccount, email_verified: true })
        .setProtectedHeader({ alg: "HS256", kid: "k1" })
        .setIssuer("https://accounts.google.com")
        .setAudience(audience())
        .setExpirationTime(nowSeconds + 3600)
        .sign(secret);
    },
    "one that is not signed": async () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const claims = {
        iss: "accounts.google.com",
        aud: audience(),
        email: pushAccount,
        exp: nowSeconds + 60,
      };
      return `${part({ alg: "none" })}.${part({ ...claims, email_verified: true })}.`;
    },
  };
  for (const [what, made] of Object.entries(forged)) {
    it(`is refused with ${what}`, async () => {
      const response = await push(await made());

      assert.equal(response.status, 401);
      assert.doesNotMatch(await response.text(), /audience|issuer|signature|email/i);
      assert.deepEqual(await jobsOf(box), []);
    });
  }

  it("is good for a minute after its end, as clocks differ", async () => {
    assert.equal((await push(await token({ exp: nowSeconds - 59 }))).status, 204);
    assert.equal((await push(await token({ issuer: "accounts.google.com" }))).status, 204);
  });

  it("is judged as Google's own library judges it", async () => {
    const pem = await exportSPKI(google.publicKey);
    const issuers = ["https://accounts.google.com", "accounts.google.com"];
    // The library reads the machine's clock.
    const exp = Math.floor(Date.now() / 1000) + 600;
    const theirs = (jwt: string) =>
      new OAuth2Client().verifySignedJwtWithCertsAsync(jwt, { k1: pem }, audience(), issuers).then(
        () => true,
        () => false,
      );
    const signed = (own: Claims) => token({ ...own, exp, iat: exp - 600 });
    app = new Hono().route("/", gmailHook({ ...googleWorld(), now: () => new Date() }));

    for (const own of [
      {},
      { issuer: "accounts.google.com" },
      { issuer: "https://x.example" },
      { audience: "y" },
      { key: stranger.privateKey },
    ]) {
      const jwt = await signed(own);
      assert.equal((await push(jwt)).status === 204, await theirs(jwt), JSON.stringify(own));
    }
  });

  it("about another mailbox is acknowledged and does nothing", async () => {
    const response = await push(await token(), 1, "ceo@acme.example");

    assert.equal(response.status, 204);
    assert.deepEqual(await jobsOf(box), []);
  });

  it("is asked for again while Google's keys cannot be had", async () => {
    const own = answerCerts;
    answerCerts = async () => ({ status: 500, json: {} });
    app = new Hono().route("/", gmailHook(googleWorld()));

    const response = await push(await token());
    answerCerts = own;

    assert.deepEqual([response.status, response.headers.get("retry-after")], [503, "5"]);
  });
});

describe("a notification of Microsoft", () => {
  beforeEach(async () => {
    box = await givenMailbox(db, "microsoft365");
    await db.inTenant(box.tenantId, (tx) =>
      changeWatchedAccount(tx, box.id, {
        subscriptionId: "subscription-1",
        watchUntil: new Date(testNow.getTime() + 86_400_000),
      }),
    );
    app = new Hono().route("/", graphHook(testWorld(db)));
  });

  it("is preceded by a question, answered with the very token as plain text", async () => {
    const token = "Validation: <b>Testing</b> & more";

    const response = await post(`?validationToken=${encodeURIComponent(token)}`, "");

    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^text\/plain/);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    assert.equal(await response.text(), token);
  });

  it("has the mailbox looked into, many at once by one job", async () => {
    const response = await notify([notice(), notice(), notice({ clientState: "forged" })]);

    assert.equal(response.status, 202);
    assert.deepEqual(await jobsOf(box), [`sync_mailbox:${box.id}`]);
  });

  it("is refused without the state that was agreed on, or for another subscription", async () => {
    const answers = [
      await notify([notice({ clientState: "forged" })]),
      await notify([notice({ clientState: null })]),
      await notify([notice({ subscriptionId: "subscription-2" })]),
      await notify([]),
      await post("", "{}"),
      await post("", "not json"),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 401, 401, 401, 401, 401],
    );
    assert.deepEqual(await jobsOf(box), []);
  });

  const lives: Record<string, string[]> = {
    missed: ["sync_mailbox"],
    subscriptionRemoved: ["watch_mailbox"],
    reauthorizationRequired: ["watch_mailbox"],
  };
  for (const [lifecycleEvent, jobs] of Object.entries(lives)) {
    it(`has what is needed done where it says ${lifecycleEvent}`, async () => {
      const response = await notify([notice({ lifecycleEvent })]);

      assert.equal(response.status, 202);
      assert.deepEqual(
        await jobsOf(box),
        jobs.map((job) => `${job}:${box.id}`),
      );
      const isDue = (await accountOf(db, box)).watchUntil === null;
      assert.equal(isDue, lifecycleEvent !== "missed");
    });
  }

  it("of one tenant never moves another's mailbox", async () => {
    const theirs = await givenMailbox(db, "microsoft365");

    await post("", JSON.stringify({ value: [notice()] }), theirs.doorId);

    assert.deepEqual(await jobsOf(box), []);
  });
});

function googleWorld() {
  const world = testWorld(db, { publicUrl: "https://baton.acme.example" });
  return { ...world, vendors: { ...world.vendors, googleCerts: certs.url } };
}

function audience(): string {
  return `https://baton.acme.example/api/v1/hooks/${box.doorId}`;
}

type Claims = {
  audience?: string;
  issuer?: string;
  email?: string;
  email_verified?: boolean;
  exp?: number | null;
  iat?: number;
  key?: Parameters<SignJWT["sign"]>[0];
  kid?: string;
};

function token(own: Claims = {}): Promise<string> {
  const { email = pushAccount, email_verified = true, exp = nowSeconds + 3600 } = own;
  const jwt = new SignJWT({ email, email_verified })
    .setProtectedHeader({ alg: "RS256", kid: own.kid ?? "k1", typ: "JWT" })
    .setIssuer(own.issuer ?? "https://accounts.google.com")
    .setAudience(own.audience ?? audience());
  if (own.iat !== undefined) jwt.setIssuedAt(own.iat);
  return (exp === null ? jwt : jwt.setExpirationTime(exp)).sign(own.key ?? google.privateKey);
}

async function push(jwt: string, historyId = 9876, emailAddress = "Sales@acme.example") {
  const data = Buffer.from(JSON.stringify({ emailAddress, historyId })).toString("base64");
  const message = { data, messageId: "2070443601311540", publishTime: testNow.toISOString() };
  return app.request(`/api/v1/hooks/${box.doorId}`, {
    method: "POST",
    headers: jwt ? { authorization: `Bearer ${jwt}` } : {},
    body: JSON.stringify({ message, subscription: "projects/p/subscriptions/s" }),
  });
}

function notice(own: Record<string, unknown> = {}) {
  return {
    subscriptionId: "subscription-1",
    clientState,
    changeType: "created",
    tenantId: "acme.example",
    resource: "Users/1/Messages/2",
    resourceData: { "@odata.type": "#Microsoft.Graph.Message", id: "2" },
    ...own,
  };
}

function notify(value: object[]) {
  return post("", JSON.stringify({ value }));
}

async function post(query: string, body: string, doorId = box.doorId): Promise<Response> {
  return app.request(`/api/v1/hooks/${doorId}${query}`, { method: "POST", body });
}

async function jobsOf({ id }: Box): Promise<string[]> {
  const { rows } = await db.owner.query<{ key: string }>(
    "select key from graphile_worker.jobs where key like '%' || $1 order by key",
    [id],
  );
  return rows.map(({ key }) => key);
}
