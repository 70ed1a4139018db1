import { isIPv4 } from "node:net";
import { z } from "zod";
import type { Vendors } from "../jobs/world.ts";
import type { Price } from "../pipeline/enrich/llm/prices.ts";
import { UserError } from "../pipeline/errors.ts";
import {
  decodeKey,
  type Environment,
  freshKey,
  type Problem,
  unsafeSettings,
} from "./config/production.ts";
import { httpUrl } from "./config/url.ts";
import { vendorsOf, vendorUrls } from "./config/vendors.ts";

export type Config = {
  role: "all" | "web" | "worker";
  host: string;
  port: number;
  /** Null: the address the server ends up listening on. */
  publicUrl: string | null;
  /** The header in which our own proxy says whose request it is; null where nobody may say so. */
  clientIpHeader: string | null;
  /** Null: the embedded PostgreSQL in {@link dataDir}. */
  databaseUrl: string | null;
  dataDir: string;
  /** Null: a key file in {@link dataDir}, made on first use. */
  masterKey: Buffer | null;
  /** The key before this one: it still opens, and seals nothing any more. */
  oldMasterKey: Buffer | null;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  production: boolean;
  playground: boolean;
  slack: SlackConfig | null;
  teams: TeamsConfig | null;
  /** Whether Teams clients of this very machine may talk to us without signing in. */
  localTeams: boolean;
  vendors: Vendors;
  openai: OpenAiConfig | null;
  lightgbmBin: string | null;
  chromiumPath: string | null;
};

type SlackConfig = {
  apiUrl: string;
  botToken: string | null;
  signingSecret: string | null;
  /** Set for Socket Mode. */
  appToken: string | null;
  /** Set when workspaces install Baton themselves. */
  oauth: { clientId: string; clientSecret: string } | null;
};

type OpenAiConfig = {
  apiKey: string;
  baseUrl: string;
  model: string;
  largeModel: string;
  /** What the operator says they cost, by model. */
  prices: Readonly<Record<string, Price>>;
};

export type TeamsConfig =
  | { type: "SingleTenant"; appId: string; password: string; tenantId: string }
  | { type: "UserAssignedMSI"; appId: string; tenantId: string };

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const slackApiUrl = "https://slack.com/api/";

/** Digits and dots are meant as an address, however good a host name they would make. */
const Host = z.union(
  [z.ipv4(), z.ipv6(), z.hostname().regex(/[^\d.]/)],
  "use an IP address of this machine, or a host name",
);

/** `0.4/1.6`: what a model off the list costs; `0/0` one of our own. */
const TokenPrice = z
  .string()
  .regex(
    /^\d+(?:\.\d+)?\/\d+(?:\.\d+)?$/,
    "use US dollars for a million tokens in and out, like 0.4/1.6",
  )
  .transform((text): Price => {
    const [input = 0, output = 0] = text.split("/").map(Number);
    return { input, output };
  });

/** One variable each. The messages never repeat a value: half of them are secrets. */
const Env = z.object({
  ROLE: z.enum(["all", "web", "worker"], "use all, web or worker").default("all"),
  HOST: Host.optional(),
  PORT: wholeNumber(0, 65_535).optional(),
  PUBLIC_URL: httpUrl("use the address people open, like https://baton.example.com").optional(),
  CLIENT_IP_HEADER: z
    .string()
    .regex(/^[\w-]{1,60}$/, "use the name of a header that your proxy sets, like X-Real-IP")
    .optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "use postgres://user:password@host:5432/database" })
    .optional(),
  DATA_DIR: z.string().default(".data"),
  BATON_KEY: z.string().transform(readKey).optional(),
  BATON_KEY_OLD: z.string().transform(readKey).optional(),
  LOG_LEVEL: z.enum(logLevels, `use one of ${logLevels.join(", ")}`).default("info"),
  NODE_ENV: z.string().optional(),
  PLAYGROUND: z.enum(["on", "off"], "use on or off").optional(),

  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^(?!xapp-|xoxp-)/, "this is another kind of token; use the bot's, it starts with xoxb-")
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith("xapp-", "use the app-level token, it starts with xapp-")
    .optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_API_URL: httpUrl(`use an address like ${slackApiUrl}`).default(slackApiUrl),

  TEAMS_APP_ID: z.string().optional(),
  TEAMS_APP_PASSWORD: z.string().optional(),
  TEAMS_TENANT_ID: z.string().optional(),
  TEAMS_APP_TYPE: z
    .enum(["SingleTenant", "UserAssignedMSI"], "use SingleTenant or UserAssignedMSI")
    .default("SingleTenant"),

  ...vendorUrls,
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl("use an address like https://api.openai.com/v1").default(
    "https://api.openai.com/v1/",
  ),
  OPENAI_MODEL: z.string().default("gpt-4.1-mini"),
  OPENAI_LARGE_MODEL: z.string().default("gpt-4.1"),
  OPENAI_PRICE: TokenPrice.optional(),
  OPENAI_LARGE_PRICE: TokenPrice.optional(),
  LIGHTGBM_BIN: z.string().optional(),
  CHROMIUM_PATH: z.string().optional(),
});

