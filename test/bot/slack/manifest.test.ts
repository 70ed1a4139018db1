import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import Ajv from "ajv";
import { slackManifest } from "../../../bot/slack/manifest.ts";
import { askedScopes, missingScopes, scopeNames } from "../../../bot/slack/scopes.ts";
import { baton } from "../cli/baton.ts";

const plain = { url: "https://baton.example.com", socket: false, rotation: true };

/** Slack's own, from github.com/slackapi/manifest-schema (MIT, its licence beside it). */
const schema = JSON.parse(readFileSync("test/fixtures/schemas/slack-manifest-v1.json", "utf8"));
const isManifest = new Ajv.default({ strict: false, allErrors: true }).compile(schema);

describe("the Slack manifest", () => {
  const variants = [
    plain,
    { url: "https://leads.contoso.example:8443/baton", socket: false, rotation: false },
    { url: "https://baton.example.com", socket: true, rotation: false },
  ];
  for (const variant of variants) {
    it(`is what Slack's schema asks for: ${JSON.stringify(variant)}`, () => {
      const valid = isManifest(slackManifest(variant));

      assert.deepEqual([isManifest.errors, valid], [null, true]);
    });
  }

  it("stands in manifests/slack.json as it is made", (t) => {
    const serializers = [(manifest: unknown) => `${JSON.stringify(manifest, null, 2)}\n`];

    t.assert.fileSnapshot(slackManifest(plain), "manifests/slack.json", { serializers });
  });

  it("is printed by the command line", async () => {
    const { code, out } = await baton(["manifest", "slack"]);

    assert.deepEqual([code, out], [0, readFileSync("manifests/slack.json", "utf8")]);
  });

  it("asks for every event that is listened to, and for no other", () => {
    const code = readFileSync("bot/slack/app.ts", "utf8");
    const heard = [...code.matchAll(/app\.event\("(\w+)"/g)].map(([, name]) => name);

    const asked = slackManifest(plain).settings.event_subscriptions.bot_events;

    const names = heard.map((name) => (name === "message" ? "message.im" : name));
    assert.deepEqual(asked, names.toSorted());
  });

  it("needs no address of ours in Socket Mode", () => {
    const socket = JSON.stringify(slackManifest({ ...plain, socket: true }));

    assert.doesNotMatch(socket.replace(/"unfurl_domains":\[[^\]]*\]/, ""), /baton\.example\.com/);
  });

  it("names the scopes that were not granted, and what each is for", () => {
    const granted = askedScopes.filter((scope) => scope !== "links:write");

    assert.deepEqual(
      missingScopes(granted).map(({ scope }) => scope),
      ["links:write"],
    );
    assert.deepEqual(missingScopes(scopeNames("required")), []);
  });

  it("asks for no scope that no method or event of ours needs", () => {
    const code = globSync("bot/slack/*.ts")
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const uses: Record<string, RegExp> = {
      "app_mentions:read": /"app_mention"/,
      "channels:history": /conversations\.history/,
      "chat:write": /chat\.postMessage/,
      commands: /app\.command\(/,
      "files:read": /files\.info/,
      "files:write": /filesUploadV2/,
      "groups:history": /conversations\.history/,
      "im:history": /"message"/,
      "im:write": /conversations\.open/,
      "links:read": /"link_shared"/,
      "links:write": /chat\.unfurl/,
      "reactions:read": /"reaction_added"/,
      "users:read": /users\.info/,
    };

    assert.deepEqual(askedScopes.toSorted(), Object.keys(uses).toSorted());
    for (const [scope, use] of Object.entries(uses)) assert.match(code, use, scope);
  });
});
