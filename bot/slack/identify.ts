import type { WebClient } from "@slack/web-api";

/** The team a token belongs to, and who we are there. */
export type SlackIdentity = {
  team: string;
  name: string | null;
  botUserId: string;
  botId: string | null;
  /** What the token may do; null where Slack does not say. */
  scopes: string[] | null;
};

/** Asks Slack whose token this is. Throws when it is nobody's or Slack is away. */
export async function identify(client: WebClient): Promise<SlackIdentity> {
  const me = await client.auth.test();
  if (!me.team_id || !me.user_id) throw new Error("Slack did not say whose token this is");
  return {
    team: me.team_id,
    name: me.team ?? null,
    botUserId: me.user_id,
    botId: me.bot_id ?? null,
    scopes: me.response_metadata?.scopes ?? null,
  };
}
