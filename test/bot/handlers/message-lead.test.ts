import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { Answer } from "../../../bot/handlers/request.ts";
import { evidencePages } from "../../../bot/web/evidence.ts";
import { decodeForm, encodeForm } from "../../../cards/codec.ts";
import { lockSourceEvent } from "../../../db/source-events.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { workOff } from "../../support/queue.ts";
import { type Desk, type Name, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const permalink = "https://acme.slack.com/archives/C1/p1764000000000100";
const enquiry = `Hi, we have six open data roles and need help by March.
Ana Weber, Head of Ops
ana.weber@northwind.example`;

function point(desk: Desk, name: Name, text: string, link: string | null = permalink) {
  const message = { text, author: null, permalink: link };
  return desk.handlers.fromMessage(desk.as(name, null), message);
}

function formOf(answer: Answer) {
  assert.ok(answer.kind === "form", answer.kind);
  return answer.form;
}

/** Sends the form as a chat gives it back: what it carries goes through the codec. */
function send(desk: Desk, answer: Answer, values: Record<string, string>) {
  const carried = decodeForm(encodeForm(formOf(answer)));
  assert.ok(carried);
  return desk.handlers.submit(desk.as("Rita", null), { ...carried, values });
}

async function arrivals(desk: Desk) {
  return db.inTenant(desk.tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ id: string }>("select id from source_event");
    return Promise.all(rows.map(({ id }) => lockSourceEvent(tx, id)));
  });
}

describe("“Make this a lead”", () => {
  it("fills in what the message says", async () => {
    const desk = await openDesk(db);

    const { title, args, fields } = formOf(await point(desk, "Rita", enquiry));

    const filled = fields.map((field) => [field.name, "initial" in field && field.initial]);
    assert.equal(title, "Make this a lead");
    assert.deepEqual(args, { permalink });
    assert.deepEqual(Object.fromEntries(filled), {
      company: "northwind.example",
      email: "ana.weber@northwind.example",
      message: enquiry,
    });
  });

  it("leaves open what the message does not say", async () => {
    const desk = await openDesk(db);

    const { args, fields } = formOf(await point(desk, "Rita", "lunch?", "javascript:alert(1)"));

    const filled = fields.map((field) => "initial" in field && field.initial);
    assert.deepEqual([args, filled], [{}, [null, null, "lunch?"]]);
  });

  it("goes the way of a typed lead: one arrival, its card where the message was", async () => {
    const desk = await openDesk(db);
    const asked = await point(desk, "Rita", enquiry);

    const answer = await send(desk, asked, {
      company: "northwind.example",
      email: "ana.weber@northwind.example",
      message: enquiry,
    });

    assert.equal(answer.kind, "done");
    const [arrival, ...more] = await arrivals(desk);
    assert.deepEqual([more, arrival?.channel], [[], "slack_command"]);
    assert.partialDeepStrictEqual(arrival?.input, {
      domain: "northwind.example",
      email: "ana.weber@northwind.example",
      name: "Ana Weber",
      freeText: enquiry,
      pageUrl: permalink,
      source: "slack",
    });
    assert.partialDeepStrictEqual(arrival?.origin, { channelId: "C1", personId: desk.ids.Rita });
    await workOff(desk.world);
    const { evidenceUrl } = await desk.view(arrival?.leadRef ?? "");
    const page = await evidencePages(desk.world).request(new URL(evidenceUrl).pathname);
    assert.match(await page.text(), new RegExp(`Made from[\\s\\S]*href="${permalink}"`));
    assert.deepEqual(desk.slack.map(({ kind, to }) => [kind, to]).slice(0, 1), [["post", "C1"]]);
  });

  it("says who has a company that is here already", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A");
    const asked = await point(desk, "Rita", "acme.example wants a demo");

    const answer = await send(desk, asked, { company: "acme.example", message: "wants a demo" });

    assert.match(said(answer), /^Already here: A · 86/);
    assert.equal((await arrivals(desk)).length, 2);
  });

  it("names each field that cannot be taken, and its fix; nothing is kept", async () => {
    const desk = await openDesk(db);
    const asked = await point(desk, "Rita", enquiry);
    const cases: [Record<string, string>, string][] = [
      [{}, "company: Which company? Type its domain, for example acme.com."],
      [{ company: "Acme" }, "company: Type the domain of Acme, for example acme.com."],
      [{ company: "127.0.0.1" }, "company: "],
      [{ company: "acme.com", email: "ana@" }, "email: ana@ is not a whole e-mail address"],
      [{ email: "ana@gmail.com" }, "company: gmail.com is a free mail service"],
    ];

    for (const [values, expected] of cases) {
      const answer = await send(desk, asked, values);

      assert.equal(answer.kind, "invalid");
      assert.equal(said(answer).slice(0, expected.length), expected, JSON.stringify(values));
    }
    assert.deepEqual(await arrivals(desk), []);
  });

  it("takes an address alone for its company", async () => {
    const desk = await openDesk(db);
    const asked = await point(desk, "Rita", "hello");

    const answer = await send(desk, asked, { email: "ana@northwind.example" });

    assert.equal(answer.kind, "done");
    const [arrival] = await arrivals(desk);
    assert.partialDeepStrictEqual(arrival?.input, { domain: "northwind.example", freeText: null });
  });

  it("is not for viewers", async () => {
    const desk = await openDesk(db);

    const answer = await point(desk, "Vera", enquiry);

    assert.equal(answer.kind, "whisper");
    assert.match(said(answer), /look/);
  });
});
