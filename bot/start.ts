import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { type Db, openDb } from "../db/client.ts";
import { databaseFailure } from "../db/database-failure.ts";
import { migrate } from "../db/migrate.ts";
import { openPlayDb, readBaseUrl, saveBaseUrl } from "../db/playground.ts";
import { durations } from "../jobs/durations.ts";
import { effects } from "../jobs/effects.ts";
import { openBrowser } from "../jobs/enrich/browser.ts";
import { findBrowser } from "../jobs/enrich/find-browser.ts";
import { openaiLlm } from "../jobs/enrich/llm/openai.ts";
import { realWeb, userAgent } from "../jobs/enrich/web.ts";
import { startWorker } from "../jobs/worker.ts";
import type { Durations, Web, World } from "../jobs/world.ts";
import { UserError } from "../pipeline/errors.ts";
import type { Surface } from "../pipeline/surface.ts";
import { chatDoors, openSlack, openTeams, type SlackAccess } from "./chats.ts";
import type { Config } from "./config.ts";
import { ensureDataDir } from "./data-dir.ts";
import { doorkeeper } from "./doorkeeper.ts";
import { leadDoors } from "./doors/lead-doors.ts";
import { handlersOf } from "./handlers/handlers.ts";
import { healthRoutes } from "./health.ts";
import { httpApp } from "./http.ts";
import { type CloseLater, keepEmbedded } from "./keep-embedded.ts";
import { readMasterKey } from "./master-key.ts";
import { type Metrics, openMetrics } from "./metrics.ts";
import { metricsDoor } from "./metrics-door.ts";
import { healthReader } from "./metrics-health.ts";
import { playgroundMail } from "./playground/mail-port.ts";
import { playground } from "./playground/playground.ts";
import { erasePlayground, settlePlayground } from "./playground/settle.ts";
import { sampleWeb, startSampleWeb, withSampleWeb } from "./sample-web/sample-web.ts";
import { listen, type Server } from "./server.ts";
import { aboutPage } from "./web/about.ts";
import { actPages } from "./web/act.ts";
import { botPage } from "./web/bot.ts";
import { evidencePages } from "./web/evidence.ts";
import { uploadPages } from "./web/upload.ts";

/** Jobs at once: short ones, those that wait for a chat, research, which waits between two pages; and the same two for files. */
const HANDS = { quick: 6, outward: 8, patient: 24, files: 1, backfill: 4 };
const APP_CONNECTIONS = 15;
/** How long a worker waits for the web process whose pretend chats it speaks to. */
const PLAYGROUND_WAIT_MS = 60_000;

/** A running Baton: one process in one of its three roles. */
export type Baton = {
  url: string;
  world: World;
  /** First the door, then the work in hand, then the lights. */
  stop: () => Promise<void>;
};

