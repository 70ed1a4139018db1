import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { z } from "zod";
import { slackClient } from "../../bot/slack/client.ts";
import { slackPort } from "../../bot/slack/port.ts";
import { noteCard } from "../../cards/note-card.ts";
import { defineEffect, type EffectKind, wantEffect } from "../../jobs/effect.ts";
import { channelBurst, priorityOf } from "../../jobs/handoff/want-card.ts";
import type { ChatPort } from "../../jobs/world.ts";
import { sendOutbox } from "../support/outbox.ts";
import { testDurations, testWorld } from "../support/world.ts";
import { openFakeSlack } from "./fake-slack.ts";
import { openOwnDb } from "./own-db.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

const CARDS = 500;
/** A channel's second, made short. */
const PACE_MS = 5;
const target = { kind: "channel", channelId: "C1" } as const;

/**
 * 500 cards at once for one channel that takes one per turn, the best lead wanted last: when it
 * goes out, and how many go out per second, against a loop that posts one per turn and keeps no book.
 */
export async function notifier(stage: Stage): Promise<Result[]> {
  const slack = await openFakeSlack();
  const client = slackClient("xoxb-bench", slack.apiUrl, pino({ level: "silent" }));
  const clientFor = () => Promise.resolve(client);
  const port = slackPort({ clientFor, apiUrl: slack.apiUrl, timeoutMs: 10_000 });
  const db = await openOwnDb(stage);
  const kind = cardKind(port);
  for (let n = 1; n <= CARDS; n += 1) {
    const label = n === CARDS ? "A" : "C";
    const effect = { leadId: null, effectKey: `card ${n}`, channel: "slack", lane: "C1" };
    await db.inTenant(db.tenantId, (tx) =>
      wantEffect(tx, kind, {
        ...effect,
        priority: priorityOf(label),
        target: { text: `${label} ${n}` },
      }),
    );
  }
  const durations = { ...testDurations, channelPostMs: PACE_MS };
  const world = testWorld(db, { durations, now: () => new Date() });
  const ours = await rateOf(slack.said, () => sendOutbox(world, db.tenantId, [kind]));
  const place = slack.said.indexOf(`A ${CARDS}`) + 1;
  await db.close();

  slack.said.length = 0;
  const bare = await rateOf(slack.said, async () => {
    await port.post("bench", target, noteCard(`bare ${slack.said.length}`));
    await sleep(PACE_MS);
  });
  await slack.close();

  const opponent = `a loop without a book, ${Math.round(bare)} cards/s`;
  const before = `${CARDS - 1} cards wanted before it`;
  return [
    {
      ...{ name: "notifier", value: ours, unit: "cards/s", opponent },
      ...{ ratio: ours / bare, goal: { ratioAtLeast: 0.25 } },
    },
    {
      ...{ name: "a_lead_first", value: place, unit: "th", opponent: before },
      ...{ ratio: CARDS / place, goal: { atMost: 1 } },
    },
  ];
}

/** Posts until all cards are out; returns how many that were per second. */
async function rateOf(said: readonly string[], post: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  while (said.length < CARDS) await post();
  return (CARDS / (performance.now() - startedAt)) * 1_000;
}

function cardKind(port: ChatPort): EffectKind<unknown> {
  return defineEffect({
    ...{ name: "bench", target: z.object({ text: z.string() }), burst: channelBurst, attempts: 5 },
    afterLostAnswer: () => "look_up" as const,
    paceMs: ({ channelPostMs }) => channelPostMs,
    forbidden: () => Promise.resolve(null),
    async call(_, { tenantId, row, target: { text } }) {
      const posted = await port.post(tenantId, target, noteCard(text), row.effectKey);
      return { providerId: posted.messageId, response: posted };
    },
    lookUp: () => Promise.resolve("cannot_tell"),
    ended: () => Promise.resolve(),
  }) as EffectKind<unknown>; // the target is parsed before it is used
}
