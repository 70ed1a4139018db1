import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";

type Removed = SlackEventMiddlewareArgs<"app_uninstalled" | "tokens_revoked"> & AllMiddlewareArgs;

/** A team removed Baton, or took its tokens away. Slack may say both, and say it more than once. */
export function onRemoved(revoke: (team: string, at: Date) => Promise<void>) {
  return async ({ event, body, context }: Removed): Promise<void> => {
    if (event.type === "tokens_revoked" && !event.tokens.bot?.length) return; // a person's, not ours
    const team = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
    if (team) await revoke(team, new Date(body.event_time * 1_000));
  };
}
