import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A Slack that takes every message, and remembers what was said in which order. */
export async function openFakeSlack() {
  const said: string[] = [];
  const server = createServer(async (request, response) => {
    const fields = new URLSearchParams(await text(request));
    said.push(fields.get("text") ?? "");
    const answer = { ok: true, channel: fields.get("channel"), ts: `${said.length}.000000` };
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    said,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
