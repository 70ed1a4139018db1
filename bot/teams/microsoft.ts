import { isLoopbackUrl } from "./loopback.ts";

/** Microsoft's side of the line. A test puts a stand-in on this machine in its place; nothing else may. */
export type Microsoft = {
  /** Where the keys are announced that sign what Teams sends us. */
  openIdUrl: string;
  /** Where an app gets the token it speaks to Teams with. */
  tokenUrl: (entraTenantId: string) => string;
  /** Whether Teams takes posts at this address. */
  isServiceUrl: (url: string) => boolean;
  /** Whether that is in a drive of Microsoft's, where people's files lie. */
  isDriveUrl: (url: string) => boolean;
};

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const microsoft: Microsoft = {
  openIdUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  tokenUrl: (tenant) =>
    `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
  isServiceUrl: (url) => isHttpsAt(url, /^(?:smba\.trafficmanager\.net|[^.]+\.botframework\.com)$/),
  isDriveUrl: (url) => isHttpsAt(url, /\.(?:sharepoint\.com|onedrive\.com)$/),
};

/** A Teams stand-in of this machine, which nobody signs in to: it may reach nothing but this machine. */
export const thisMachine: Microsoft = {
  ...microsoft,
  isServiceUrl: isLoopbackUrl,
  isDriveUrl: isLoopbackUrl,
};

/** Anybody can register a name below trafficmanager.net, and any port leads somewhere else. */
function isHttpsAt(text: string, host: RegExp): boolean {
  const url = URL.parse(text);
  if (url?.protocol !== "https:" || url.username || url.password || url.port) return false;
  return host.test(url.hostname);
}