/** Brings up everything a role needs, or takes down what it had brought up and throws. */
export async function startBaton(
  config: Config,
  log: Logger,
  shortened: Partial<Durations> = {},
): Promise<Baton> {
  const closing: [what: string, close: () => Promise<unknown>][] = [];
  const closeLater = (what: string, close: () => Promise<unknown>) => closing.push([what, close]);
  const stop = async () => {
    for (const [what, close] of closing.toReversed()) {
      await close().catch((error: unknown) => log.error({ err: error }, `could not close ${what}`));
    }
  };
  try {
    return { ...(await bringUp(config, log, { ...durations, ...shortened }, closeLater)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  config: Config,
  log: Logger,
  durations: Durations,
  closeLater: CloseLater,
): Promise<{ url: string; world: World }> {
  const { db, databaseUrl } = await openDatabase(config, log, closeLater);
  const server = await listen(config.host, config.port);
  closeLater("server", server.close);
  const web = await openWeb(config, closeLater);
  const home = config.playground ? await playgroundHome(config, db, server.url, log) : server.url;
  const publicUrl = config.publicUrl ?? home;
  const browser = await openBrowserIfAny(config, publicUrl, log, closeLater);
  const now = () => new Date();

  const play = config.playground
    ? await playground({
        sql: db.owner,
        databaseUrl,
        now,
        baseUrl: () => home,
        post: (path, init) => fetch(`${home}${path}`, init),
        curl: () => curl,
        log,
      })
    : null;
  if (play) closeLater("playground", play.stop);
  let curl = "";

  const access = slackAccess(config, play);
  const { providerMs: timeoutMs } = durations;
  const slack = access && openSlack(access, { db, now, timeoutMs, log });
  const teams = config.teams || config.localTeams ? openTeams(config.teams, db) : null;
  const ports = { slack: slack?.port ?? null, teams: teams?.port ?? null };
  const metrics = openMetrics();
  const world: World = {
    db,
    now,
    watch: metrics.watch,
    random: Math.random,
    sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}).catch(() => {}),
    durations,
    chat: ports,
    mail: play && playgroundMail(home),
    web,
    vendors: config.vendors,
    browser,
    llm: config.openai && openaiLlm(config.openai),
    publicUrl,
    eraseSamples: play && (() => erasePlayground(db)),
    log,
  };
  if (play) curl = await settlePlayground(db, play, home);

  if (config.role !== "web") {
    const worker = await startWorker(world, HANDS, effects);
    closeLater("worker", worker.stop);
  }
  await openDoors(config, { world, server, metrics, slack, teams, play }, closeLater);
  return { url: server.url, world };
}

/** The pretend chats live in the web process: it says where, and workers wait until it did. */
async function playgroundHome({ role }: Config, db: Db, own: string, log: Logger): Promise<string> {
  const play = openPlayDb(db.owner);
  if (role !== "worker") {
    await saveBaseUrl(play, own);
    return own;
  }
  for (let waited = 0; waited < PLAYGROUND_WAIT_MS; waited += 1_000) {
    const home = await readBaseUrl(play);
    if (home) return home;
    if (waited === 0) log.info("waiting for the web process of the playground");
    await delay(1_000);
  }
  throw new UserError(
    "No web process of the playground was started here. Start one with ROLE=web.",
  );
}

async function openDatabase(config: Config, log: Logger, closeLater: CloseLater) {
  if (!config.masterKey || !config.databaseUrl) await ensureDataDir(config.dataDir);
  const masterKey = await readMasterKey(config.masterKey, config.dataDir);
  let databaseUrl = config.databaseUrl;
  if (!databaseUrl) {
    databaseUrl = await keepEmbedded(config.dataDir, log, closeLater);
  }
  await migrate(databaseUrl).catch((error: unknown) => {
    throw databaseFailure(error) ?? error;
  });
  const db: Db = openDb(databaseUrl, {
    masterKey,
    oldMasterKey: config.oldMasterKey,
    appConnections: APP_CONNECTIONS,
    ownerConnections: HANDS.quick + HANDS.outward + HANDS.files + 12,
    onError: (error) => log.warn({ err: error }, "a database connection was lost"),
  });
  closeLater("database", db.close);
  return { db, databaseUrl };
}

/** The Internet; beside the playground also the sample companies, which live on this machine. */
async function openWeb(config: Config, closeLater: CloseLater): Promise<Web> {
  if (!config.playground && !config.localTeams) return realWeb;
  const sample = await startSampleWeb();
  closeLater("sample web", sample.close);
  return withSampleWeb(realWeb, sampleWeb(sample.port));
}

async function openBrowserIfAny(
  config: Config,
  publicUrl: string,
  log: Logger,
  closeLater: CloseLater,
) {
  if (config.role === "web") return null;
  const cacheDir = join(config.dataDir, "browser");
  const found = await findBrowser({ chromiumPath: config.chromiumPath, cacheDir });
  if (!found) {
    log.warn("no browser was found: pages that need JavaScript are read without it");
    return null;
  }
  const browser = openBrowser(found, userAgent(publicUrl));
  closeLater("browser", browser.close);
  return browser;
}

function slackAccess(
  { slack }: Config,
  play: Pick<Awaited<ReturnType<typeof playground>>, "slack"> | null,
): SlackAccess | null {
  if (slack) return slack;
  return play && { ...play.slack, appToken: null, oauth: null };
}

async function openDoors(
  config: Config,
  parts: {
    world: World;
    server: Server;
    metrics: Metrics;
    slack: ReturnType<typeof openSlack> | null;
    teams: ReturnType<typeof openTeams> | null;
    play: Awaited<ReturnType<typeof playground>> | null;
  },
  closeLater: CloseLater,
): Promise<void> {
  const { world, server, metrics, slack, teams, play } = parts;
  const { db, now, log } = world;
  const health = healthRoutes(world, config.role).route(
    "/",
    metricsDoor(metrics, healthReader(world)),
  );
  if (config.role === "worker") return server.open(httpApp(log, [health], metrics.request).fetch);

  const welcome: Surface[] = [
    ...(slack && !play ? (["slack"] as const) : []),
    ...(teams ? (["teams"] as const) : []),
  ];
  const handlers = handlersOf(world);
  const chats = chatDoors({
    handlers,
    doorkeeper: doorkeeper(db, welcome),
    ports: world.chat,
    slack,
    teams,
    db,
    publicUrl: world.publicUrl,
    now,
    log,
  });
  await chats.start();
  const leads = leadDoors(world, config.clientIpHeader);
  closeLater("door counters", leads.stop);
  const doors = [
    health,
    ...leads.routes,
    evidencePages(world),
    actPages(world, handlers),
    uploadPages(world),
    botPage(),
    aboutPage(),
    ...chats.routes,
  ];
  server.open(httpApp(log, play ? [...doors, play.routes] : doors, metrics.request).fetch);
  if (play) await play.introduce();

  closeLater("doors", async () => {
    // The pretend chats and mail stay reachable while the worker finishes: its last cards go there.
    server.drain((path) => /^\/_play\/(?:slack|teams|mail)(?:\/|$)/.test(path));
    await chats.stop();
  });
}
