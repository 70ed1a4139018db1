import type { Installation } from "@slack/oauth";
import type { Hono } from "hono";
import type { Logger } from "pino";
import type { Db } from "../db/client.ts";
import { revokeSlackInstall } from "../db/slack-installs.ts";
import type { ChatPort } from "../jobs/world.ts";
import type { Surface } from "../pipeline/surface.ts";
import type { TeamsConfig } from "./config.ts";
import type { Doorkeeper, Handlers } from "./handlers/request.ts";
import { slackApp } from "./slack/app.ts";
import { slackClient } from "./slack/client.ts";
import type { SlackOauth } from "./slack/credentials.ts";
import { installRoutes } from "./slack/install-routes.ts";
import { type SlackInstalls, slackInstalls } from "./slack/installs.ts";
import { slackPort } from "./slack/port.ts";
import { settleInstall } from "./slack/settle-install.ts";
import { type TeamsCredentials, type TeamsLine, teamsLine } from "./teams/adapter.ts";
import { teamsApp } from "./teams/app.ts";
import type { TeamsMemory } from "./teams/memory.ts";
import { teamsPort } from "./teams/port.ts";
import { teamsMemory } from "./teams-memory.ts";

/** How Slack is reached: as the workspaces that installed Baton, or with the token of one, or both. */
export type SlackAccess = {
  apiUrl: string;
  botToken: string | null;
  signingSecret: string | null;
  appToken: string | null;
  oauth: SlackOauth | null;
};

type Slack = { access: SlackAccess; installs: SlackInstalls; port: ChatPort; timeoutMs: number };

/** The Slack side that speaks first; the side that is spoken to is among {@link chatDoors}. */
export function openSlack(
  access: SlackAccess,
  deps: { db: Db; now: () => Date; timeoutMs: number; log: Logger },
): Slack {
  const installs = slackInstalls({ ...access, ...deps });
  const { apiUrl } = access;
  const { timeoutMs } = deps;
  const port = slackPort({ clientFor: installs.clientFor, apiUrl, timeoutMs });
  return { access, installs, port, timeoutMs };
}

function slackDoors(
  { access, installs, port, timeoutMs }: Slack,
  deps: Omit<Parameters<typeof chatDoors>[0], "slack" | "teams" | "ports">,
): { routes: Hono[]; start: () => Promise<void>; stop: () => Promise<void> } {
  const { handlers, doorkeeper, db, publicUrl, now, log } = deps;
  const { apiUrl, signingSecret, appToken, oauth } = access;
  const app = slackApp({
    ...{ handlers, doorkeeper, port, signingSecret, appToken, apiUrl, timeoutMs, now, log },
    find: installs.find,
    async revoke(team, at) {
      if (await revokeSlackInstall(db, team, at)) log.info({ team }, "Slack removed Baton");
    },
  });
  if (!oauth) return { ...app, routes: [app.routes] };
  const { masterKey } = db;
  const clientOf = (botToken: string) => slackClient(botToken, apiUrl, log, timeoutMs);
  const settle = (installation: Installation) => settleInstall(db, installation, clientOf, log);
  const installing = { oauth, masterKey, apiUrl, publicUrl, settle, timeoutMs, log };
  return { ...app, routes: [app.routes, installRoutes(installing)] };
}

/** Both chats' inbound halves, calling the same handlers. */
export function chatDoors(deps: {
  handlers: Handlers;
  doorkeeper: Doorkeeper;
  ports: Record<Surface, ChatPort | null>;
  slack: Slack | null;
  teams: Teams | null;
  db: Db;
  publicUrl: string;
  now: () => Date;
  log: Logger;
}): { routes: Hono[]; start: () => Promise<void>; stop: () => Promise<void> } {
  const { handlers, doorkeeper, ports, log } = deps;
  const routes: Hono[] = [];
  const starts: (() => Promise<void>)[] = [];
  const stops: (() => Promise<void>)[] = [];

  if (deps.slack) {
    const doors = slackDoors(deps.slack, deps);
    routes.push(...doors.routes);
    starts.push(doors.start);
    stops.push(doors.stop);
  }
  if (deps.teams && ports.teams) {
    const { line, memory } = deps.teams;
    const app = teamsApp({ handlers, doorkeeper, port: ports.teams, memory, log, line });
    routes.push(app.routes);
    stops.push(app.stop);
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

type Teams = { line: TeamsLine; memory: TeamsMemory };

/** The Teams line and port; without credentials both speak to this machine only. */
export function openTeams(config: TeamsConfig | null, db: Db): Teams & { port: ChatPort } {
  const line = teamsLine(config && credentialsOf(config));
  const memory = teamsMemory(db, line.far.isServiceUrl);
  return { line, memory, port: teamsPort({ line, memory }) };
}

function credentialsOf(config: TeamsConfig): TeamsCredentials {
  const { appId, tenantId } = config;
  return config.type === "SingleTenant"
    ? { appType: config.type, appId, appPassword: config.password, tenantId }
    : { appType: config.type, appId, tenantId };
}
