import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { inflateSync } from "node:zlib";
import Ajv from "ajv-draft-04";
import { strFromU8, unzipSync } from "fflate";
import { spokenCommand } from "../../../bot/handlers/spoken.ts";
import { permissions, teamsManifest } from "../../../bot/teams/manifest.ts";
import { packTeamsApp } from "../../../bot/teams/package.ts";
import { parseCommand } from "../../../pipeline/ingest/command.ts";

const nobody = { appId: "00000000-0000-0000-0000-000000000000", url: "https://baton.example.com" };

/** Microsoft's own, from github.com/microsoft/json-schemas (MIT). */
const schema = JSON.parse(readFileSync("test/fixtures/schemas/teams-manifest-v1.30.json", "utf8"));
const isManifest = new Ajv.default({
  strict: false,
  allErrors: true,
  validateFormats: false,
}).compile(schema);

describe("the Teams manifest", () => {
  it("is what Microsoft's schema asks for", () => {
    const valid = isManifest(teamsManifest(nobody));

    assert.deepEqual([isManifest.errors, valid], [null, true]);
  });

  it("stands in manifests/teams.json as it is made", (t) => {
    const serializers = [(manifest: unknown) => `${JSON.stringify(manifest, null, 2)}\n`];

    t.assert.fileSnapshot(teamsManifest(nobody), "manifests/teams.json", { serializers });
  });

  it("asks for nothing without a reason", () => {
    const manifest = teamsManifest(nobody);

    assert.deepEqual(manifest.permissions, Object.keys(permissions));
    for (const why of Object.values(permissions)) assert.match(why, /^[A-Z].{20,}\.$/);
    assert.equal("authorization" in manifest || "webApplicationInfo" in manifest, false);
  });

  it("lists commands that mean something when they are sent as they are", () => {
    const [bot] = teamsManifest(nobody).bots;

    for (const { triggers, commands } of bot?.commandLists ?? []) {
      assert.deepEqual(triggers, ["mention", "slash"]);
      assert.ok(commands.length > 0 && commands.length <= 12);
      for (const { title } of commands) {
        assert.notEqual(parseCommand(spokenCommand(title)).kind, "suggest", title);
      }
    }
  });

  it("previews links of the place it is reached at, and no others", () => {
    const [extension] = teamsManifest({
      ...nobody,
      url: "https://leads.contoso.example:8443/x",
    }).composeExtensions;

    assert.deepEqual(extension?.messageHandlers, [
      { type: "link", value: { domains: ["leads.contoso.example"] } },
    ]);
  });
});

describe("the Teams app package", () => {
  it("holds the manifest of this app and two icons, and nothing else", () => {
    const app = { ...nobody, appId: "11111111-2222-4333-8444-555555555555" };

    const files = unzipSync(packTeamsApp(app));

    assert.deepEqual(Object.keys(files).toSorted(), ["color.png", "manifest.json", "outline.png"]);
    const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
    assert.deepEqual(manifest, JSON.parse(JSON.stringify(teamsManifest(app))));
  });

  it("is the same whenever it is made", () => {
    assert.deepEqual(packTeamsApp(nobody), packTeamsApp(nobody));
  });

  it("has icons of the sizes Teams asks for, the outline white on nothing", () => {
    const files = unzipSync(packTeamsApp(nobody));

    const colour = readPng(files["color.png"]);
    const outline = readPng(files["outline.png"]);

    assert.deepEqual([colour.size, outline.size], [192, 32]);
    assert.ok(colour.pixels.every(([, , , alpha]) => alpha === 255));
    const shown = outline.pixels.filter(([, , , alpha]) => alpha > 0);
    assert.ok(shown.length > 50 && shown.length < 700);
    assert.ok(shown.every(([red, green, blue]) => red + green + blue === 3 * 255));
  });
});

type Pixel = [red: number, green: number, blue: number, alpha: number];

/** Reads the plain kind of PNG that ours are. */
function readPng(file: Uint8Array = new Uint8Array()): { size: number; pixels: Pixel[] } {
  const bytes = Buffer.from(file);
  assert.deepEqual(bytes.subarray(1, 4).toString(), "PNG");
  const size = bytes.readUInt32BE(16);
  assert.deepEqual([bytes.readUInt32BE(20), ...bytes.subarray(24, 29)], [size, 8, 6, 0, 0, 0]);
  const rows = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)));
  const pixels: Pixel[] = [];
  for (let at = 0; at < rows.length; at += 1 + size * 4) {
    for (let x = at + 1; x < at + 1 + size * 4; x += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rows.subarray(x, x + 4);
      pixels.push([red, green, blue, alpha]);
    }
  }
  return { size, pixels };
}
