import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Web } from "../../../jobs/world.ts";

export const outside = "127.0.0.9";
export const inside = "127.0.0.1";

export type Stage = AsyncDisposable & {
  web: Web;
  /** What the public server was asked, e.g. `site.example/robots.txt`. */
  asked: string[];
  /** What the internal server was asked. Always empty, or a guard has failed. */
  leaks: string[];
};

/**
 * A small Internet on loopback: every name leads to a public server on 127.0.0.9, while an internal
 * one listens at the same port of 127.0.0.1 and must never hear anything.
 */
export async function openStage(
  site: RequestListener,
  names: Record<string, () => string[]> = {},
): Promise<Stage> {
  const asked: string[] = [];
  const leaks: string[] = [];
  const internet = createServer({ insecureHTTPParser: true }, (request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    site(request, response);
  });
  const internal = createServer((request, response) => {
    leaks.push(`${request.headers.host}${request.url}`);
    response.end("SECRET");
  });
  internal.on("upgrade", (request, socket) => {
    leaks.push(`${request.headers.host}${request.url} upgrade`);
    socket.destroy();
  });
  internal.on("connection", () => leaks.push("a connection"));

  const port = await listen(internet, outside, 0);
  await listen(internal, inside, port);

  return {
    asked,
    leaks,
    web: {
      async resolve(host) {
        const addresses = names[host]?.() ?? [outside];
        return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      },
      isPublic: (address) => address === outside,
      portFor: () => port,
      records: () => Promise.resolve([]),
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([close(internet), close(internal)]);
    },
  };
}

export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    // A server that listens on a port always has an address object.
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
