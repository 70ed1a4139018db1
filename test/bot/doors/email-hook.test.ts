import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, beforeEach, describe, it } from "node:test";
import { Hono } from "hono";
import { emailHook } from "../../../bot/doors/email-hook.ts";
import { openDoor } from "../../../db/tenants.ts";
import { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { testDb } from "../../support/db.ts";
import { givenTenant } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";

const hook = "/api/v1/leads/email-hook";
const words = "Could we see a demo for 40 people?\n\nAna Weber\nNorthwind Traders";
const plain = { subject: "Demo", sender: "Ana Weber <ana@northwind.example>", body: words };
const mime = (id: string) =>
  `From: Ana Weber <ana@northwind.example>\r\nTo: sales@acme.example\r\nSubject: Demo\r\nMessage-ID: <${id}@northwind.example>\r\n\r\n${words.replaceAll("\n", "\r\n")}\r\n`;

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

type Key = Awaited<ReturnType<typeof openDoor>>;
let [tenantId, door, app]: [string, Key, Hono] = [
  "",
  { id: "", secret: "", bearer: "" },
  new Hono(),
];

beforeEach(async () => {
  tenantId = await givenTenant(db);
  door = await openDoor(db, tenantId, "Leads inbox", {
    kind: "mail",
    config: { ownDomains: ["acme.example"] },
  });
  app = new Hono().route("/", emailHook(testWorld(db)));
});

describe("the door for mails", () => {
  const payloads: Record<string, () => { status: number; body: string | FormData; type?: string }> =
    {
      "our own shape": () => ({ status: 202, body: JSON.stringify(plain) }),
      Postmark: () => ({
        status: 200,
        body: JSON.stringify({
          MessageStream: "inbound",
          FromName: "Ana Weber",
          FromFull: { Email: "ana@northwind.example", Name: "Ana Weber", MailboxHash: "" },
          To: "sales@acme.example",
          ToFull: [{ Email: "sales@acme.example", Name: "", MailboxHash: "" }],
          OriginalRecipient: "sales@acme.example",
          Subject: "Demo",
          MessageID: "6f7c0b5e-0000-4000-8000-000000000001",
          MailboxHash: "",
          Date: "Mon, 2 Mar 2026 09:14:05 +0100",
          TextBody: words,
          HtmlBody: "",
          Headers: [{ Name: "Message-ID", Value: "<p1@northwind.example>" }],
          Attachments: [
            {
              Name: "plan.pdf",
              Content: "U0VDUkVUIFBMQU4=",
              ContentType: "application/pdf",
              ContentLength: 11,
            },
          ],
        }),
      }),
      "SendGrid, taken apart": () => ({
        status: 200,
        body: form({
          headers: "Message-ID: <s1@northwind.example>\nFrom: Ana Weber <ana@northwind.example>\n",
          from: "Ana Weber <ana@northwind.example>",
          to: "sales@acme.example",
          subject: "Demo",
          text: words,
          html: "<p>Could we see a demo</p>",
          envelope: '{"to":["sales@acme.example"],"from":"ana@northwind.example"}',
          SPF: "pass",
          dkim: "{@northwind.example : pass}",
          spam_score: "0.1",
          attachments: "1",
        }),
      }),
      "SendGrid, as it came": () => ({
        status: 200,
        body: form({
          email: mime("s2"),
          envelope: '{"to":["sales@acme.example"],"from":"a@b.example"}',
        }),
      }),
      "Mailgun by form": () => ({
        status: 200,
        body: form({
          sender: "ana@northwind.example",
          recipient: "sales@acme.example",
          from: "Ana Weber <ana@northwind.example>",
          subject: "Demo",
          "body-plain": words,
          "stripped-text": words,
          "attachment-count": "1",
          "Message-Id": "<m1@northwind.example>",
        }),
      }),
      "Mailgun, url-encoded": () => ({
        status: 200,
        type: "application/x-www-form-urlencoded",
        body: new URLSearchParams({
          sender: "ana@northwind.example",
          recipient: "sales@acme.example",
          from: "Ana Weber <ana@northwind.example>",
          subject: "Demo",
          "body-plain": words,
        }).toString(),
      }),
      "a bare message": () => ({ status: 202, type: "message/rfc822", body: mime("r1") }),
    };
  for (const [who, payload] of Object.entries(payloads)) {
    it(`takes what ${who} hands over, once, without what was attached`, async () => {
      const { status, body, type } = payload();

      const first = await post(body, bearer(), type);
      const again = await post(payload().body, bearer(), type);

      assert.deepEqual([first.status, again.status], [status, status], await first.clone().text());
      const [one, two] = [await first.json(), await again.json()] as {
        id: string;
        status: string;
      }[];
      assert.equal(one?.status, "received");
      assert.equal(one?.id, two?.id);
      const [row, ...more] = await stored();
      assert.equal(more.length, 0);
      assert.equal(row?.kind, "lead");
      assert.deepEqual(
        [row?.input.email, row?.input.domain, row?.input.name, row?.input.source],
        ["ana@northwind.example", "northwind.example", "Ana Weber", "Leads inbox"],
      );
      assert.match(row?.input.freeText ?? "", /demo for 40 people/);
      assert.doesNotMatch(row?.raw ?? "", /SECRET PLAN|U0VDUkVU/);
      if (/plan/.test(row?.raw ?? ""))
        assert.match(row?.input.extra.attachments ?? "", /plan\.pdf \(11 B\)/);
    });
  }

  it("is found at the address the design names, too", async () => {
    const response = await post(
      JSON.stringify(plain),
      bearer(),
      undefined,
      "/api/leads/email-hook",
    );

    assert.equal(response.status, 202);
    assert.match(response.headers.get("location") ?? "", /^\/api\/v1\/leads\//);
  });

  it("names each field that is wrong", async () => {
    const response = await post(
      JSON.stringify({ sender: "nobody", subject: 7, attachments: "two" }),
      bearer(),
    );

    assert.equal(response.status, 422);
    const { errors } = (await response.json()) as { errors: { field: string; message: string }[] };
    assert.deepEqual(errors.map(({ field }) => field).toSorted(), ["attachments", "subject"]);
    const nobody = await post(JSON.stringify({ sender: "nobody", subject: "Hi" }), bearer());
    assert.match(await nobody.text(), /"field":"sender".+ana@acme\.com/);
    assert.equal((await stored()).length, 0);
  });

  it("asks about a mail that names no company instead of dropping it", async () => {
    await post(
      JSON.stringify({ ...plain, sender: "Ana <ana.weber@gmail.com>", body: "Call me" }),
      bearer(),
    );

    assert.equal((await stored())[0]?.kind, "needs_info");
  });

  it("keeps the words for thirty days", async () => {
    await post(JSON.stringify(plain), bearer());

    const { rows } = await db.asOwnerIn(tenantId, (tx) =>
      tx.client.query<{ until: Date }>("select words_until as until from source_event"),
    );
    assert.equal(rows[0]?.until.toISOString(), "2026-03-31T09:00:00.000Z");
  });
});

describe("who may hand in mails", () => {
  const body = JSON.stringify(plain);
  it("is whoever signs, shows a bearer, or name and password", async () => {
    const signature = createHmac("sha256", door.secret).update(body).digest("hex");

    const answers = [
      await post(body, { "x-baton-key": door.id, "x-signature": signature }),
      await post(body, { authorization: `Basic ${btoa(`${door.id}:${door.secret}`)}` }),
      await post(body, {}, undefined, `/api/v1/hooks/${door.id}/${door.secret}`),
      await post(
        body,
        { authorization: `Basic ${btoa(`x:${door.secret}`)}` },
        undefined,
        `/api/v1/hooks/${door.id}`,
      ),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [202, 202, 202, 202],
    );
  });

  it("is nobody else", async () => {
    const other = await openDoor(db, await givenTenant(db), "Other", { kind: "mail" });

    const answers = [
      await post(body, {}),
      await post(body, { authorization: "Bearer baton_0000000000000000" }),
      await post(body, { authorization: `Basic ${btoa(`${door.id}:${other.secret}`)}` }),
      await post(body, {}, undefined, `/api/v1/hooks/${door.id}`),
      await post(body, {}, undefined, `/api/v1/hooks/${door.id}/${other.secret}`),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 401, 401, 401, 401],
    );
    assert.equal((await stored()).length, 0);
  });

  it("is Mailgun by its own signature, for five minutes", async () => {
    const seconds = testNow.getTime() / 1000;
    const signed = (at: number, key: string) => ({
      sender: "ana@northwind.example",
      recipient: "sales@acme.example",
      subject: "Demo",
      "body-plain": words,
      timestamp: String(at),
      token: "t".repeat(50),
      signature: createHmac("sha256", key)
        .update(`${at}${"t".repeat(50)}`)
        .digest("hex"),
    });
    const send = (fields: Record<string, string>) =>
      post(form(fields), {}, undefined, `/api/v1/hooks/${door.id}`);

    const answers = [
      await send(signed(seconds, door.secret)),
      await send(signed(seconds, "another")),
      await send(signed(seconds - 301, door.secret)),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 401, 401],
    );
  });
});

