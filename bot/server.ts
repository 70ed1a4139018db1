import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, Server as NetServer } from "node:net";
import { setTimeout as delay, setImmediate as immediate } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { UserError } from "../pipeline/errors.ts";

/** Slow senders are cut off: so long for the headers, so long for all of a request, or for a file. */
const limits = { headersMs: 10_000, requestMs: 30_000, fileMs: 15 * 60_000 };
/**
 * How long an idle connection is kept. Longer than callers and proxies keep theirs (60 s is usual), so
 * that it is not us who hang up on a request that is just being sent.
 */
const KEEP_ALIVE_MS = 75_000;
/** Where files come in, whose senders may have slow lines. */
const filePaths =
  /^\/(?:upload\/|api\/(?:v1\/)?leads\/(?:linkedin-)?import(?:[/?]|$)|_play\/file(?:[/?]|$))/;

/**
 * Between the first 503 and the end: whoever keeps a connection open hears it there, and does not
 * send into one that is being closed.
 */
const LINGER_MS = 500;
/** After the last connection was taken: its request, already under way, is still answered. */
const LAST_WORD_MS = 200;

/** On every answer; pages with scripts bring a policy of their own. */
const headers = [
  [
    "Content-Security-Policy",
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
] as const;

const noAddress = "HOST is no address of this machine. Set it to 127.0.0.1 or 0.0.0.0.";
const refusals: Record<string, (port: number) => string> = {
  EADDRINUSE: (port) => `Port ${port} is in use. Set PORT to another one.`,
  EACCES: (port) => `Port ${port} is not for ordinary users. Set PORT to one above 1023.`,
  EADDRNOTAVAIL: () => noAddress,
  ENOTFOUND: () => noAddress,
  EAI_AGAIN: () => noAddress,
};

type Fetch = (request: Request, env: unknown) => Response | Promise<Response>;

export type Server = {
  /** `http://127.0.0.1:3000` */
  url: string;
  /** Answers requests from now on; until then they get a 503. */
  open: (fetch: Fetch) => void;
  /** New requests get a 503 and the advice to try again. Paths that `stillOpen` names are served on. */
  drain: (stillOpen: (path: string) => boolean) => void;
  close: () => Promise<void>;
};

/** Takes the port before anything else does, so that the address is known to whoever needs it. */
export async function listen(
  host: string,
  port: number,
  { headersMs, requestMs, fileMs } = limits,
): Promise<Server> {
  let answer: Fetch = () => comeBack();
  const listener = getRequestListener((request, env) => answer(request, env));
  // Node looks for slow senders every half minute unless it is told otherwise.
  const options = { connectionsCheckingInterval: headersMs / 5 };
  const server = createServer(options, (incoming, outgoing) => {
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    if (!filePaths.test(incoming.url ?? "")) hurry(incoming, requestMs);
    return listener(incoming, outgoing);
  });
  server.headersTimeout = headersMs;
  server.requestTimeout = fileMs;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const sentence = refusals[error.code ?? ""]?.(port);
      reject(sentence ? new UserError(sentence, { cause: error }) : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo; // a TCP server that listens has one
  const name = host.includes(":") ? `[${host}]` : host;
  const reachable = name === "0.0.0.0" || name === "[::]" ? "127.0.0.1" : name;

  let drainedAt = Number.NEGATIVE_INFINITY;
  return {
    url: `http://${reachable}:${address.port}`,
    open(fetch) {
      answer = fetch;
    },
    drain(stillOpen) {
      drainedAt = performance.now();
      const before = answer;
      answer = (request, env) =>
        stillOpen(new URL(request.url).pathname) ? before(request, env) : comeBack();
    },
    async close() {
      await delay(Math.max(0, drainedAt + LINGER_MS - performance.now()));
      await immediate(); // whoever has connected is let in first
      // http's own close cuts off connections whose request has not been read yet; net's does not.
      const closed = new Promise<void>((resolve) =>
        NetServer.prototype.close.call(server, () => resolve()),
      );
      if (Number.isFinite(drainedAt)) await delay(LAST_WORD_MS);
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), requestMs);
      await closed;
      clearTimeout(late);
    },
  };
}

/** Hangs up on whoever has not sent all of a request in time. */
function hurry(incoming: IncomingMessage, ms: number): void {
  const late = setTimeout(() => incoming.complete || incoming.destroy(), ms);
  incoming.once("close", () => clearTimeout(late));
}

function comeBack(): Response {
  const headers = { "retry-after": "5", connection: "close" };
  return Response.json(
    { error: "Baton is starting or stopping. Try again." },
    { status: 503, headers },
  );
}
