import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
  authorization: string | null;
};
export type Answered = {
  status?: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
};

/** A provider on loopback that answers as it is told and remembers what it was asked. */
export async function fakeServer(answer: (asked: Asked) => Answered | Promise<Answered>) {
  const asked: Asked[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const request = {
      method: incoming.method ?? "GET",
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      body: await text(incoming),
      authorization: incoming.headers.authorization ?? null,
    };
    asked.push(request);
    const { status = 200, json, text: said, headers = {} } = await answer(request);
    outgoing.writeHead(status, { "content-type": "application/json", ...headers });
    outgoing.end(said ?? (json === undefined ? "" : JSON.stringify(json)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    count: (path: RegExp) => asked.filter((one) => path.test(one.path)).length,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
