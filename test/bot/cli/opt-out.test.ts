import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Db } from "../../../db/client.ts";
import { hostBook } from "../../../db/hosts.ts";
import { testDb } from "../../support/db.ts";
import { baton } from "./baton.ts";

const settingsOf = ({ url }: { url: string }) => ({
  DATABASE_URL: url,
  BATON_KEY: Buffer.alloc(32, "test").toString("hex"),
});

async function isOut(db: Db, host: string): Promise<boolean> {
  return (await hostBook(db).look(host)).optedOut;
}

describe("baton opt-out", () => {
  it("takes a site out with all its hosts, says who asked, and takes it in again", async () => {
    await using db = await testDb();
    const settings = settingsOf(db);

    const out = await baton(["opt-out", "WWW.Acme.example", "--why", "letter of 3 Nov"], settings);
    const taken = [await isOut(db, "acme.example"), await isOut(db, "shop.acme.example")];
    const others = [await isOut(db, "acme2.example"), await isOut(db, "notacme.example")];
    const listed = await baton(["opt-out"], settings);
    const back = await baton(["opt-out", "acme.example", "--undo"], settings);
    const twice = await baton(["opt-out", "acme.example", "--undo"], settings);

    assert.deepEqual([out.code, out.out], [0, "acme.example is not read any more.\n"]);
    assert.deepEqual([...taken, ...others], [true, true, false, false]);
    assert.match(listed.out, /^acme\.example {2}\d{4}-\d\d-\d\d {2}letter of 3 Nov\n1 site opted/);
    assert.deepEqual([back.code, back.out], [0, "acme.example is read again.\n"]);
    assert.equal(await isOut(db, "acme.example"), false);
    assert.deepEqual([twice.code, twice.err], [1, "acme.example had not opted out.\n"]);
  });

  it("takes only a site for a site", async () => {
    const typed = ["acme", "co.uk"];

    const answers = await Promise.all(typed.map((one) => baton(["opt-out", one])));

    for (const { code, out, err } of answers) {
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, /^error: .*(domain|many companies)/);
    }
  });
});
