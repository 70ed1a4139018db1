import { pino } from "pino";
import type { Card } from "../../cards/card.ts";
import type { Db } from "../../db/client.ts";
import { durations } from "../../jobs/durations.ts";
import { vendors } from "../../jobs/vendors.ts";
import type { ChatPort, MailPort, OutgoingMail, Posted, Target, World } from "../../jobs/world.ts";
import type { Surface } from "../../pipeline/surface.ts";

export const testNow = new Date("2026-03-01T09:00:00Z");

/** What production waits, but for cards and hosts, which tests need not be polite to. */
export const testDurations = { ...durations, cardEditMs: 0, hostDelayMs: 0, channelPostMs: 0 };

/** A world without an outside: every chat is disconnected and every request fails. */
export function testWorld(db: Db, own: Partial<World> = {}): World {
  const nowhere = () => Promise.reject(new Error("this test has no outside world"));
  return {
    db,
    now: () => testNow,
    random: () => 0.5,
    sleep: () => Promise.resolve(),
    durations: testDurations,
    chat: { slack: null, teams: null },
    mail: null,
    web: { resolve: nowhere, isPublic: () => false, portFor: () => null, records: nowhere },
    vendors,
    browser: null,
    llm: null,
    publicUrl: "http://127.0.0.1:3000",
    eraseSamples: null,
    log: pino({ level: "silent" }),
    ...own,
  };
}

/** A web in which no site exists. */
export const emptyWeb: World["web"] = {
  resolve: (host) => Promise.reject(Object.assign(new Error(host), { code: "ENOTFOUND" })),
  isPublic: () => false,
  portFor: () => null,
  records: () => Promise.resolve([]),
};

export type Sent = { kind: "post" | "update" | "whisper"; to: string; card: Card };

/** A chat that remembers what it was told. */
export function recordingChat(surface: Surface): { port: ChatPort; sent: Sent[] } {
  const sent: Sent[] = [];
  const to = (target: Target) => (target.kind === "dm" ? `dm:${target.userId}` : target.channelId);
  const port: ChatPort = {
    post(_, target, card) {
      sent.push({ kind: "post", to: to(target), card });
      return Promise.resolve({ channelId: to(target), messageId: `${surface}-${sent.length}` });
    },
    update(_, at: Posted, card) {
      sent.push({ kind: "update", to: at.channelId, card });
      return Promise.resolve();
    },
    whisper(_, { userId }, card) {
      sent.push({ kind: "whisper", to: userId, card });
      return Promise.resolve();
    },
    lookup: () => Promise.resolve("cannot_tell"),
    sendFile: () => Promise.resolve(),
  };
  return { port, sent };
}

export type SentMail = OutgoingMail & { effectKey: string };

/** A mailbox that remembers what left by it; `failures` are thrown first, one per try. */
export function recordingMail(
  afterLostAnswer: MailPort["afterLostAnswer"] = "same_key",
  failures: Error[] = [],
): { port: MailPort; sent: SentMail[] } {
  const sent: SentMail[] = [];
  const port: MailPort = {
    afterLostAnswer,
    send(_, effectKey, mail) {
      const failure = failures.shift();
      if (failure) return Promise.reject(failure);
      if (sent.every((one) => one.effectKey !== effectKey)) sent.push({ ...mail, effectKey });
      return Promise.resolve({ providerId: effectKey });
    },
  };
  return { port, sent };
}
