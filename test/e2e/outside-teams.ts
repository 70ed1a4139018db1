import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { Json } from "../../db/playground-schema.ts";
import { eventually } from "../support/playground.ts";
import { objectsIn } from "./chat.ts";

const olga = { id: "29:olga", name: "Olga Outside" };
const tenantId = randomUUID();

type Posted = { id: string; text: string; activity: Json };

/** A Teams that Baton does not know: its own organisation, and a connector of its own on this machine. */
export async function outsideTeams(batonUrl: string, { serviceUrl }: { serviceUrl?: string } = {}) {
  const posted = new Map<string, Posted>();
  const server = createServer(async (request, response) => {
    const activity = (await json(request)) as Json;
    const [, replaced] = /\/activities\/([^/?]+)$/.exec(request.url ?? "") ?? [];
    const id = request.method === "PUT" && replaced ? replaced : `m${posted.size}`;
    posted.set(id, { id, text: JSON.stringify(activity), activity });
    response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ id }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one

  const send = async (more: Json) => {
    const activity = {
      id: randomUUID(),
      channelId: "msteams",
      serviceUrl: serviceUrl ?? `http://127.0.0.1:${port}`,
      from: olga,
      recipient: { id: "28:baton", name: "Baton" },
      conversation: { id: "a:olga", conversationType: "personal", tenantId },
      channelData: { tenant: { id: tenantId } },
      ...more,
    };
    return fetch(`${batonUrl}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(activity),
    });
  };

  return {
    say: async (text: string) => (await send({ type: "message", text })).status,

    /** A message that Baton posted to this client, once there is one that says this. */
    sees: (words: RegExp) =>
      eventually(() => {
        const found = [...posted.values()].find(({ text }) => words.test(text));
        assert.ok(found, `nothing says ${words}`);
        return found;
      }),

    /** Presses a button of a card, as Teams does; what Baton answered. */
    async execute({ id, activity }: Posted, title: string): Promise<unknown> {
      const action = actionsIn(activity).find((one) => one.title === title);
      assert.ok(action, `the card has no ${title}`);
      const value = { action, trigger: "manual" };
      const press = { type: "invoke", name: "adaptiveCard/action", value, replyToId: id };
      return (await send(press)).json();
    },

    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Every action in an activity, wherever its card holds it. */
function actionsIn(value: unknown): Json[] {
  if (typeof value !== "object" || value === null) return [];
  const actions = "actions" in value ? objectsIn(value.actions) : [];
  return [...actions, ...Object.values(value).flatMap(actionsIn)];
}
