import { commands, type Verb } from "../../pipeline/ingest/commands.ts";

/** Everything the app asks people for, and why. Nothing of Graph, and no right to read along. */
export const permissions = {
  identity: "Cards say who claimed a lead, so Baton reads the name of whoever speaks to it.",
  messageTeamMembers: "Whoever is offered a lead hears of it in a message of their own.",
} as const;

/** A list holds twelve commands: those that are asked for every day. */
const daily: readonly Verb[] = [
  ...(["add", "show", "why", "trace", "claim", "release"] as const),
  ...(["snooze", "mine", "queue", "stats", "assign", "help"] as const),
];

/**
 * The Teams app as its package declares it: a bot, its personal tab, a search in the compose box,
 * "Make this a lead" on messages, and previews of links to `url`.
 */
export function teamsManifest({ appId, url }: { appId: string; url: string }) {
  return {
    $schema: "https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json",
    manifestVersion: "1.30",
    version: "1.0.0",
    id: appId,
    developer: {
      name: "Baton",
      websiteUrl: `${url}/about`,
      privacyUrl: `${url}/about#privacy`,
      termsOfUseUrl: `${url}/about#terms`,
    },
    name: { short: "Baton", full: "Baton, the lead desk" },
    description: {
      short: "Researches a lead, says how good it is and why, and hands it to one person.",
      full:
        "Type a company's domain and Baton reads its public pages, scores it with reasons that " +
        "link to their proof, and offers it to one colleague at a time. Claim, snooze and log " +
        "outcomes on the card. Baton sends nothing without a yes.",
    },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#B2450F",
    bots: [
      {
        botId: appId,
        scopes,
        supportsFiles: true,
        isNotificationOnly: false,
        supportsTargetedMessages: true,
        commandLists: scopes.map((scope) => ({
          triggers: ["mention", "slash"],
          scopes: [scope],
          commands: listed(),
        })),
      },
    ],
    staticTabs: [{ entityId: "home", name: "Home", contentBotId: appId, scopes: ["personal"] }],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: "search",
            type: "query",
            context: ["compose", "commandBox"],
            title: "Find a lead",
            description: "Put a lead into your message.",
            initialRun: true,
            parameters: [
              { name: "query", title: "Company", description: "A part of its name or domain" },
            ],
          },
          {
            id: "make_lead",
            type: "action",
            context: ["message"],
            title: "Make this a lead",
            description: "Start a lead with what this message says.",
            fetchTask: true,
          },
        ],
        messageHandlers: [{ type: "link", value: { domains: [new URL(url).hostname] } }],
      },
    ],
    permissions: Object.keys(permissions),
    defaultInstallScope: "team",
    defaultGroupCapability: { team: "bot", groupchat: "bot" },
  };
}

const scopes = ["personal", "team", "groupChat"] as const;

/** As they are typed: `lead` alone starts a lead, `lead queue` lists what waits. */
function listed() {
  return commands
    .filter(({ verb }) => daily.includes(verb))
    .map(({ verb, help, example }) => ({
      title: verb === "add" ? "lead" : `lead ${verb}`,
      description: `${help} For example: lead ${example}`,
    }));
}
