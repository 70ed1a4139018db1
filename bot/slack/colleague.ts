import type { Context } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { UserError } from "../../pipeline/errors.ts";

/** Who does something, as far as the request says where they work. */
export type Actor = {
  id: string;
  /** Their workspace or organisation. */
  team: string | undefined;
  /** Whether people of several organisations are where it happened. */
  isShared: boolean;
};

/** Where Slack Connect brings organisations together, only those of the one that installed Baton may use it. */
export async function refuseStrangers(
  client: WebClient,
  context: Context,
  actor: Actor,
): Promise<void> {
  if (await isColleague(client, context, actor)) return;
  throw new UserError(
    "Baton works for the team that brought it here. Ask them about this company.",
  );
}

/** Asks Slack only where the request leaves it open. Who cannot be told is no colleague. */
export async function isColleague(
  client: WebClient,
  context: Context,
  actor: Actor,
): Promise<boolean> {
  const { teamId, enterpriseId, isEnterpriseInstall } = context;
  const isOurs = (team: string | undefined) => team === teamId || team === enterpriseId;
  if (actor.team === undefined && !actor.isShared) return true;
  if (actor.team !== undefined && isOurs(actor.team)) return true;
  if (actor.team !== undefined && !isEnterpriseInstall) return false;

  const found = await client.users.info({ user: actor.id }).catch(() => undefined);
  if (!found?.user) return false;
  const { team_id, enterprise_user } = found.user;
  const inOrganisation =
    enterpriseId !== undefined && enterprise_user?.enterprise_id === enterpriseId;
  return inOrganisation || (team_id !== undefined && isOurs(team_id));
}
