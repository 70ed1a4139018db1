import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { Answer } from "../../../bot/handlers/request.ts";
import { decodeForm, encodeForm } from "../../../cards/codec.ts";
import { toBlockKit } from "../../../cards/to-block-kit.ts";
import { toDialog } from "../../../cards/to-dialog.ts";
import { toModal } from "../../../cards/to-modal.ts";
import { toText } from "../../../cards/to-text.ts";
import { testDb } from "../../support/db.ts";
import { openFormDesk } from "../doors/form-desk.ts";
import { said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const tom = {
  name: "Tom Rivers",
  email: "tom.rivers@gmail.com",
  message: "Please call me about your prices.",
};

/** A form that told too little, and the card that asks about it. */
async function asked(fields: Record<string, string> = tom) {
  const desk = await openFormDesk(db);
  await desk.post(fields);
  await desk.settle();
  const [card = assert.fail("nothing was asked"), ...more] = desk.standing("CLEADS");
  assert.deepEqual(more, []);
  return { ...desk, card };
}

function formOf(answer: Answer) {
  assert.ok(answer.kind === "form", answer.kind);
  return answer.form;
}

type Asked = Awaited<ReturnType<typeof asked>>;

/** Fills in the form the way a chat gives it back. */
async function fillIn(desk: Asked, values: Record<string, string>, name: "Rita" | "Ravi" = "Rita") {
  const opened = formOf(await desk.press("Rita", desk.card, "Fill in"));
  const carried = decodeForm(encodeForm(opened)) ?? assert.fail();
  return desk.handlers.submit(desk.as(name, "m1"), { ...carried, values });
}

async function events(desk: Asked) {
  const { rows } = await db.inTenant(desk.tenantId, (tx) =>
    tx.client.query<{ type: string; by: string | null }>(
      "select type, features->>'by' as by from event where type like 'arrival.%' order by seq",
    ),
  );
  return rows;
}

describe("a form that tells too little", () => {
  it("becomes a card in the leads channel: what is known, what is missing, no lead yet", async () => {
    const desk = await asked();

    const text = toText(desk.card);
    assert.match(
      text,
      /Somebody wrote through “Website form”\. What is missing: which company this is, its website\./,
    );
    assert.match(text, /Tom Rivers[\s\S]*Please call me about your prices\./);
    assert.match(text, /Sender uses a free mail address/);
    assert.deepEqual(await desk.statuses(), { needs_info: 1 });
  });

  it("shows a stranger's words as data, and says that they are odd", async () => {
    const desk = await asked({ ...tom, message: "<!channel> <https://evil.example|click> *bold*" });

    const { blocks } = toBlockKit(desk.card);
    assert.doesNotMatch(JSON.stringify(blocks), /<!channel>|<https:\/\/evil/);
    assert.match(toText(desk.card), /Suspicious text, shown as data/);
  });

  it("is asked about for what is missing only, with what the rest may say filled in", async () => {
    const nothing = await asked();
    const named = await asked({ ...tom, company: "Northwind Traders" });
    const hinted = await asked({ ...tom, "How did you hear of us?": "through fabrikam.example" });

    const forms = [nothing, named, hinted].map(async (desk) =>
      formOf(await desk.press("Rita", desk.card, "Fill in")).fields.map((field) => [
        field.name,
        "initial" in field && field.initial,
      ]),
    );
    assert.deepEqual(await Promise.all(forms), [
      [
        ["company", null],
        ["url", null],
      ],
      [["url", null]],
      [
        ["company", "Fabrikam"],
        ["url", "fabrikam.example"],
      ],
    ]);
  });

  it("can be filled in from both chats: the form fits both", async () => {
    const desk = await asked();

    const form = formOf(await desk.press("Rita", desk.card, "Fill in"));

    assert.equal(toModal(form).callback_id, "complete_lead");
    assert.match(JSON.stringify(toDialog(form)), /"id":"company"[\s\S]*"id":"url"/);
  });

  it("goes on as the same arrival once somebody filled it in, and the card says who did", async () => {
    const desk = await asked();

    const answer = await fillIn(desk, { company: "Northwind Traders", url: "northwind.example" });
    await desk.settle();

    assert.match(said(answer), /Rita filled in what was missing, 09:00: Northwind Traders\./);
    assert.deepEqual(await desk.statuses(), { ingested: 1 });
    assert.deepEqual(await events(desk), [
      { type: "arrival.needs_info", by: null },
      { type: "arrival.completed", by: desk.ids.Rita },
      { type: "arrival.first", by: null },
    ]);
    const [notice, lead] = desk.standing("CLEADS");
    assert.match(toText(notice ?? assert.fail()), /Rita filled in/);
    assert.match(toText(lead ?? assert.fail()), /Northwind Traders/);
  });

  it("keeps its reference: whoever sent it finds the lead under it", async () => {
    const desk = await openFormDesk(db);
    const { ids } = JSON.parse(await (await desk.post(tom)).text());
    await desk.settle();
    const [card = assert.fail()] = desk.standing("CLEADS");

    await fillIn({ ...desk, card }, { company: "Northwind" });
    await desk.settle();

    assert.equal((await desk.view(ids[0])).company.name, "Northwind");
  });

  it("says which field is wrong; nothing is changed", async () => {
    const desk = await asked();

    const [none, mail] = [await fillIn(desk, {}), await fillIn(desk, { url: "gmail.com" })];

    assert.deepEqual([none.kind, mail.kind], ["invalid", "invalid"]);
    assert.match(said(none), /^company: Which company\?/);
    assert.match(said(mail), /^url: gmail\.com is a mail provider/);
    assert.deepEqual(await desk.statuses(), { needs_info: 1 });
  });

  it("is answered once: whoever comes second hears who was first", async () => {
    const desk = await asked();
    const form = formOf(await desk.press("Ravi", desk.card, "Fill in"));
    await fillIn(desk, { url: "northwind.example" });

    const late = await desk.handlers.submit(desk.as("Ravi", "m1"), {
      verb: "complete_lead",
      args: { ...form.args },
      values: { url: "fabrikam.example" },
    });
    await desk.settle();

    assert.match(said(late), /^Somebody settled this a moment ago\.[\s\S]*Rita filled in/);
    assert.deepEqual(await desk.statuses(), { ingested: 1 });
  });

  it("can be no lead at all, and that can be taken back", async () => {
    const desk = await asked();

    const answer = await desk.press("Rita", desk.card, "Not a lead");
    await desk.settle();
    const [discarded = assert.fail()] = desk.standing("CLEADS");
    const between = await desk.statuses();
    await desk.press("Ravi", discarded, "It is a lead");
    await desk.settle();
    const [again = assert.fail()] = desk.standing("CLEADS");

    assert.match(said(answer), /Not a lead, says Rita, 09:00\./);
    assert.deepEqual([between, await desk.statuses()], [{ rejected: 1 }, { needs_info: 1 }]);
    assert.match(toText(again), /What is missing/);
    assert.deepEqual(
      (await events(desk)).map(({ by }) => by),
      [null, desk.ids.Rita, desk.ids.Ravi],
    );
  });

  it("is for people who work on leads to answer", async () => {
    const desk = await asked();

    const answers = [
      await desk.press("Vera", desk.card, "Fill in"),
      await desk.press("Vera", desk.card, "Not a lead"),
    ];

    for (const answer of answers) assert.match(said(answer), /look, not act/);
    assert.deepEqual(await desk.statuses(), { needs_info: 1 });
  });

  it("is unknown to other tenants", async () => {
    const [desk, other] = [await asked(), await openFormDesk(db)];

    await assert.rejects(other.press("Rita", desk.card, "Not a lead"), /out of date/);
    assert.deepEqual(await desk.statuses(), { needs_info: 1 });
  });
});
