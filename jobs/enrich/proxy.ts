import {
  createServer,
  type IncomingMessage,
  request as requestUpstream,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type Duplex, pipeline } from "node:stream";
import type { Web } from "../world.ts";
import { dialledUrl, guardedLookup, literalRefusal, urlProblem } from "./fetch-guard.ts";

const IDLE_MS = 10_000;

export type Proxy = AsyncDisposable & { url: string };

/**
 * A forward proxy that lets nothing through to the network behind us. Browsers have too many ways
 * to ask for something (frames, workers, sockets, redirects) to guard each; all of them end here.
 */
export async function openProxy(web: Web, maxBytes: number): Promise<Proxy> {
  const sockets = new Set<Duplex>();
  let left = maxBytes;
  /** One page may bring so much and no more, however many requests it makes. */
  const meter = (stream: Duplex | IncomingMessage) => {
    stream.on("data", (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) stream.destroy();
    });
  };

  const server = createServer((request, response) => forward(request, response, web, meter));
  server.on("connection", (socket) => track(socket, sockets));
  server.on("connect", (request, client, head) => {
    const upstream = tunnel(request, client, head, web);
    if (upstream) meter(track(upstream, sockets));
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, so it has one
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

type Meter = (stream: Duplex | IncomingMessage) => void;

/** Plain http: the browser sends the whole URL. */
function forward(request: IncomingMessage, response: ServerResponse, web: Web, meter: Meter): void {
  const url = URL.parse(request.url ?? "");
  if (url?.protocol !== "http:" || urlProblem(url, web) || literalRefusal(url.hostname, web)) {
    response.writeHead(403).end();
    return;
  }

  const upstream = requestUpstream(dialledUrl(url, web), {
    method: request.method ?? "GET",
    headers: { ...endToEnd(request.headers), host: url.host },
    lookup: guardedLookup(web),
    agent: false,
    timeout: IDLE_MS,
  });
  upstream.on("response", (answer) => {
    const { statusCode = 0, headers } = answer;
    // Less is no answer, and Node throws when asked to send it on.
    const final = statusCode >= 200;
    response.writeHead(final ? statusCode : 502, final ? endToEnd(headers) : {});
    meter(answer);
    pipeline(answer, response, () => {}); // either end may leave; both are closed then
  });
  upstream.on("timeout", () => upstream.destroy());
  upstream.on("close", () => {
    if (!response.headersSent) response.writeHead(502).end();
  });
  upstream.on("error", () => {}); // closed next
  response.on("close", () => upstream.destroy());
  request.pipe(upstream);
}

/** https: the browser names host and port and speaks through us. Sample hosts have no TLS. */
function tunnel(request: IncomingMessage, client: Duplex, head: Buffer, web: Web): Duplex | null {
  const url = URL.parse(`https://${request.url}`);
  if (url?.port !== "" || web.portFor(url.hostname) !== null || literalRefusal(url.hostname, web)) {
    client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    return null;
  }

  const host = url.hostname.replace(/^\[|\]$/g, "");
  const upstream = connect({ host, port: 443, lookup: guardedLookup(web), timeout: IDLE_MS });
  upstream.on("connect", () => {
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    upstream.write(head);
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on("timeout", () => upstream.destroy());
  upstream.on("error", () => client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
  upstream.on("close", () => client.end());
  client.on("close", () => upstream.destroy());
  return upstream;
}

const perHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function endToEnd(headers: IncomingMessage["headers"]) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !perHop.has(name)));
}

/** Remembers a socket until it closes. A broken one closes by itself and is nobody's problem. */
function track<Socket extends Duplex>(socket: Socket, sockets: Set<Duplex>): Socket {
  sockets.add(socket);
  socket.on("error", () => {});
  socket.on("close", () => sockets.delete(socket));
  return socket;
}
