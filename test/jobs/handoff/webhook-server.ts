import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Web } from "../../../jobs/world.ts";

export const slackAddress = "https://hooks.slack.com/services/T0/B0/secret";
export const teamsAddress =
  "https://prod-1.westeurope.logic.azure.com/workflows/0f/triggers/manual/paths/invoke?sig=s";

type Message = { host: string; path: string; text: string };
type Answer = (message: Message, response: ServerResponse, request: IncomingMessage) => void;

export const ok: Answer = ({ host }, response) =>
  host.startsWith("hooks.") ? response.end("ok") : response.writeHead(202).end();

/** A server that stands in for both chats' webhooks, and the web that leads to it and nowhere else. */
export async function webhookServer(answer: Answer = ok) {
  const heard: Message[] = [];
  const mode = { answer };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { url: path = "", headers } = request;
      const message = { host: headers.host ?? "", path, text: Buffer.concat(chunks).toString() };
      heard.push(message);
      mode.answer(message, response, request);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const web: Web = {
    resolve: () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]),
    isPublic: (address) => address === "127.0.0.1",
    portFor: () => port,
    records: () => Promise.resolve([]),
  };
  return {
    heard,
    mode,
    web,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
