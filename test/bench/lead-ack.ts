import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { people, slackTeam } from "../../bot/playground/people.ts";
import { type BatonOnStage, startBaton } from "./baton-on-stage.ts";
import { percentile } from "./percentile.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

const AT_ONCE = 50;
const ROUNDS = 10;
const PAUSE_MS = 1_000;
const SLACK_LIMIT_MS = 3_000;

/** How long Slack waits for a Baton that gets 50 commands at once while it works on all those before. */
export async function leadAck(stage: Stage): Promise<Result[]> {
  const baton = await startBaton(stage, "all");
  const { burst, close } = openSlack(baton, AT_ONCE);
  await burst(0); // Baton has just started; people meet one that has been running
  const waits: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    await sleep(PAUSE_MS);
    waits.push(...(await burst(round)));
  }
  await close();
  await baton.stop();

  const value = percentile(waits, 0.95);
  const opponent = `Slack's limit of ${SLACK_LIMIT_MS} ms`;
  const ratio = SLACK_LIMIT_MS / value;
  return [{ name: "lead_ack", value, unit: "ms", opponent, ratio, goal: { atMost: 500 } }];
}

/** A Slack from which so many people type `/lead` at once, each round about other companies. */
export function openSlack(baton: BatonOnStage, atOnce: number) {
  const slack = new Pool(baton.url, { connections: atOnce });
  return {
    burst: (round: number) =>
      Promise.all(Array.from({ length: atOnce }, (_, n) => command(slack, baton, round, n))),
    close: () => slack.close(),
  };
}

/** Somebody types `/lead` and a company of the sample web; returns the ms until Slack is content. */
async function command(
  slack: Pool,
  baton: BatonOnStage,
  round: number,
  n: number,
): Promise<number> {
  const [rita] = people;
  const company = String(round * AT_ONCE + n + 1).padStart(4, "0");
  const body = new URLSearchParams({
    ...{ command: "/lead", text: `c${company}.sample.example` },
    ...{ team_id: slackTeam.id, team_domain: slackTeam.domain, api_app_id: slackTeam.appId },
    ...{ user_id: rita.ids.slack, user_name: rita.key },
    ...{ channel_id: "CLEADS", channel_name: "leads", is_enterprise_install: "false" },
    ...{ response_url: `${baton.url}/_play/slack/nowhere`, trigger_id: randomUUID() },
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hmac = createHmac("sha256", baton.signingSecret).update(`v0:${timestamp}:${body}`);

  const sentAt = performance.now();
  const answer = await slack.request({
    ...{ method: "POST", path: "/slack/events", body },
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${hmac.digest("hex")}`,
    },
  });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`a command was answered ${answer.statusCode}`);
  return performance.now() - sentAt;
}
