import { Hono } from "hono";
import { teamsAdapter } from "../../../bot/teams/adapter.ts";
import { teamsApp } from "../../../bot/teams/app.ts";
import type { Conversation, TeamsMemory } from "../../../bot/teams/memory.ts";
import { teamsPort } from "../../../bot/teams/port.ts";
import {
  type Answers,
  type Calls,
  fakeDoorkeeper,
  fakeHandlers,
  fakeLog,
  fakePort,
} from "../slack/fakes.ts";
import { listen } from "../slack/support.ts";

function fakeMemory(known: Conversation[] = []): TeamsMemory & { known: Conversation[] } {
  return {
    known,
    remember: async (_tenant, conversation) => {
      known.push(conversation);
    },
    recall: async (_tenant, id) => known.findLast(({ conversationId }) => conversationId === id),
    personal: async (_tenant, userId) =>
      known.findLast((one) => one.kind === "personal" && one.userId === userId),
    latest: async () => known.at(-1),
    keepForOne: async () => "kept-1",
  };
}

/** The Teams app on fakes, without credentials; nothing of it leaves the process. */
export function teamsDesk(answers: Answers = {}) {
  const calls: Calls = [];
  const { log, lines } = fakeLog();
  const memory = fakeMemory();
  const handlers = fakeHandlers(calls, answers);
  const doorkeeper = fakeDoorkeeper("entra-1");
  const adapter = teamsAdapter(null);
  const port = fakePort(calls);
  const desk = { handlers, doorkeeper, port, memory, log };
  const app = teamsApp({ ...desk, adapter, open: true });
  return { app, calls, lines, memory, handlers, doorkeeper };
}

let activities = 0;

function activity(more: object): object {
  activities++;
  return {
    id: `activity-${activities}`,
    channelId: "msteams",
    serviceUrl: "http://127.0.0.1:9",
    from: { id: "29:rita", name: "Rita Rep" },
    recipient: { id: "28:baton", name: "Baton" },
    conversation: { id: "a:rita", conversationType: "personal", tenantId: "entra-1" },
    ...more,
  };
}

export async function send(
  { app }: Pick<ReturnType<typeof teamsDesk>, "app">,
  more: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return app.routes.request("http://127.0.0.1:3000/api/messages", {
    method: "POST",
    body: JSON.stringify(activity(more)),
    headers: { "content-type": "application/json", ...headers },
  });
}

export function invoke(name: string, value: unknown, more: object = {}): object {
  return { type: "invoke", name, value, replyToId: "m1", ...more };
}

/** The connector of a Teams that says yes to everything, and a port that posts there. */
export async function fakeTeams(
  answer: (path: string) => Response = () => Response.json({ id: "new-1" }, { status: 201 }),
) {
  const requests: { method: string; path: string; body: Record<string, unknown> }[] = [];
  const app = new Hono().all("*", async (c) => {
    requests.push({ method: c.req.method, path: c.req.path, body: await c.req.json() });
    return answer(c.req.path);
  });
  const server = await listen(app);
  const memory = fakeMemory();
  const port = teamsPort({ adapter: teamsAdapter(null), appId: "", memory });
  const conversation = (conversationId: string, kind: Conversation["kind"]): Conversation => ({
    conversationId,
    kind,
    serviceUrl: server.url,
    botId: "28:baton",
    userId: "29:rita",
    entraTenantId: "entra-1",
  });
  return { ...server, requests, memory, port, conversation };
}
