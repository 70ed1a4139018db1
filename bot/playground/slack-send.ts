import { createHmac } from "node:crypto";
import type { Json } from "../../db/playground-schema.ts";
import { UserError } from "../../pipeline/errors.ts";
import { isObject, parseJson } from "./json.ts";
import { bot, slackTeam } from "./people.ts";
import type { Play } from "./play.ts";

/** Sends a command or an interaction to the app, and gives back what it acknowledged with. */
export async function sendForm(play: Play, fields: Record<string, string>): Promise<Json> {
  const body = new URLSearchParams(fields).toString();
  return acknowledged(await send(play, "application/x-www-form-urlencoded", body));
}

/** Sends a block action, form or the like: a form with one field of JSON. */
export async function sendPayload(play: Play, payload: Json): Promise<Json> {
  return sendForm(play, { payload: JSON.stringify(payload) });
}

/** Tells the app that something happened. */
export async function sendEvent(play: Play, event: Json): Promise<void> {
  const at = +play.now();
  const body = JSON.stringify({
    token: "playground",
    team_id: slackTeam.id,
    api_app_id: slackTeam.appId,
    type: "event_callback",
    event_id: `Ev${crypto.randomUUID().replaceAll("-", "").toUpperCase()}`,
    event_time: Math.floor(at / 1000),
    event: { event_ts: (at / 1000).toFixed(6), ...event },
    authorizations: [
      {
        enterprise_id: null,
        team_id: slackTeam.id,
        user_id: bot.slack,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  });
  const response = await send(play, "application/json", body);
  if (!response.ok) refuse(response.status);
}

async function send(play: Play, contentType: string, body: string): Promise<Response> {
  const timestamp = String(Math.floor(+play.now() / 1000));
  const hmac = createHmac("sha256", play.signingSecret).update(`v0:${timestamp}:${body}`);
  return play.post("/slack/events", {
    method: "POST",
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${hmac.digest("hex")}`,
    },
    body,
  });
}

async function acknowledged(response: Response): Promise<Json> {
  const text = await response.text();
  if (!response.ok) refuse(response.status);
  const said = parseJson(text);
  if (isObject(said)) return said;
  return text ? { text } : {};
}

function refuse(status: number): never {
  throw new UserError(
    status === 503
      ? "Slack waited three seconds for Baton and gave up."
      : `Slack could not reach Baton: it answered ${status}.`,
  );
}
