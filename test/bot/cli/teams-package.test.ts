import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { baton } from "./baton.ts";

const folder = mkdtempSync(join(tmpdir(), "baton-package-"));
after(() => rmSync(folder, { recursive: true }));

const app = ["--app-id", "11111111-2222-4333-8444-555555555555", "--url", "https://b.example/"];

describe("baton teams-package", () => {
  it("writes a package for the app, and says what it asks people for", async () => {
    const out = join(folder, "app.zip");

    const ran = await baton(["teams-package", ...app, "--out", out]);

    assert.deepEqual([ran.code, ran.err], [0, ""]);
    assert.match(ran.out, /ready to upload[\s\S]*identity: .*[\s\S]*messageTeamMembers: /);
    const manifest = strFromU8(unzipSync(readFileSync(out))["manifest.json"] ?? new Uint8Array());
    assert.partialDeepStrictEqual(JSON.parse(manifest), {
      id: app[1],
      bots: [{ botId: app[1] }],
      developer: { websiteUrl: "https://b.example/about" },
    });
  });

  const wrong: [what: string, args: string[], says: RegExp][] = [
    ["no app id", ["--url", "https://b.example"], /--app-id/],
    ["another id", ["--app-id", "baton", ...app.slice(2)], /8-4-4-4-12/],
    ["an address without TLS", [...app.slice(0, 2), "--url", "http://b.example"], /https address/],
  ];
  for (const [what, args, says] of wrong) {
    it(`names what is wrong with ${what}`, async () => {
      const { code, out, err } = await baton(["teams-package", ...args]);

      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, says);
    });
  }

  it("says in one sentence that it cannot write there", async () => {
    const { code, err } = await baton(["teams-package", ...app, "--out", join(folder, "no", "x")]);

    assert.equal(code, 1);
    assert.match(err, /cannot be written \(ENOENT\)\. Name another with --out\.\n$/);
  });
});
