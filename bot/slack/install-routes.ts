import { hkdfSync } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type CodedError, ErrorCode, type Installation, InstallProvider } from "@slack/oauth";
import { type Context, Hono } from "hono";
import type { Logger } from "pino";
import { explain } from "../handlers/failure.ts";
import { failedPage, installedPage, refusedPage } from "../web/slack-install.ts";
import { clientOptions, slackLogger } from "./client.ts";
import type { SlackOauth } from "./credentials.ts";
import { askedScopes } from "./scopes.ts";

/** Asked for in one browser, granted in the same: the state is signed and also in a cookie. */
const stateCookieName = "__Host-baton-slack-install";

/** `GET /slack/install` and the way back from Slack. `settle` keeps what was granted. */
export function installRoutes(deps: {
  oauth: SlackOauth;
  masterKey: Buffer;
  apiUrl: string;
  publicUrl: string;
  settle: (installation: Installation) => Promise<void>;
  timeoutMs: number;
  log: Logger;
}): Hono {
  const { oauth, masterKey, apiUrl, publicUrl, settle, timeoutMs, log } = deps;
  const installer = new InstallProvider({
    ...oauth,
    stateSecret: Buffer.from(hkdfSync("sha256", masterKey, "", "baton slack install", 32)).toString(
      "hex",
    ),
    stateCookieName,
    directInstall: true,
    authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href,
    installationStore: {
      storeInstallation: (installation) => settle(installation as Installation), // v2 is all we ask for
      fetchInstallation: () => Promise.reject(new Error("installs are read by installs.ts")),
    },
    logger: slackLogger(log),
    clientOptions: clientOptions(apiUrl, log, timeoutMs),
  });
  const wanted = {
    scopes: [...askedScopes],
    redirectUri: `${publicUrl}/slack/oauth_redirect`,
  };
  const routes = new Hono();

  routes.get("/slack/install", async (c) => {
    const { incoming, outgoing } = rawOf(c);
    await installer.handleInstallPath(incoming, outgoing, {}, wanted);
    return RESPONSE_ALREADY_SENT;
  });

  routes.get("/slack/oauth_redirect", async (c) => {
    const { incoming, outgoing } = rawOf(c);
    await installer.handleCallback(incoming, outgoing, {
      successAsync: (installation, _options, _request, response) =>
        answer(response, 200, installedPage(openUrl(installation), installation.team?.name)),
      failureAsync: async (error, _options, _request, response) => {
        const said = whatToDo(error);
        if (said) return answer(response, 400, refusedPage(said));
        await answer(response, 500, failedPage(explain(error, log)));
      },
    });
    return RESPONSE_ALREADY_SENT;
  });
  return routes;
}

/** Node's own request and response, which Slack's installer is written for. */
function rawOf({ env }: Context): HttpBindings {
  return env;
}

/** What the person can do something about; undefined for what is Slack's or our fault. */
function whatToDo({ code }: CodedError): "cancelled" | "other_browser" | undefined {
  if (code === ErrorCode.AuthorizationError) return "cancelled";
  const isState =
    code === ErrorCode.InvalidStateError ||
    code === ErrorCode.MissingStateError ||
    code === ErrorCode.MissingCodeError;
  return isState ? "other_browser" : undefined;
}

/** Where Baton is now; Slack's own page for choosing workspaces after an org-wide install. */
function openUrl({ isEnterpriseInstall, team, appId }: Installation<"v1" | "v2", boolean>): string {
  if (isEnterpriseInstall || !team) return "https://app.slack.com/";
  const app = appId ? `?app=${encodeURIComponent(appId)}` : "";
  return `https://app.slack.com/client/${encodeURIComponent(team.id)}${app}`;
}

async function answer(
  response: ServerResponse,
  status: number,
  page: ReturnType<typeof failedPage>,
): Promise<void> {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  response.writeHead(status, headers).end(String(await page));
}
