import { Hono } from "hono";
import { teamsLine } from "../../../bot/teams/adapter.ts";
import { teamsApp } from "../../../bot/teams/app.ts";
import type { Conversation, TeamsMemory } from "../../../bot/teams/memory.ts";
import { teamsPort } from "../../../bot/teams/port.ts";
import type { OutgoingFile } from "../../../jobs/world.ts";
import {
  type Answers,
  type Calls,
  fakeDoorkeeper,
  fakeHandlers,
  fakeLog,
  fakePort,
  tenantId,
} from "../slack/fakes.ts";
import { listen } from "../slack/support.ts";

export function fakeMemory(known: Conversation[] = []) {
  const gone = new Set<string>();
  const files = new Map<string, { userId: string; file: OutgoingFile }>();
  const there = (one: Conversation | undefined) =>
    one && gone.has(one.conversationId) ? "gone" : one;
  const memory: TeamsMemory = {
    remember: async (_tenant, conversation) => {
      known.push(conversation);
      gone.delete(conversation.conversationId);
    },
    renew: async (_tenant, id, serviceUrl) => {
      for (const one of known) if (one.conversationId === id) one.serviceUrl = serviceUrl;
    },
    forget: async (_tenant, id) => void gone.add(id),
    recall: async (_tenant, id) =>
      there(known.findLast(({ conversationId }) => conversationId === id)),
    personal: async (_tenant, userId) =>
      there(
        known.findLast(
          (one) => one.kind === "personal" && [one.userId, one.aadObjectId].includes(userId),
        ),
      ),
    latest: async () => known.findLast(({ conversationId }) => !gone.has(conversationId)),
    keepForOne: async () => "kept-1",
    keepFile: async (_tenant, userId, file) => {
      files.set(`file-${files.size + 1}`, { userId, file });
      return `file-${files.size}`;
    },
    readFile: async (_tenant, userId, kept) => {
      const found = files.get(kept);
      return found?.userId === userId ? found.file : undefined;
    },
    dropFile: async (_tenant, _userId, kept) => void files.delete(kept),
  };
  return Object.assign(memory, { known, gone, files });
}

/** The Teams app on fakes, without credentials; nothing of it leaves the process. */
export function teamsDesk(answers: Answers = {}) {
  const calls: Calls = [];
  const { log, lines } = fakeLog();
  const memory = fakeMemory();
  const handlers = fakeHandlers(calls, answers);
  const doorkeeper = fakeDoorkeeper("entra-1");
  const port = fakePort(calls);
  const app = teamsApp({ handlers, doorkeeper, port, memory, log, line: teamsLine(null) });
  return { app, port, answers, calls, lines, memory, handlers, doorkeeper };
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
  { app }: { app: { routes: Hono } },
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
  answer: (path: string) => Response | Promise<Response> = () =>
    Response.json({ id: "new-1" }, { status: 201 }),
) {
  const requests: { method: string; path: string; body: Record<string, unknown> }[] = [];
  const app = new Hono().all("*", async (c) => {
    const body = await c.req.json().catch(() => ({})); // reading and deleting say nothing
    requests.push({ method: c.req.method, path: c.req.path, body });
    return answer(c.req.path);
  });
  const server = await listen(app);
  const memory = fakeMemory();
  const port = teamsPort({ line: teamsLine(null), memory });
  const conversation = (conversationId: string, kind: Conversation["kind"]): Conversation => ({
    conversationId,
    kind,
    teamId: null,
    serviceUrl: server.url,
    botId: "28:baton",
    userId: "29:rita",
    aadObjectId: null,
    entraTenantId: "entra-1",
  });
  return {
    ...server,
    requests,
    memory,
    port,
    conversation,
    async postSomewhere() {
      await memory.remember(tenantId, conversation("a:rita", "personal"));
      const card = { id: "L1", version: 1, summary: "New lead", parts: [], refresh: null };
      return port.post(tenantId, { kind: "channel", channelId: "a:rita" }, card);
    },
  };
}

/** An address of this machine that nobody listens at. */
export async function deadUrl(): Promise<string> {
  const server = await listen(new Hono());
  await server[Symbol.asyncDispose]();
  return server.url;
}
