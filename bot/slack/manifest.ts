import { scopeNames } from "./scopes.ts";
import { makeLeadShortcut } from "./shortcut.ts";

export type ManifestOptions = {
  /** Where Slack and people reach Baton, without a slash at its end. */
  url: string;
  /** For Socket Mode: Baton calls Slack, and Slack needs no address of ours. */
  socket: boolean;
  /**
   * Tokens that end after twelve hours and are renewed. Only for installs by OAuth: a
   * SLACK_BOT_TOKEN would be worth nothing half a day later.
   */
  rotation: boolean;
};

/** What {@link slackApp} listens to, and nothing else. */
const events = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "file_shared",
  "link_shared",
  "message.im",
  "reaction_added",
  "reaction_removed",
  "tokens_revoked",
];

/** The Slack app that this code is. https://docs.slack.dev/reference/app-manifest */
export function slackManifest({ url, socket, rotation }: ManifestOptions) {
  const eventsUrl = `${url}/slack/events`;
  const request = socket ? {} : { request_url: eventsUrl };
  return {
    display_information: {
      name: "Baton",
      description: "The lead desk: who is worth a call, why, and whose turn it is",
      background_color: "#1d2330",
      long_description: [
        "Type /lead and a company: Baton reads its public pages, scores it, says why with a link to every reason, and offers it to one colleague at a time.",
        "Claim, snooze and log outcomes on the card. Baton never sends anything without a yes, never calls unknown numbers, never buys lists and never shares scores.",
      ].join("\n\n"),
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: "Baton", always_online: true },
      shortcuts: [
        {
          name: "Make this a lead",
          type: "message",
          callback_id: makeLeadShortcut,
          description: "Research the company behind a message",
        },
      ],
      slash_commands: [
        {
          command: "/lead",
          ...(socket ? {} : { url: eventsUrl }),
          description: "Research a company, or ask about a lead",
          usage_hint: "acme.com, or help",
          should_escape: true, // people come as ids, not as names that two could have
        },
      ],
      unfurl_domains: [new URL(url).hostname],
    },
    oauth_config: {
      ...(socket ? {} : { redirect_urls: [`${url}/slack/oauth_redirect`] }),
      scopes: { bot: scopeNames("required"), bot_optional: scopeNames("optional") },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: events },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: true,
      socket_mode_enabled: socket,
      token_rotation_enabled: rotation,
    },
  };
}
