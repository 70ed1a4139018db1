import pino from "pino";
import type { Answer, Doorkeeper, Handlers, Who } from "../../../bot/handlers/request.ts";
import type { Card, Form } from "../../../cards/card.ts";
import type { ChatPort } from "../../../jobs/world.ts";
import type { Surface } from "../../../pipeline/surface.ts";

export const tenantId = "tenant-1";

/** Every call made through a fake, in order: its name and what it was given. */
export type Calls = [name: string, ...given: unknown[]][];

/** What the calls of one name were given. */
export function given(calls: Calls, name: string): unknown[][] {
  return calls.filter(([called]) => called === name).map(([, ...given]) => given);
}

export type Answers = Partial<
  Record<"command" | "press" | "submit" | "fromMessage" | "file", Answer | (() => Answer)>
>;

/** Handlers that answer what they are told to, and write down what they are asked. */
export function fakeHandlers(calls: Calls, answers: Answers = {}): Handlers {
  const give = (name: keyof Answers) => {
    const answer = answers[name] ?? { kind: "done" };
    return typeof answer === "function" ? answer() : answer;
  };
  return {
    command: async (request, text) => {
      calls.push(["command", text, request]);
      return give("command");
    },
    press: async (request, press) => {
      calls.push(["press", press, request]);
      return give("press");
    },
    submit: async (request, submission) => {
      calls.push(["submit", submission, request]);
      return give("submit");
    },
    react: async (request, reaction) => {
      calls.push(["react", reaction, request]);
    },
    file: async (request, { read, ...about }) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of await read()) pieces.push(piece);
      calls.push(["file", { ...about, text: Buffer.concat(pieces).toString() }, request]);
      return give("file");
    },
    expectsFiles: async ({ place }) => place.kind === "dm" || place.channelId === "CLEADS",
    home: async (who) => {
      calls.push(["home", who]);
      return card("home", "Your leads");
    },
    fromMessage: async (request, message) => {
      calls.push(["fromMessage", message, request]);
      return give("fromMessage");
    },
    unfurl: async (tenant, url, outsiders) => {
      calls.push(["unfurl", tenant, url, outsiders]);
      return url.includes("/evidence/") ? card("L1", "New lead") : undefined;
    },
    search: async (request, text) => {
      calls.push(["search", text, request]);
      return text === "nobody" ? [] : [card("L1", "Acme <b> (A · 86)")];
    },
  };
}

/** Knows one install per chat (`team`), takes everybody in it for a rep, remembers event ids. */
export function fakeDoorkeeper(team: string): Doorkeeper {
  const seen = new Set<string>();
  return {
    whoIs: async (surface: Surface, asked, user): Promise<Who | undefined> =>
      asked === team
        ? {
            tenantId,
            surface,
            userId: user.id,
            personId: `person-${user.id}`,
            name: user.name ?? "Somebody",
            role: "rep",
          }
        : undefined,
    firstSight: async (_tenantId, _surface, eventId) => {
      const isNew = !seen.has(eventId);
      seen.add(eventId);
      return isNew;
    },
  };
}

export function fakePort(calls: Calls): ChatPort {
  return {
    post: async (_tenant, target, card) => {
      calls.push(["post", target, card.summary]);
      return { channelId: "C1", messageId: "1.1" };
    },
    update: async (_tenant, at, card) => {
      calls.push(["update", at, card.summary]);
    },
    whisper: async (_tenant, to, card) => {
      calls.push(["whisper", card.summary, to]);
    },
    lookup: async () => "cannot_tell",
    sendFile: async (_tenant, userId, file) => {
      calls.push(["sendFile", userId, file.name]);
    },
  };
}

/** A log whose lines can be read. */
export function fakeLog(): { log: pino.Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "debug" }, { write: (line) => lines.push(JSON.parse(line)) });
  return { log, lines };
}

export function card(id: string, summary: string): Card {
  return { id, version: 3, summary, parts: [{ kind: "text", line: [summary] }], refresh: null };
}

export const snoozeForm: Form = {
  title: "Snooze",
  submit: "Snooze",
  verb: "snooze",
  args: { lead: "L1" },
  parts: [],
  fields: [
    { kind: "date", name: "until", label: "Until", hint: null, required: true, initial: null },
    {
      kind: "text",
      name: "note",
      label: "Note",
      hint: null,
      required: false,
      multiline: false,
      maxLength: 200,
      initial: null,
    },
  ],
};
