import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Web } from "../../jobs/world.ts";
import { answer } from "./answer.ts";
import { hostOf } from "./hosts.ts";
import { recordsOf } from "./records.ts";

const LOOPBACK = "127.0.0.1";
/** Longer than anybody who reads keeps a connection: it is not for a server to hang up first. */
const KEEP_ALIVE_MS = 75_000;

/** Serves the made-up companies by their host names, on this machine only. Their news is as old as `now` says. */
export async function startSampleWeb(
  now: () => Date = () => new Date(),
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    respond(request, response, now()).catch((error: unknown) => response.destroy(toError(error)));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(0, LOOPBACK);
  await once(server, "listening");

  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("sample web has no port");
  return {
    port: address.port,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections(); // slow.example never lets go by itself
      await closed;
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, now: Date) {
  const url = URL.parse(request.url ?? "/", `http://${request.headers.host ?? "nobody"}`);
  const said = url ? await answer(url.hostname, url.pathname, now) : undefined;
  if (said === "never") return;
  const { status, headers, body } = said ?? { status: 400, headers: {}, body: "" };
  response.writeHead(status, headers).end(request.method === "HEAD" ? "" : body);
}

/** The Internet of the sample companies: their names, and nothing else, lead to the sample server. */
export function sampleWeb(port: number): Web {
  return {
    async resolve(host) {
      if (hostOf(host)) return [{ address: LOOPBACK, family: 4 }];
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" });
    },
    isPublic: (address, host) => address === LOOPBACK && hostOf(host) !== undefined,
    portFor: (host) => (hostOf(host) ? port : null),
    records: (host, type) => Promise.resolve(recordsOf(host, type)),
  };
}

/**
 * Asks the sample web about hosts that end in `.example`, and the real one about all others.
 * The host decides for addresses too: loopback never becomes public for a real name.
 */
export function withSampleWeb(real: Web, sample: Web): Web {
  const webOf = (host: string) => (/\.example\.?$/i.test(host) ? sample : real);
  return {
    resolve: (host) => webOf(host).resolve(host),
    isPublic: (address, host) => webOf(host).isPublic(address, host),
    portFor: (host) => webOf(host).portFor(host),
    records: (host, type) => webOf(host).records(host, type),
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
