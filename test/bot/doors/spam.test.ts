import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { testDb } from "../../support/db.ts";
import { said } from "../handlers/desk.ts";
import { openFormDesk } from "./form-desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const pitch = "We can bring your shop to the first page of every search engine, call us today.";
const wide = { config: { perMinute: 10_000 } };

describe("spam at a form", () => {
  it("makes no card however much there is, and one summary for whoever operates Baton", async () => {
    const desk = await openFormDesk(db, wide);

    for (let n = 0; n < 180; n++) await desk.post({ ...bot(n), _hp: "x", message: pitch });
    for (let n = 180; n < 200; n++) await desk.post({ ...bot(n), message: pitch });
    await desk.settle();

    assert.deepEqual(await desk.statuses(), { spam: 200 });
    assert.deepEqual(desk.standing("CLEADS"), []);
    const [summary, ...more] = desk.standing("dm:UMona");
    assert.ok(summary && more.length === 0);
    assert.match(
      toText(summary),
      /200 posts to “Website form” on 1 Mar looked like spam: 180 filled in a hidden field, 20 repeated a text\./,
    );
    assert.equal(desk.slack.filter(({ kind }) => kind === "post").length, 1);
  });

  it("is answered like anything else, so that a bot learns nothing", async () => {
    const desk = await openFormDesk(db);

    const [honest, trapped] = [await desk.post(bot(1)), await desk.post({ ...bot(2), _hp: "x" })];

    const shape = async (response: Response) => Object.keys(JSON.parse(await response.text()));
    assert.deepEqual([honest.status, trapped.status], [202, 202]);
    assert.deepEqual(await shape(honest), await shape(trapped));
  });

  it("is a text that comes again under a third name, but not one that somebody sends twice", async () => {
    const desk = await openFormDesk(db);

    for (const n of [1, 1, 1, 2])
      await desk.post({ ...bot(n), message: pitch, n: String(Math.random()) });
    await desk.settle();
    const before = await desk.statuses();
    await desk.post({ ...bot(3), message: ` ${pitch.toUpperCase()}` });
    await desk.settle();

    assert.deepEqual(before.spam, undefined);
    assert.deepEqual((await desk.statuses()).spam, 1);
  });

  it("is let in as what it would have been when somebody says that it is none", async () => {
    const desk = await openFormDesk(db);
    await desk.post({ ...bot(1), _hp: "x" });
    await desk.post({ name: "Tom", email: "tom@gmail.com", _hp: "x" });
    await desk.settle();
    const [summary = assert.fail()] = desk.standing("dm:UMona");

    const answer = await desk.press("Mona", summary, "Not spam");
    const again = await desk.press("Mona", summary, "Not spam");
    await desk.settle();

    assert.match(said(answer), /Mona let 2 posts in as leads/);
    assert.match(said(again), /^Somebody settled this a moment ago\./);
    assert.deepEqual(await desk.statuses(), { ingested: 1, needs_info: 1 });
    const flags = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query("select type, features->>'by' as by from event where type = 'spam.released'"),
    );
    assert.deepEqual(flags.rows, [{ type: "spam.released", by: desk.ids.Mona }]);
  });

  it("is not for reps to let in", async () => {
    const desk = await openFormDesk(db);
    await desk.post({ ...bot(1), _hp: "x" });
    await desk.settle();
    const [summary = assert.fail()] = desk.standing("dm:UMona");

    const answer = await desk.press("Rita", summary, "Not spam");

    assert.equal(answer.kind, "whisper");
    assert.deepEqual(await desk.statuses(), { spam: 1 });
  });
});

describe("too much at a form", () => {
  it("is answered with 429 and a time to wait, until the minute is over", async () => {
    const desk = await openFormDesk(db, { config: { perMinute: 3 } });

    const statuses = [];
    for (let n = 0; n < 5; n++) statuses.push((await desk.post(bot(n))).status);
    const refused = await desk.post(bot(9));
    desk.clock.now = new Date(desk.clock.now.getTime() + 20_000);
    const later = await desk.post(bot(10));

    assert.deepEqual(statuses, [202, 202, 202, 429, 429]);
    assert.deepEqual([refused.headers.get("retry-after"), later.status], ["20", 202]);
  });

  it("is thanked for where it is a bot's, and not kept", async () => {
    const desk = await openFormDesk(db, { config: { perMinute: 1 } });
    await desk.post(bot(1));

    const trapped = await desk.post({ ...bot(2), _hp: "x" });

    assert.equal(trapped.status, 202);
    assert.deepEqual(await desk.statuses(), { received: 1 });
  });

  it("is counted by visitor where our own proxy names them, and by nobody's word otherwise", async () => {
    const desk = await openFormDesk(db);

    const statuses = async (headers: (n: number) => Record<string, string>) => {
      const answers = [];
      for (let n = 0; n < 12; n++) answers.push((await desk.post(bot(n), headers(n))).status);
      return answers.filter((status) => status === 429).length;
    };

    assert.equal(await statuses(() => ({ "x-real-ip": "203.0.113.9" })), 2);
    assert.equal(await statuses((n) => ({ "x-real-ip": `203.0.113.${n + 10}` })), 0);
    assert.equal(await statuses(() => ({ "x-forwarded-for": "203.0.113.99" })), 0);
  });
});

function bot(n: number) {
  return { name: `Sender ${n}`, email: `sender${n}@site${n}.example`, company: `Site ${n}` };
}