/** Every variable Baton reads. */
export const settingNames: readonly string[] = Object.keys(Env.shape);

/** Reads the settings of this process, or fails at once and names every setting that is wrong. */
export function readConfig(environment: Environment = process.env): Config {
  const given = withoutBlanks(environment);
  const parsed = Env.safeParse(given);

  const single = (parsed.error?.issues ?? []).map(
    (issue): Problem => [issue.path.join("."), issue.message],
  );
  const problems = [...single, ...contradictions(given)];
  if (!parsed.success || problems.length > 0) throw wrongSettings(problems);

  const env = parsed.data;
  const { host, playground } = reach(given);
  return {
    role: env.ROLE,
    host,
    // A worker answers health checks only, beside a web process that has the usual port.
    port: env.PORT ?? (env.ROLE === "worker" ? 0 : 3000),
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, "") ?? null,
    clientIpHeader: env.CLIENT_IP_HEADER ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.DATA_DIR,
    masterKey: env.BATON_KEY ?? null,
    oldMasterKey: env.BATON_KEY_OLD ?? null,
    logLevel: env.LOG_LEVEL,
    production: env.NODE_ENV === "production",
    playground,
    slack: slackOf(env),
    teams: teamsOf(env),
    localTeams: !env.TEAMS_APP_ID && isLoopback(host) && env.NODE_ENV !== "production",
    vendors: vendorsOf(env),
    openai: openaiOf(env),
    lightgbmBin: env.LIGHTGBM_BIN ?? null,
    chromiumPath: env.CHROMIUM_PATH ?? null,
  };
}

/** What each setting alone cannot tell: settings that need, or exclude, each other. */
function contradictions(given: Environment): Problem[] {
  const problems: Problem[] = [];
  const need = (setting: string, because: string | undefined, where: string) => {
    if (because && !given[setting]) problems.push([setting, `missing beside ${because}; ${where}`]);
  };
  const either = (...settings: string[]) => settings.find((setting) => given[setting]);

  const basics = "copy it from Basic Information of your Slack app";
  const oauth = either("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET");
  need("SLACK_CLIENT_ID", either("SLACK_CLIENT_SECRET"), basics);
  need("SLACK_CLIENT_SECRET", either("SLACK_CLIENT_ID"), basics);
  if (!given.SLACK_APP_TOKEN) {
    need("SLACK_SIGNING_SECRET", either("SLACK_BOT_TOKEN") ?? oauth, basics);
  }
  if (!oauth) {
    const found = either("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET");
    need("SLACK_BOT_TOKEN", found, "copy it from OAuth & Permissions of your Slack app");
  }

  const azure = "copy it from your app registration in Azure";
  need("TEAMS_APP_ID", either("TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"), azure);
  if (given.TEAMS_APP_TYPE !== "UserAssignedMSI") {
    need("TEAMS_APP_PASSWORD", either("TEAMS_APP_ID"), azure);
  }
  need("TEAMS_TENANT_ID", either("TEAMS_APP_ID"), azure);

  need("BATON_KEY", either("BATON_KEY_OLD"), freshKey);

  const { host, playground } = reach(given);
  if (playground && Host.safeParse(host).success && !isLoopback(host)) {
    const way = "set HOST=127.0.0.1, or PLAYGROUND=off";
    problems.push(["PLAYGROUND", `it has no sign-in and never leaves this machine; ${way}`]);
  } else if (playground && given.NODE_ENV === "production") {
    const way = "connect Slack or Teams, and set PLAYGROUND=off";
    problems.push(["PLAYGROUND", `it has no sign-in and is not for production; ${way}`]);
  }
  if (given.NODE_ENV === "production") problems.push(...unsafeSettings(given));
  return problems;
}

