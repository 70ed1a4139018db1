import { createMiddleware } from "hono/factory";

/**
 * Keeps every web page but our own away from the playground. The Host must be this machine under
 * our own port (a rebound DNS name is neither), and a browser must come from that very origin.
 */
export function onlyOurselves(baseUrl: () => string) {
  return createMiddleware(async (c, next) => {
    const host = c.req.header("host") ?? URL.parse(c.req.url)?.host ?? "";
    const site = c.req.header("sec-fetch-site");
    const origin = c.req.header("origin");
    const isFollowedLink =
      c.req.method === "GET" &&
      c.req.path === "/playground" &&
      c.req.header("sec-fetch-mode") === "navigate" &&
      c.req.header("sec-fetch-dest") === "document";

    const isOurs =
      isOurHost(host, baseUrl()) &&
      (origin === undefined || origin === `http://${host}`) &&
      (site === undefined || site === "same-origin" || site === "none" || isFollowedLink);
    if (!isOurs) {
      return c.text("The playground answers only its own page on this machine.", 403);
    }
    await next();
    return undefined;
  });
}

function isOurHost(host: string, baseUrl: string): boolean {
  const asked = URL.parse(`http://${host}`);
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(asked?.hostname ?? "");
  return isLoopback && asked?.port === URL.parse(baseUrl)?.port;
}
