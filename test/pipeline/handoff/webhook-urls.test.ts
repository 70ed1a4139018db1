import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Webhooks, webhookProblem } from "../../../pipeline/handoff/webhook-urls.ts";

const slack = "https://hooks.slack.com/services/T0/B0/secret";
const workflow =
  "/workflows/0f/triggers/manual/paths/invoke?api-version=2016-06-01&sp=x&sv=1.0&sig=s";
const direct = `/powerautomate/automations/direct${workflow}`;

describe("webhook addresses", () => {
  const good = [
    ["slack", slack],
    ["teams", `https://prod-23.westeurope.logic.azure.com:443${workflow}`],
    ["teams", `https://default0f.1a.environment.api.powerplatform.com:443${direct}`],
  ] as const;
  for (const [surface, address] of good) {
    it(`takes ${new URL(address).hostname} for ${surface}`, () => {
      assert.equal(webhookProblem(surface, address), null);
    });
  }

  const bad = [
    ["slack", "hooks.slack.com/services/T0/B0/secret", /starting with https/],
    ["slack", slack.replace("https", "http"), /starting with https/],
    ["slack", slack.replace(".com", ".com:8443"), /starting with https/],
    ["slack", slack.replace("hooks", "user:word@hooks"), /starting with https/],
    ["slack", `${slack}/${"x".repeat(2_000)}`, /starting with https/],
    ["slack", "https://hooks.slack.com.evil.example/services/T0/B0/secret", /incoming webhook/],
    ["slack", "https://hooks.slack.com/services/T0", /incoming webhook/],
    ["slack", "https://hooks.slack.com/triggers/T0/1/2", /starts a workflow in Slack/],
    ["slack", "https://127.0.0.1/services/T0/B0/secret", /incoming webhook/],
    ["teams", `https://logic.azure.com.evil.example${workflow}`, /not the address of a Teams/],
    ["teams", `https://evil-logic.azure.com${workflow}`, /not the address of a Teams/],
    ["teams", "https://prod-23.westeurope.logic.azure.com/", /not the address of a Teams/],
    [
      "teams",
      `https://prod-23.westeurope.logic.azure.com${workflow.split("&sig")[0]}`,
      /copied whole/,
    ],
    ["teams", "https://acme.webhook.office.com/webhookb2/1/IncomingWebhook/2/3", /has retired/],
    ["teams", "https://outlook.office.com/webhook/1/IncomingWebhook/2/3", /choose Workflows/],
    ["teams", slack, /not the address of a Teams/],
  ] as const;
  for (const [surface, address, why] of bad) {
    it(`refuses ${address.slice(0, 60)} for ${surface}, and says what to do`, () => {
      assert.match(webhookProblem(surface, address) ?? "", why);
    });
  }

  it("names the setting that is wrong", () => {
    const read = Webhooks.safeParse({ slack: null, teams: "https://outlook.office.com/webhook/1" });

    assert.deepEqual(
      read.error?.issues.map(({ path }) => path),
      [["teams"]],
    );
  });
});
