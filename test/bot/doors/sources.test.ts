import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { testDb } from "../../support/db.ts";
import { said } from "../handlers/desk.ts";
import { openFormDesk } from "./form-desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const utm = {
  utm_source: "newsletter",
  utm_medium: "email",
  utm_campaign: "spring",
  utm_term: "warehouse",
  utm_content: "footer",
};

describe("where a lead came from", () => {
  it("can be asked for by source, page and all five utm fields", async () => {
    const desk = await openFormDesk(db);
    const page = "https://www.acme.example/demo/?email=ana@site1.example#top";
    await desk.post({ company: "One", url: "one.example", page_url: page, ...utm });
    await desk.post({ company: "Two", url: "two.example", page_url: page });
    const hidden = "https://www.acme.example/demo?utm_source=search";
    await desk.post({ company: "Three", url: "three.example", page_url: hidden });
    await desk.settle();

    const text = said(await desk.types("Rita", "stats source"));

    assert.match(text, /Source Website form 3/);
    assert.match(text, /Page www\.acme\.example\/demo 3/);
    assert.match(text, /utm_source newsletter 1 · search 1/);
    assert.match(text, /utm_medium email 1[\s\S]*utm_campaign spring 1[\s\S]*utm_term warehouse 1/);
    assert.match(text, /utm_content footer 1/);
    assert.doesNotMatch(text, /ana@/);
  });

  it("counts a lead once however often it comes", async () => {
    const desk = await openFormDesk(db);
    for (const message of ["one", "two"]) {
      await desk.post({
        company: "One",
        url: "one.example",
        email: "a@one.example",
        message,
        ...utm,
      });
    }
    await desk.settle();

    assert.match(said(await desk.types("Rita", "stats source")), /utm_source newsletter 1\b/);
  });

  it("stands at the foot of its card", async () => {
    const desk = await openFormDesk(db);
    const page_url = "https://www.acme.example/demo?utm_source=search&utm_medium=cpc";
    await desk.post({ company: "One", url: "one.example", page_url });
    await desk.settle();

    const [card = assert.fail()] = desk.standing("CLEADS");

    assert.match(toText(card), /From www\.acme\.example\/demo · search \/ cpc/);
  });
});
