import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { AfterLostAnswer } from "../../jobs/world.ts";

/** What the provider does with one request. The last two did it, and we never hear. */
export type Mode = "ok" | "busy" | "broken" | "html" | "silent" | "reset" | "lost";

export type Ledger = {
  url: string;
  /** Every effect that was accepted, in order, by the way of its provider. */
  accepted: (way: AfterLostAnswer) => readonly string[];
  close: () => Promise<void>;
};

/** How long a caller that was told to come back should stay away, in seconds. */
const BUSY_SECONDS = 1;

const ways = z.enum(["same_key", "upsert", "look_up", "copy", "ask"]);

/**
 * A provider that writes down what it accepts. It takes a moment before and after, and does what
 * it was asked even when whoever asked is gone, as the real ones do.
 */
export async function openLedger(
  random: () => number,
  modeOf: (key: string) => Mode = () => "ok",
  lagMs = 20,
): Promise<Ledger> {
  const books = new Map<AfterLostAnswer, string[]>(ways.options.map((way) => [way, []]));
  const bookOf = (way: AfterLostAnswer) => books.get(way) ?? [];
  const lag = () => delay(random() * lagMs);

  const accept = (way: AfterLostAnswer, key: string) => {
    const book = bookOf(way);
    const replaces = way === "same_key" || way === "upsert"; // that is what makes these providers kind
    if (!(replaces && book.includes(key))) book.push(key);
  };

  const take = async (way: AfterLostAnswer, key: string, response: ServerResponse) => {
    const mode = modeOf(key);
    if (mode === "silent") return;
    if (mode === "busy") return reply(response, 429, "{}", { "retry-after": BUSY_SECONDS });
    if (mode === "broken") return reply(response, 500, "{}");
    if (mode === "html") return reply(response, 503, "<h1>Down for maintenance</h1>");
    await lag();
    accept(way, key);
    await lag();
    const receipt = JSON.stringify({ id: `id of ${key}` });
    if (mode === "ok") return reply(response, 200, receipt);
    if (mode === "reset") {
      response.writeHead(200, { "content-length": receipt.length });
      await new Promise((written) => response.write(receipt.slice(0, 5), written));
    }
    response.destroy();
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [, path = "", key = ""] = (request.url ?? "").split("/");
    const way = ways.parse(path);
    if (request.method === "POST")
      return take(way, decodeURIComponent(await text(request)), response);
    const found = bookOf(way).includes(decodeURIComponent(key));
    return reply(response, found ? 200 : 404, JSON.stringify({ id: `id of ${key}` }));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy()); // the caller was killed meanwhile
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}`,
    accepted: bookOf,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function reply(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, number> = {},
): void {
  response.writeHead(status, headers).end(body);
}
