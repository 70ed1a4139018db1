import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baton } from "./baton.ts";

const file = "User-agent: *\nDisallow: /private\nAllow: /private/press\n";

describe("baton robots", () => {
  const cases: [url: string, out: string][] = [
    ["https://acme.example/private/x", "disallow\nDisallow: /private\n"],
    ["https://acme.example/private/press", "allow\nAllow: /private/press\n"],
    ["https://acme.example/", "allow\n(no rule matches)\n"],
  ];
  it("says allow or disallow, then the rule", async () => {
    const asked = cases.map(([url]) => baton(["robots", "-", "Baton", url], {}, file));

    assert.deepEqual(
      (await Promise.all(asked)).map(({ code, out, err }) => [code, out, err]),
      cases.map(([, expected]) => [0, expected, ""]),
    );
  });

  it("prints one JSON value for programs", async () => {
    const asked = ["robots", "-", "Baton", "https://acme.example/private", "--json"];

    const { code, out } = await baton(asked, {}, file);

    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), { allowed: false, rule: "Disallow: /private" });
  });

  const wrong: [args: string[], code: number, complaint: RegExp][] = [
    [["-", "Baton"], 2, /missing required argument 'url'/],
    [["-", "Baton", "acme"], 2, /^error: type a whole address/],
    [["no-such-file.txt", "Baton", "/"], 1, /^There is no file no-such-file.txt to read\.\n$/],
  ];
  it("answers wrong use with 2 and a file it cannot read with 1", async () => {
    const answers = await Promise.all(wrong.map(([args]) => baton(["robots", ...args], {}, file)));

    for (const [index, [, status, complaint]] of wrong.entries()) {
      assert.deepEqual([answers[index]?.code, answers[index]?.out], [status, ""]);
      assert.match(answers[index]?.err ?? "", complaint);
    }
  });
});
