import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import type { Db } from "../../db/client.ts";
import { onPlayChange, openPlayDb, playSecret } from "../../db/playground.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Surface } from "../../pipeline/surface.ts";
import { channelsOf } from "./channels.ts";
import { drops } from "./drops.ts";
import { makeGesture } from "./gestures.ts";
import { onlyOurselves } from "./guard.ts";
import { livePages } from "./live.ts";
import { mailSink } from "./mail-sink.ts";
import { pageFiles } from "./page-files.ts";
import { bot, findColleague, people, slackTeam, teamsTenantId } from "./people.ts";
import { FILE_MB, type Play } from "./play.ts";
import { shell } from "./shell.ts";
import { slackApi } from "./slack-api.ts";
import { SlackRefusal } from "./slack-call.ts";
import { stateFor } from "./state.ts";
import { teamsServiceUrl } from "./teams-activity.ts";
import { teamsConnector } from "./teams-connector.ts";
import { installInTeams } from "./teams-gestures.ts";

const MAX_BODY_BYTES = 1024 * 1024;
const filePaths = /^\/_play\/(?:file$|(?:slack|teams)\/upload\/)/;

export type PlaygroundDeps = Pick<Play, "now" | "baseUrl" | "post" | "log"> & {
  /** Owns the schema `playground`. */
  sql: Db["owner"];
  /** The same database as an address, to listen on. */
  databaseUrl: string;
  /** A command that sends a lead to our intake and works when it is pasted. */
  curl: () => string;
};

/** Everything a chat's client needs to take the pretend chats for the real ones. */
export type Playground = Awaited<ReturnType<typeof playground>>;

/**
 * A Slack and a Teams that exist on this machine only, with one page to use both. What people do
 * there reaches Baton as signed requests and activities through its ordinary doors.
 */
export async function playground(deps: PlaygroundDeps) {
  const credentials = await playCredentials(deps.sql);
  const db = openPlayDb(deps.sql);
  const play: Play = { ...deps, db, ...credentials };
  const live = livePages();
  const listener = await onPlayChange(deps.databaseUrl, live.changed);

  return {
    routes: playRoutes(play, deps.curl).route("/", live.routes),
    slack: {
      ...credentials,
      apiUrl: `${deps.baseUrl()}/_play/slack/api/`,
      team: slackTeam,
      botUserId: bot.slack,
      channels: channelIds("slack"),
    },
    teams: {
      serviceUrl: teamsServiceUrl(play),
      tenantId: teamsTenantId,
      botId: bot.teams,
      channels: channelIds("teams"),
    },
    people,
    /** Tells Baton where in Teams it is installed, so that it may speak there first. */
    async introduce() {
      for (const person of people) {
        for (const { id, owner } of channelsOf("teams", person)) {
          if (owner || person === people[0]) await installInTeams(play, person, id);
        }
      }
    },
    async stop() {
      live.close();
      await listener.stop();
    },
  };
}

/** What a worker process needs to speak in the pretend Slack; the same in every process. */
export async function playCredentials(sql: Db["owner"]) {
  const db = openPlayDb(sql);
  return {
    signingSecret: await playSecret(db, "slack_signing_secret", ""),
    botToken: await playSecret(db, "slack_bot_token", "xoxb-play-"),
  };
}

function playRoutes(play: Play, curl: () => string): Hono {
  const routes = new Hono();
  const guard = onlyOurselves(play.baseUrl);
  const csp = {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  };
  const headers = secureHeaders({ contentSecurityPolicy: csp, referrerPolicy: "no-referrer" });
  const small = bodyLimit({ maxSize: MAX_BODY_BYTES });
  const file = bodyLimit({ maxSize: FILE_MB * 1024 * 1024, onError: tooLarge });
  for (const path of ["/playground", "/_play/*"]) {
    routes.use(path, guard, headers, (c, next) =>
      (filePaths.test(c.req.path) ? file : small)(c, next),
    );
  }

  routes.get("/", (c) => c.redirect("/playground"));
  routes.get("/playground", (c) => c.html(shell(curl()), 200, { "cache-control": "no-store" }));
  routes.get("/_play/state", async (c) => {
    const me = findColleague(c.req.query("as") ?? "");
    if (!me) return c.json({ error: "Nobody here has that name." }, 404);
    return c.json(await stateFor(play, me), 200, { "cache-control": "no-store" });
  });
  routes.post("/_play/gesture", async (c) => {
    const raw: unknown = await c.req.json().catch(() => undefined);
    try {
      return c.json({ ok: true, answer: await makeGesture(play, raw) });
    } catch (error) {
      if (error instanceof UserError) return c.json({ ok: false, error: error.message });
      if (!(error instanceof SlackRefusal)) throw error;
      const why = [error.message, ...error.details].join(", ");
      return c.json({ ok: false, error: `Slack would refuse what Baton answered: ${why}.` });
    }
  });
  const parts = [slackApi(play), drops(play), teamsConnector(play), mailSink(play), pageFiles()];
  for (const part of parts) routes.route("/", part);
  return routes;
}

function tooLarge(c: Context): Response {
  return c.json({ ok: false, error: `The playground takes files of at most ${FILE_MB} MB.` }, 413);
}

/** The channels leads and A alerts go to. */
function channelIds(surface: Surface) {
  const named = (name: string) => {
    const channel = channelsOf(surface, people[0]).find((channel) => channel.name === name);
    if (!channel) throw new Error(`the playground has no ${name}`);
    return channel.id;
  };
  return { leads: named("#leads"), aLeads: named("#a-leads") };
}
