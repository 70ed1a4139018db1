import type { Installation } from "@slack/oauth";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import type { Db } from "../../db/client.ts";
import { saveSlackInstall } from "../../db/slack-installs.ts";
import { findInstall } from "../../db/tenants.ts";
import { settleIn } from "../doorkeeper.ts";
import { displayName } from "./display-name.ts";

/**
 * What follows from somebody adding Baton to Slack. A team's first install makes it a tenant, and
 * who installed its admin; any later one finds tenant, people and leads as they were.
 */
export async function settleInstall(
  db: Db,
  installation: Installation,
  clientOf: (botToken: string) => WebClient,
  log: Logger,
): Promise<void> {
  const { bot, enterprise, user, appId } = installation;
  const place = installation.isEnterpriseInstall ? enterprise : installation.team;
  if (!place || !bot) throw new Error("Slack installed Baton without a team or a bot");
  const { id: team, name = null } = place;

  const ask = () => displayName(clientOf(bot.token), user.id);
  const founder = { id: user.id, name: null, ask };
  const known = await findInstall(db, "slack", team);
  const tenantId = known ?? (await settleIn(db, "slack", team, { name, founder }));
  await saveSlackInstall(db, tenantId, {
    team,
    enterprise: enterprise?.id ?? null,
    name,
    appId: appId ?? null,
    botUserId: bot.userId,
    botId: bot.id,
    scopes: bot.scopes,
    installedBy: user.id,
    credentials: {
      botToken: bot.token,
      refreshToken: bot.refreshToken ?? null,
      expiresAt: bot.expiresAt === undefined ? null : bot.expiresAt * 1_000,
    },
  });
  log.info({ tenantId, team, again: known !== undefined }, "Baton was added to Slack");
}
