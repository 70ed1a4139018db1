import type { Hono } from "hono";
import type { Logger } from "pino";
import type { Db } from "../db/client.ts";
import type { ChatPort } from "../jobs/world.ts";
import type { Surface } from "../pipeline/surface.ts";
import type { TeamsConfig } from "./config.ts";
import type { Doorkeeper, Handlers } from "./handlers/request.ts";
import { slackApp } from "./slack/app.ts";
import { slackClient } from "./slack/client.ts";
import { slackPort } from "./slack/port.ts";
import { type TeamsCredentials, teamsAdapter } from "./teams/adapter.ts";
import { teamsApp } from "./teams/app.ts";
import { teamsPort } from "./teams/port.ts";
import { teamsMemory } from "./teams-memory.ts";

/** How to reach the one Slack workspace whose token we were given, or the playground's. */
export type SlackAccess = { botToken: string; signingSecret: string; apiUrl: string };

/** The Slack team a token belongs to, and who we are there. */
export type SlackIdentity = { team: string; botUserId: string; botId: string | null };

/** Asks Slack whose token this is. Throws when it is nobody's or Slack is away. */
export async function identify(access: SlackAccess, log: Logger): Promise<SlackIdentity> {
  const me = await slackClient(access.botToken, access.apiUrl, log).auth.test();
  if (!me.team_id || !me.user_id) throw new Error("Slack did not say whose token this is");
  return { team: me.team_id, botUserId: me.user_id, botId: me.bot_id ?? null };
}

export function slackPortOf(access: SlackAccess, log: Logger): ChatPort {
  const client = slackClient(access.botToken, access.apiUrl, log);
  return slackPort({ clientFor: () => Promise.resolve(client), apiUrl: access.apiUrl });
}

/** Both chats' inbound halves, calling the same handlers. */
export function chatDoors(deps: {
  handlers: Handlers;
  doorkeeper: Doorkeeper;
  ports: Record<Surface, ChatPort | null>;
  slack: (SlackAccess & { identity: () => Promise<SlackIdentity> }) | null;
  teams: Teams | null;
  db: Db;
  now: () => Date;
  log: Logger;
}): { routes: Hono[]; start: () => Promise<void>; stop: () => Promise<void> } {
  const { handlers, doorkeeper, ports, db, now, log } = deps;
  const routes: Hono[] = [];
  const starts: (() => Promise<void>)[] = [];
  const stops: (() => Promise<void>)[] = [];

  if (deps.slack && ports.slack) {
    const { botToken, signingSecret, apiUrl, identity } = deps.slack;
    const app = slackApp({
      handlers,
      doorkeeper,
      port: ports.slack,
      signingSecret,
      apiUrl,
      now,
      log,
      async authorize(team) {
        const me = await identity();
        return team === me.team
          ? { botToken, botUserId: me.botUserId, botId: me.botId }
          : undefined;
      },
    });
    routes.push(app.routes);
    starts.push(app.start);
    stops.push(app.stop);
  }
  if (deps.teams && ports.teams) {
    const { adapter, open } = deps.teams;
    const desk = { handlers, doorkeeper, port: ports.teams, memory: teamsMemory(db), log };
    routes.push(teamsApp({ ...desk, adapter, open }).routes);
  }
  return {
    routes,
    start: async () => {
      for (const start of starts) await start();
    },
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}

type Teams = { adapter: ReturnType<typeof teamsAdapter>; open: boolean };

/** The Teams adapter and port; without credentials both speak to this machine only. */
export function openTeams(config: TeamsConfig | null, db: Db): Teams & { port: ChatPort } {
  const credentials = config && credentialsOf(config);
  const adapter = teamsAdapter(credentials);
  const port = teamsPort({ adapter, appId: credentials?.appId ?? "", memory: teamsMemory(db) });
  return { adapter, open: credentials === null, port };
}

function credentialsOf(config: TeamsConfig): TeamsCredentials {
  return config.type === "SingleTenant"
    ? {
        appType: config.type,
        appId: config.appId,
        appPassword: config.password,
        tenantId: config.tenantId,
      }
    : { appType: config.type, appId: config.appId, tenantId: config.tenantId ?? "" };
}