describe("a tag in the address", () => {
  const tagged = JSON.stringify({ ...plain, recipient: "leads+berlin@inbound.example" });

  it("names another door of the same tenant", async () => {
    const berlin = await openDoor(db, tenantId, "Berlin", {
      kind: "mail",
      config: { tag: "Berlin" },
    });

    await post(tagged, bearer());

    assert.equal((await stored())[0]?.doorId, berlin.id);
  });

  it("never reaches another tenant's door by a tenant's own credential", async () => {
    const others = await givenTenant(db);
    await openDoor(db, others, "Berlin", { kind: "mail", config: { tag: "berlin" } });

    await post(tagged, bearer());

    assert.equal((await stored())[0]?.doorId, door.id);
    assert.equal((await stored(others)).length, 0);
  });

  it("does so where an operator's inbox serves all tenants", async () => {
    const others = await givenTenant(db);
    const tag = `t${others.slice(0, 8)}`;
    await openDoor(db, others, "Theirs", { kind: "mail", config: { tag } });
    const shared = await openDoor(db, tenantId, "All", {
      kind: "mail",
      config: { sharedInbox: true },
    });
    const body = JSON.stringify({ ...plain, recipient: `leads+${tag}@inbound.example` });

    await post(body, { authorization: `Bearer ${shared.bearer}` });

    assert.deepEqual([(await stored()).length, (await stored(others)).length], [0, 1]);
  });
});

function bearer(): Record<string, string> {
  return { authorization: `Bearer ${door.bearer}` };
}

async function post(
  body: string | FormData,
  headers: Record<string, string>,
  type = typeof body === "string" ? "application/json" : undefined,
  path = hook,
): Promise<Response> {
  const typed = type ? { ...headers, "content-type": type } : headers;
  return app.request(path, { method: "POST", body, headers: typed });
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  if ("attachments" in fields || "attachment-count" in fields) {
    data.append("attachment1", new File(["SECRET PLAN"], "plan.pdf", { type: "application/pdf" }));
  }
  return data;
}

async function stored(of = tenantId) {
  return db.inTenant(of, async (tx) => {
    const { rows } = await tx.client.query<{
      kind: string;
      doorId: string;
      dataKey: Buffer;
      raw: Buffer;
      normalised: Buffer;
    }>(
      `select kind, door_id as "doorId", data_key as "dataKey", raw, normalised from source_event`,
    );
    return rows.map(({ kind, doorId, dataKey, raw, normalised }) => {
      const key = tx.vault.dataKey(dataKey);
      const input = LeadInput.parse(JSON.parse(key.open(normalised) ?? ""));
      return { kind, doorId, raw: key.open(raw), input };
    });
  });
}
