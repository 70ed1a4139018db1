import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { type Desk, openDesk } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** What Rita finds by a text: the titles of the cards, first one first. */
async function finds(desk: Desk, text: string): Promise<string[]> {
  const cards = await desk.handlers.search(desk.as("Rita", null), text);
  return cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "title" ? part.text : [])),
  );
}

const company = (name: string, domain: string) => ({ company: name, domain });

describe("looking for a lead", () => {
  it("finds it by any part of its name or domain, whole ones and beginnings first", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "B", company("Acme Tools", "tools.example"));
    await givenRouted(db, desk.tenantId, "B", company("New Acme", "new.example"));
    await givenRouted(db, desk.tenantId, "B", company("Acme", "acme.example"));
    await givenRouted(db, desk.tenantId, "B", company("Litware", "litware.example"));

    assert.deepEqual(await finds(desk, "ACME"), ["Acme", "Acme Tools", "New Acme"]);
    assert.deepEqual(await finds(desk, "litware.exa"), ["Litware"]);
    assert.deepEqual(await finds(desk, "nothing like it"), []);
  });

  it("takes wildcards for what they are", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "B");

    for (const text of ["%", "_", "\\", "a%e", "' or 1=1 --"]) {
      assert.deepEqual(await finds(desk, text), [], text);
    }
  });

  it("finds nothing of another tenant", async () => {
    const [ours, theirs] = [await openDesk(db), await openDesk(db)];
    await givenRouted(db, theirs.tenantId, "B");

    assert.deepEqual(await finds(ours, "acme"), []);
  });

  it("shows the asker's own while nothing is typed, ten at most", async () => {
    const desk = await openDesk(db);
    for (let n = 0; n < 22; n++) {
      await givenRouted(db, desk.tenantId, "B", company(`Co ${n}`, `co${n}.example`)); // Rita's and Ravi's in turn
    }

    const own = await finds(desk, " \u200b ");

    assert.equal(own.length, 10);
    assert.equal((await finds(desk, "co")).length, 10);
  });
});
