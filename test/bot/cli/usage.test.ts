import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, it } from "node:test";
import { baton } from "./baton.ts";

const oneSentence = /^[^\n]+\.\n$/;

describe("the command line", () => {
  it("explains itself and every verb", async () => {
    const [all, show] = await Promise.all([baton(["--help"]), baton(["show", "--help"])]);

    assert.deepEqual([all.code, all.err, show.code, show.err], [0, "", 0, ""]);
    for (const verb of ["doctor", "show", "why", "replay", "db-stop"]) {
      assert.match(all.out, new RegExp(`^  ${verb} `, "m"));
    }
    assert.match(show.out, /--json .*\n.*--tenant/);
  });

  const wrong = [[], ["shwo"], ["show", "hello there"]];
  for (const args of wrong) {
    it(`answers wrong use with 2 and a word of help: baton ${args.join(" ")}`, async () => {
      const { code, out, err } = await baton(args);

      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, /^(error: |Usage: )/);
    });
  }

  it("says what to do where Baton was never set up, and sets nothing up itself", async () => {
    const { code, out, err } = await baton(["show", "acme.example"]);

    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^Baton was never set up in .*\. Run npm start once\.\n$/);
    assert.equal(existsSync("test/fixtures/no-such-folder"), false);
  });

  it("names a setting it cannot read, in one line", async () => {
    const { code, out, err } = await baton(["why", "acme.example"], { PORT: "many" });

    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, oneSentence);
    assert.match(err, /PORT: use a whole number/);
  });

  it("says that a database does not answer, without its password", async () => {
    const settings = {
      DATABASE_URL: "postgres://me:hunter2@127.0.0.1:1/x",
      BATON_KEY: "ab".repeat(32),
    };

    const { code, out, err } = await baton(["show", "acme.example"], settings);

    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^The database cannot be reached \(ECONNREFUSED\)\. Check DATABASE_URL/);
    assert.doesNotMatch(err, /hunter2/);
  });
});
