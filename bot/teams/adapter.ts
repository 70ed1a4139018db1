import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { UserError } from "../../pipeline/errors.ts";
import { connectorOf } from "./connector.ts";
import { isLoopbackUrl } from "./loopback.ts";

/** Who we are to Microsoft. */
export type TeamsCredentials =
  | { appType: "SingleTenant"; appId: string; appPassword: string; tenantId: string }
  | { appType: "UserAssignedMSI"; appId: string; tenantId: string };

/** Shorter than the lease of a job, so that a slow answer cannot outlive its worker. */
const TIMEOUT_MS = 10_000;

/**
 * Microsoft's adapter. Without credentials nobody is authenticated, so it then speaks to this
 * machine only, whatever a request or an old note says.
 */
export function teamsAdapter(credentials: TeamsCredentials | null): CloudAdapter {
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(settings(credentials)),
  );

  adapter.use(async (turn, next) => {
    if (!credentials && !isLoopbackUrl(turn.activity.serviceUrl)) {
      throw new UserError(
        "Without a Teams app id, Baton answers only Teams stand-ins on this machine.",
      );
    }
    const { pipeline } = connectorOf(turn).client;
    // One POST: the outbox retries, nobody else. A redirect could lead a post anywhere.
    pipeline.removePolicy({ name: "defaultRetryPolicy" });
    pipeline.removePolicy({ name: "redirectPolicy" });
    pipeline.addPolicy({
      name: "batonTimeout",
      sendRequest: (request, send) => {
        request.timeout = TIMEOUT_MS;
        return send(request);
      },
    });
    await next();
  });
  return adapter;
}

function settings(credentials: TeamsCredentials | null): Record<string, string> {
  if (!credentials) return {};
  const { appType, appId, tenantId } = credentials;
  const password =
    appType === "SingleTenant" ? { MicrosoftAppPassword: credentials.appPassword } : {};
  return {
    MicrosoftAppType: appType,
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    ...password,
  };
}
