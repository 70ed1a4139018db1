import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import type { Answer } from "../../../bot/handlers/request.ts";
import { newId } from "../../../db/ids.ts";
import { UserError } from "../../../pipeline/errors.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { workOff } from "../../support/queue.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
const desk = await openDesk(db);
const leadId = await givenRouted(db, desk.tenantId, "B");
after(() => db[Symbol.asyncDispose]());

const verbs = [
  "claim",
  "reassign",
  "log_outcome",
  "why",
  "snooze",
  "wake",
  "not_a_fit",
  "release",
  "retry",
  "fill_by_hand",
  "fix_data",
  "show",
  "refresh",
  "wrong",
];
const forms = ["reassign", "log_outcome", "snooze", "fill_by_hand", "fix_data"];

describe("a press on a lead that is not ours", () => {
  const strange = {
    "another tenant's": (theirs: string) => theirs,
    "nobody's": () => newId(),
    "no id at all": () => "x'; drop table lead; --",
    "an empty id": () => "",
  };
  for (const [what, id] of Object.entries(strange)) {
    it(`(${what}) is out of date, and changes nothing`, async () => {
      const [ours, theirs] = [await openDesk(db), await openDesk(db)];
      const foreign = await givenRouted(db, theirs.tenantId, "B");
      const before = await theirs.view(foreign);

      for (const verb of verbs) {
        await outOfDate(verb, () => ours.press("Mona", verb, id(foreign)));
      }
      for (const verb of forms) {
        const values = { person: ours.ids.Rita, outcome: "won", until: "3d", industry: "Software" };
        await outOfDate(verb, () => ours.submit("Mona", verb, id(foreign), values));
      }
      await outOfDate("react", () => ours.press("Mona", "react", id(foreign), { emoji: "👍" }));

      assert.deepEqual(await theirs.view(foreign), before);
      assert.deepEqual(await theirs.acts(foreign), []);
    });
  }

  it("with a verb that never was is out of date too", async () => {
    for (const verb of ["", "delete", "claim ", "CLAIM", "constructor", "__proto__", "toString"]) {
      assert.match(
        said(await desk.press("Rita", verb, leadId)),
        /^This button is out of date\./,
        verb,
      );
      assert.match(
        said(await desk.submit("Rita", verb, leadId, {})),
        /^This button is out of date\./,
      );
    }
  });
});

describe("anything after /lead", () => {
  const nasty = [
    "",
    " ",
    "\u0000",
    "\n\n\n",
    "?",
    "💥",
    "x".repeat(40_000),
    "acme.example ".repeat(3_000),
    "\u202Ethgir ot tfel\u202C",
    "a\u200Bc\u200Dm\uFEFFe.example",
    "\uD800",
    "<!channel>",
    "<!here> <@U123> <#C1|general>",
    "<https://evil.example|acme.com>",
    "*bold* _it_ ~no~ `code` ```block```",
    "127.0.0.1",
    "[::1]",
    "2130706433",
    "0x7f.1",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "localhost:5432",
    "http://user:pass@acme.example:99999/",
    "a@b",
    "@",
    "@@@@",
    "ana@mailinator.com",
    "'; drop table lead; --",
    "{{7*7}} $(7*7) %s %n",
    "../../etc/passwd",
    "cliam",
    "claim",
    "claim a.example b.example",
    "claim \u0000",
    "claim %",
    "snooze acme.example",
    "snooze acme.example yesterday",
    "snooze acme.example 9999d",
    "snooze acme.example 3d \u0000\uD800",
    "assign",
    "assign acme.example",
    "assign @Zoe",
    "assign <@U0> acme.example",
    "assign @\u202EatiR acme.example",
    "why https://www.linkedin.com/in/somebody",
    "https://www.linkedin.com/company/acme",
    "stats '; --",
    `show ${"é".repeat(3_000)}`,
    "add",
    "add \u2028",
    "lead lead lead",
    "/lead /lead acme.example",
    "Anna\tacme.example\nBen\tnot a domain\n\t\t\n",
  ];
  for (const text of nasty) {
    it(`gets an answer: ${JSON.stringify(text.slice(0, 50))}`, async () => {
      answered(await desk.types("Mona", text));
    });
  }

  it("never throws, whatever it is", async () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc
        .tuple(fc.constantFrom(...verbs, "assign", "add"), fc.string({ unit: "grapheme" }))
        .map((words) => words.join(" ")),
    );

    await fc.assert(
      fc.asyncProperty(anything, async (text) => answered(await desk.types("Mona", text))),
      { numRuns: 100 },
    );
  });

  it("leaves nothing behind that a job trips over", async () => {
    await workOff(desk.world);

    const { rows } = await db.owner.query("select from dispatch.arrival");
    assert.deepEqual(rows, []);
  });
});

describe("anything in a form", () => {
  it("never throws, and is stored well-formed or refused", async () => {
    const text = fc.string({ unit: "binary", maxLength: 700 });
    const values = fc.record({
      outcome: fc.oneof(fc.constantFrom("meeting", "won"), text),
      reason: text,
      value: fc.oneof(fc.constant("12"), text),
      until: fc.oneof(fc.constantFrom("3d", "date"), text),
      date: text,
      note: text,
      industry: text,
      employees: text,
      country: text,
      person: fc.oneof(fc.constant(desk.ids.Rita), text),
    });

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...forms), values, async (verb, given) => {
        answered(await desk.submit("Mona", verb, leadId, given));
      }),
      { numRuns: 60 },
    );
  });
});

/** The answer is something to read, or the work has begun. */
function answered(answer: Answer): void {
  assert.ok(answer.kind === "done" || said(answer).trim() !== "", JSON.stringify(answer));
}

async function outOfDate(verb: string, ask: () => ReturnType<Desk["press"]>): Promise<void> {
  await assert.rejects(
    ask,
    (error) =>
      error instanceof UserError && error.message.startsWith("This button is out of date."),
    verb,
  );
}
