/** Whether a URL stays on this machine. `http://127.1`, `http://2130706433` and the like count: URL resolves them. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !["http:", "https:"].includes(url.protocol) || url.username) return false;
  return isLoopbackHost(url.hostname);
}

/**
 * Whether a request was made on this machine by something that is not a foreign web page: the
 * Host must be loopback (a rebound DNS name is not), and a browser must come from that very Host.
 */
export function isLocalRequest(headers: {
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
}): boolean {
  const { host, origin, fetchSite } = headers;
  if (!host || !isLoopbackHost(URL.parse(`http://${host}`)?.hostname ?? "")) return false;
  if (fetchSite && !["same-origin", "none"].includes(fetchSite)) return false;
  return !origin || URL.parse(origin)?.host === host;
}

function isLoopbackHost(hostname: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(hostname) || ["localhost", "[::1]"].includes(hostname);
}