function wrongSettings(problems: Problem[]): UserError {
  const lines = problems.map(([setting, advice]) => `  ${setting}: ${advice}.`);
  return new UserError(`Baton cannot start with these settings:\n${lines.join("\n")}`);
}

/** `SLACK_BOT_TOKEN=` in a compose file means the setting is not set. */
function withoutBlanks(environment: Environment): Environment {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()]);
  return Object.fromEntries(trimmed.filter(([, value]) => value));
}

function hasSlack(given: Environment): boolean {
  return Boolean(given.SLACK_BOT_TOKEN ?? given.SLACK_CLIENT_ID);
}

/** Who can reach us: this machine until there are chats to serve. */
function reach(given: Environment): { host: string; playground: boolean } {
  const chats = hasSlack(given) || given.TEAMS_APP_ID !== undefined;
  return {
    host: given.HOST ?? (chats ? "0.0.0.0" : "127.0.0.1"),
    playground: given.PLAYGROUND ? given.PLAYGROUND === "on" : !chats,
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

function slackOf(env: z.infer<typeof Env>): SlackConfig | null {
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = env;
  if (!SLACK_BOT_TOKEN && !SLACK_CLIENT_ID) return null;
  return {
    apiUrl: env.SLACK_API_URL,
    botToken: SLACK_BOT_TOKEN ?? null,
    signingSecret: env.SLACK_SIGNING_SECRET ?? null,
    appToken: env.SLACK_APP_TOKEN ?? null,
    oauth:
      SLACK_CLIENT_ID && SLACK_CLIENT_SECRET
        ? { clientId: SLACK_CLIENT_ID, clientSecret: SLACK_CLIENT_SECRET }
        : null,
  };
}

function teamsOf(env: z.infer<typeof Env>): TeamsConfig | null {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: tenantId } = env;
  if (!appId || !tenantId) return null;
  if (env.TEAMS_APP_TYPE === "UserAssignedMSI") return { type: "UserAssignedMSI", appId, tenantId };
  return password ? { type: "SingleTenant", appId, password, tenantId } : null;
}

function openaiOf(env: z.infer<typeof Env>): Config["openai"] {
  if (!env.OPENAI_API_KEY) return null;
  return {
    apiKey: env.OPENAI_API_KEY,
    baseUrl: env.OPENAI_BASE_URL.replace(/\/$/, ""),
    model: env.OPENAI_MODEL,
    largeModel: env.OPENAI_LARGE_MODEL,
    prices: {
      ...(env.OPENAI_LARGE_PRICE && { [env.OPENAI_LARGE_MODEL]: env.OPENAI_LARGE_PRICE }),
      ...(env.OPENAI_PRICE && { [env.OPENAI_MODEL]: env.OPENAI_PRICE }),
    },
  };
}

function wholeNumber(least: number, most: number) {
  const advice = `use a whole number from ${least} to ${most}`;
  return z.string().regex(/^\d+$/, advice).transform(Number).pipe(z.int().max(most, advice));
}

function readKey(text: string, context: z.RefinementCtx): Buffer {
  const key = decodeKey(text);
  if (key) return key;
  context.addIssue({ code: "custom", message: `use 32 bytes as hex or base64; ${freshKey}` });
  return z.NEVER;
}
