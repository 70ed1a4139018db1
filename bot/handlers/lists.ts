import { answers } from "../../cards/answers.ts";
import { doctorCard } from "../../cards/doctor-card.ts";
import { helpCard } from "../../cards/help-card.ts";
import { type ListKind, listCard, queueCard } from "../../cards/list-card.ts";
import { statsCard } from "../../cards/stats-card.ts";
import {
  lastClaimWaitMs,
  listDropped,
  listMine,
  listQueue,
  listUnread,
  readStats,
} from "../../db/lists.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import { commands } from "../../pipeline/ingest/commands.ts";
import { can } from "../../pipeline/person.ts";
import { note } from "./act.ts";
import { checkHealth } from "./health.ts";
import type { Answer, Request } from "./request.ts";

/** `mine`, `queue` and `dropped`, for the asker alone. */
export async function list(world: World, { who }: Request, kind: ListKind): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const clock = { now: world.now(), timeZone: await timeZoneOf(tx) };
    if (kind !== "queue") {
      const leads = kind === "mine" ? await listMine(tx, who.personId) : await listDropped(tx);
      return { kind: "whisper", card: listCard(kind, leads, clock) };
    }
    const found = { waiting: await listQueue(tx), unread: await listUnread(tx) };
    const waitMs = await lastClaimWaitMs(tx);
    const minutes = waitMs === null ? null : Math.round(waitMs / 60_000);
    return { kind: "whisper", card: queueCard(found, clock, minutes) };
  });
}

export async function stats(world: World, { who }: Request): Promise<Answer> {
  const numbers = await world.db.inTenant(who.tenantId, readStats);
  return { kind: "whisper", card: statsCard(numbers) };
}

export async function doctor(world: World, { who }: Request): Promise<Answer> {
  return { kind: "whisper", card: doctorCard(await checkHealth(world, who.tenantId)) };
}

export function help({ who }: Request): Answer {
  const allowed = commands.filter(({ needs }) => needs === null || can(who, needs));
  return { kind: "whisper", card: helpCard(allowed) };
}

/** The one button that forgets the sample leads; there is none where leads are real. */
export async function eraseSamples(world: World): Promise<Answer> {
  if (!world.eraseSamples) return note(answers.oldButton);
  return note(answers.erased(await world.eraseSamples()));
}
