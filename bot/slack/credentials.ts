import type { Logger } from "pino";
import { z } from "zod";
import type { Db } from "../../db/client.ts";
import {
  renewSlackCredentials,
  type SlackCredentials,
  type SlackInstall,
} from "../../db/slack-installs.ts";
import { asking } from "./asking.ts";
import { slackClient } from "./client.ts";

/** Slack's tokens live twelve hours. https://docs.slack.dev/authentication/using-token-rotation */
const RENEW_AHEAD_MS = 2 * 3_600_000;

export type SlackOauth = { clientId: string; clientSecret: string };

const Renewed = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

/**
 * The bot token of an install, renewed before it ends. Callers of one process share one renewal,
 * processes meet at the row: a refresh token is used once.
 */
export function freshTokens(deps: {
  db: Db;
  oauth: SlackOauth;
  apiUrl: string;
  timeoutMs: number;
  now: () => Date;
  log: Logger;
}): (install: SlackInstall) => Promise<string | undefined> {
  const { db, oauth, apiUrl, timeoutMs, now, log } = deps;
  const renewing = new Map<string, Promise<SlackCredentials | undefined>>();

  const endsWithin = ({ expiresAt }: SlackCredentials, ms: number) =>
    expiresAt !== null && expiresAt - now().getTime() <= ms;
  const isStale = (credentials: SlackCredentials) =>
    credentials.refreshToken !== null && endsWithin(credentials, RENEW_AHEAD_MS);

  const renew = async ({ refreshToken }: SlackCredentials): Promise<SlackCredentials> => {
    const startedAt = now().getTime();
    const answer = await asking(() =>
      slackClient(undefined, apiUrl, log, timeoutMs).oauth.v2.access({
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
        grant_type: "refresh_token",
        refresh_token: refreshToken ?? "",
      }),
    );
    const { access_token, refresh_token, expires_in } = Renewed.parse(answer);
    return {
      botToken: access_token,
      refreshToken: refresh_token,
      expiresAt: startedAt + expires_in * 1_000,
    };
  };

  const renewOnce = (team: string) => {
    const underWay = renewing.get(team);
    if (underWay !== undefined) return underWay;
    const started = renewSlackCredentials(db, team, isStale, renew).finally(() =>
      renewing.delete(team),
    );
    renewing.set(team, started);
    return started;
  };

  return async ({ team, credentials }) => {
    if (!credentials || !isStale(credentials)) return credentials?.botToken;
    try {
      return (await renewOnce(team))?.botToken;
    } catch (error) {
      log.warn({ err: error, team }, "a Slack token could not be renewed");
      if (endsWithin(credentials, 0)) throw error;
      return credentials.botToken; // it still holds, and the next call tries again
    }
  };
}
