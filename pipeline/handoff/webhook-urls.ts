import { z } from "zod";
import type { Surface } from "../surface.ts";

/*
 * Where a webhook may lead. Nothing else is ever posted to, whatever a setting says.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 */
const slackHosts = ["hooks.slack.com", "hooks.slack-gov.com"];
const workflowHosts = [".logic.azure.com", ".api.powerplatform.com"];
/** https://devblogs.microsoft.com/microsoft365dev/retirement-of-office-365-connectors-within-microsoft-teams/ */
const retiredHosts = ["outlook.office.com", "outlook.office365.com", ".webhook.office.com"];

const MOST_CHARACTERS = 2_000;

const wayToWorkflows =
  "in Teams, open the channel's menu, choose Workflows, take “Post to a channel when a webhook request is received” and copy its address";

const problems = {
  noAddress: "write the whole address, as it was copied, starting with https://",
  notSlack: "use an incoming webhook, https://hooks.slack.com/services/…",
  slackWorkflow:
    "this address starts a workflow in Slack, which cannot show a lead; use an incoming webhook, https://hooks.slack.com/services/…",
  retired: `this is an Office 365 connector, and Microsoft has retired those; ${wayToWorkflows}`,
  notTeams: `this is not the address of a Teams workflow; ${wayToWorkflows}`,
  unsigned: "the address was not copied whole: its sig=… is missing",
};

/** Where a tenant's leads go in a chat that allows no apps: the addresses that post into a channel. */
export const Webhooks = z.object({ slack: addressOf("slack"), teams: addressOf("teams") });
export type Webhooks = z.infer<typeof Webhooks>;

export const noWebhooks: Webhooks = { slack: null, teams: null };

/** Why an address is no webhook of a chat, and what to do; null when it is one. */
export function webhookProblem(surface: Surface, address: string): string | null {
  const url = URL.parse(address);
  if (!url || address.length > MOST_CHARACTERS) return problems.noAddress;
  const isPlain = url.protocol === "https:" && url.port + url.username + url.password === "";
  if (!isPlain) return problems.noAddress;
  return surface === "slack" ? slackProblem(url) : teamsProblem(url);
}

function slackProblem({ hostname, pathname }: URL): string | null {
  if (!isOneOf(hostname, slackHosts)) return problems.notSlack;
  if (/^\/(triggers|workflows)\//.test(pathname)) return problems.slackWorkflow;
  return /^\/services\/[^/]+\/[^/]+\/[^/]+$/.test(pathname) ? null : problems.notSlack;
}

function teamsProblem({ hostname, pathname, searchParams }: URL): string | null {
  if (isOneOf(hostname, retiredHosts)) return problems.retired;
  const isWorkflow = isOneOf(hostname, workflowHosts) && /\/workflows\/[^/]+\//.test(pathname);
  if (!isWorkflow) return problems.notTeams;
  return searchParams.get("sig") ? null : problems.unsigned;
}

/** A host, or with a dot in front whatever ends in it. */
function isOneOf(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => (host.startsWith(".") ? hostname.endsWith(host) : hostname === host));
}

function addressOf(surface: Surface) {
  const Address = z.string().superRefine((address, context) => {
    const message = webhookProblem(surface, address);
    if (message !== null) context.addIssue({ code: "custom", message });
  });
  return Address.nullable();
}
