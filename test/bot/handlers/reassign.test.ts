import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { handlersOf } from "../../../bot/handlers/handlers.ts";
import { toText } from "../../../cards/to-text.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("reassigning", () => {
  it("is refused to reps by button, form and command, with the manager's name", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");

    const answers = [
      await desk.press("Rita", "reassign", leadId),
      await desk.submit("Rita", "reassign", leadId, { person: desk.ids.Ravi }),
      await desk.types("Rita", "assign @Ravi acme.example"),
    ];

    for (const answer of answers) {
      assert.equal(said(answer), "Reassigning is for managers. Ask Mona, or press Release.");
    }
    assert.deepEqual(await desk.acts(leadId), []);
  });

  it("asks a manager who should have it, viewers left out", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");

    const answer = await desk.press("Mona", "reassign", leadId);

    assert.ok(answer.kind === "form");
    const [person] = answer.form.fields;
    assert.ok(person?.kind === "choice");
    assert.deepEqual(
      person.options.map((option) => option.label),
      ["Adam", "Mona", "Ravi", "Rita"],
    );
  });

  it("moves the lead, keeps the note and tells both sides", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");
    await desk.press("Rita", "claim", leadId);

    const answer = await desk.submit("Mona", "reassign", leadId, {
      person: desk.ids.Ravi,
      note: "You know them.",
    });

    assert.match(said(answer), /Offered to Ravi/);
    const { claimedBy, offeredTo } = await desk.view(leadId);
    assert.deepEqual([claimedBy, offeredTo?.name], [null, "Ravi"]);
    assert.deepEqual(
      desk.slack.map((sent) => `${sent.to}: ${toText(sent.card)}`),
      ["dm:URavi: Mona gave you Acme: You know them.", "dm:URita: Mona gave Acme to Ravi."],
    );
    assert.deepEqual(await desk.acts(leadId), ["Rita claim", "Mona reassign"]);
  });

  it("stands when the chat is down and nobody can be told", async () => {
    const desk = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "B");
    const slack = desk.world.chat.slack;
    assert.ok(slack);
    const down = { ...slack, post: () => Promise.reject(new Error("down")) };
    const { submit } = handlersOf({ ...desk.world, chat: { slack: down, teams: null } });

    const args = { lead: leadId };
    const values = { person: desk.ids.Ravi };
    await submit(desk.as("Mona", "m1"), { verb: "reassign", args, values });

    assert.equal((await desk.view(leadId)).offeredTo?.name, "Ravi");
  });

  for (const text of [
    "assign <@URavi> acme.example",
    "assign @Ravi acme.example",
    "assign <at>Ravi</at> acme.example",
    "assign acme.example to rav",
  ]) {
    it(`understands \`${text}\``, async () => {
      const desk = await openDesk(db);
      const leadId = await givenRouted(db, desk.tenantId, "B");

      const answer = await desk.types("Mona", text);

      assert.equal(said(answer), "Acme is offered to Ravi.");
      assert.equal((await desk.view(leadId)).offeredTo?.name, "Ravi");
    });
  }

  it("says whom it knows when the name means nobody, or two", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "B");

    const nobody = await desk.types("Mona", "assign @Zoe acme.example");
    const two = await desk.types("Mona", "assign @R acme.example");

    assert.match(said(nobody), /^I do not know anybody called Zoe\. I know Adam, Mona, Ravi, Rita/);
    assert.match(said(two), /^I do not know anybody called R\./);
  });

  it("never goes to a viewer, a stranger or nobody", async () => {
    const desk = await openDesk(db);
    const stranger = await openDesk(db);
    const leadId = await givenRouted(db, desk.tenantId, "D");

    for (const person of [desk.ids.Vera, stranger.ids.Rita, "", "x'"]) {
      const answer = await desk.submit("Mona", "reassign", leadId, { person });
      assert.equal(said(answer), "person: Choose who should have this lead.");
    }
    assert.notEqual(said(await desk.types("Mona", "assign @Vera acme.example")), "");

    assert.equal((await desk.view(leadId)).offeredTo, null);
  });
});
