import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import type { Db } from "../../db/client.ts";
import { findSlackInstall, findSlackInstallOf, noteSlackToken } from "../../db/slack-installs.ts";
import { ChatRefused } from "../../jobs/world.ts";
import { slackClient } from "./client.ts";
import { freshTokens, type SlackOauth } from "./credentials.ts";
import { identify, type SlackIdentity } from "./identify.ts";

/** Where a signed request comes from, in Slack's ids. */
export type SlackSource = {
  teamId?: string | undefined;
  enterpriseId?: string | undefined;
  isEnterpriseInstall: boolean;
};

/** Who we are where a request comes from. `team` is the install's: the workspace's or the organisation's. */
type SlackSelf = {
  team: string;
  /** Undefined until somebody of the team was heard for the first time. */
  tenantId: string | undefined;
  botToken: string;
  botUserId: string | null;
  botId: string | null;
};

export type SlackInstalls = {
  find: (source: SlackSource) => Promise<SlackSelf | undefined>;
  /** Signs in as a tenant's bot. {@link ChatRefused} `not_installed` where nobody installed it, or removed it. */
  clientFor: (tenantId: string) => Promise<WebClient>;
};

/** Both ways a token reaches us: workspaces that installed Baton, and the one whose token we were given. */
export function slackInstalls(deps: {
  db: Db;
  botToken: string | null;
  oauth: SlackOauth | null;
  apiUrl: string;
  timeoutMs: number;
  now: () => Date;
  log: Logger;
}): SlackInstalls {
  const { db, botToken, oauth, apiUrl, timeoutMs, log } = deps;
  const fresh = oauth ? freshTokens({ ...deps, oauth }) : undefined;
  const me = botToken === null ? undefined : givenToken(db, botToken, apiUrl, timeoutMs, log);
  const client = (token: string) => slackClient(token, apiUrl, log, timeoutMs);

  return {
    async find({ teamId, enterpriseId, isEnterpriseInstall }) {
      const teams = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId];
      for (const team of teams) {
        const install = team ? await findSlackInstall(db, team) : undefined;
        const token = install && (await fresh?.(install));
        if (install && token) return { ...install, botToken: token };
      }
      const identity = await me?.();
      if (!botToken || !identity || !teams.includes(identity.team)) return undefined;
      const tenantId = (await findSlackInstall(db, identity.team))?.tenantId;
      return { ...identity, tenantId, botToken };
    },

    async clientFor(tenantId) {
      const install = await findSlackInstallOf(db, tenantId);
      if (!install || install.revokedAt) throw new ChatRefused("slack", "not_installed");
      const token = await fresh?.(install);
      if (token) return client(token);
      const isGiven = install.credentials === null && (await me?.())?.team === install.team;
      if (!botToken || !isGiven) throw new ChatRefused("slack", "not_installed");
      return client(botToken);
    },
  };
}

/** Whose token we were given: asked once, and again only if Slack was away or does not know us yet. */
function givenToken(
  db: Db,
  botToken: string,
  apiUrl: string,
  timeoutMs: number,
  log: Logger,
): () => Promise<SlackIdentity> {
  let asked: Promise<SlackIdentity> | undefined;
  let noted = false;
  return async () => {
    asked ??= identify(slackClient(botToken, apiUrl, log, timeoutMs));
    const identity = await asked.catch((error: unknown) => {
      asked = undefined; // Slack was away: the next request asks again
      throw error;
    });
    if (!noted) noted = await noteSlackToken(db, identity);
    return identity;
  };
}
