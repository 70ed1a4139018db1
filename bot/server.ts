import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { UserError } from "../pipeline/errors.ts";

/** Slow senders are cut off; a request is at most this long under way. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;

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
export async function listen(host: string, port: number): Promise<Server> {
  let answer: Fetch = () => comeBack();
  const listener = getRequestListener((request, env) => answer(request, env));
  const server = createServer((incoming, outgoing) => {
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    return listener(incoming, outgoing);
  });
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new UserError(`Port ${port} is in use. Set PORT to another one.`) : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo; // a TCP server that listens has one
  const name = host.includes(":") ? `[${host}]` : host;
  const reachable = name === "0.0.0.0" || name === "[::]" ? "127.0.0.1" : name;

  return {
    url: `http://${reachable}:${address.port}`,
    open(fetch) {
      answer = fetch;
    },
    drain(stillOpen) {
      const before = answer;
      answer = (request, env) =>
        stillOpen(new URL(request.url).pathname) ? before(request, env) : comeBack();
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), REQUEST_MS);
      await closed;
      clearTimeout(late);
    },
  };
}

function comeBack(): Response {
  const headers = { "retry-after": "5", connection: "close" };
  return Response.json(
    { error: "Baton is starting or stopping. Try again." },
    { status: 503, headers },
  );
}
