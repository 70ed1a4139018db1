import { answers } from "../../cards/answers.ts";
import type { Card } from "../../cards/card.ts";
import { doctorCard } from "../../cards/doctor-card.ts";
import { helpCard } from "../../cards/help-card.ts";
import { homeCard } from "../../cards/home-card.ts";
import { type ListKind, listCard } from "../../cards/list-card.ts";
import { statsCard } from "../../cards/stats-card.ts";
import { lastClaimWaitMs, listDropped, listMine, listQueue, readStats } from "../../db/lists.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import { commands } from "../../pipeline/ingest/commands.ts";
import { can } from "../../pipeline/person.ts";
import { note } from "./act.ts";
import { checkHealth } from "./health.ts";
import type { Answer, Request, Who } from "./request.ts";

/** `mine`, `queue` and `dropped`, for the asker alone. */
export async function list(world: World, { who }: Request, kind: ListKind): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const timeZone = await timeZoneOf(tx);
    const read = {
      mine: () => listMine(tx, who.personId),
      queue: () => listQueue(tx),
      dropped: () => listDropped(tx),
    };
    const waitMs = kind === "queue" ? await lastClaimWaitMs(tx) : null;
    const minutes = waitMs === null ? null : Math.round(waitMs / 60_000);
    const card = listCard(kind, await read[kind](), world.now(), timeZone, minutes);
    return { kind: "whisper", card };
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
  const mayUse = (role: string) =>
    role === "rep" ? true : role === "admin" ? who.role === "admin" : can(who, "reassign");
  return { kind: "whisper", card: helpCard(commands.filter((one) => mayUse(one.role))) };
}

/** One person's Home: the next lead on top, then theirs, then what their role watches over. */
export async function home(world: World, who: Who): Promise<Card> {
  const checks = who.role === "admin" ? await checkHealth(world, who.tenantId) : [];
  return world.db.inTenant(who.tenantId, async (tx) => {
    const timeZone = await timeZoneOf(tx);
    const waiting = await listQueue(tx);
    const mine = await listMine(tx, who.personId);
    const numbers = await readStats(tx);
    const figures = [
      { label: "Leads", value: String(numbers.leads) },
      { label: "Claimed", value: String(numbers.claimed) },
      { label: "Waiting", value: String(waiting.length) },
    ];
    return homeCard(
      {
        name: who.name,
        next: waiting[0] ?? null,
        mine,
        waiting: can(who, "reassign") ? waiting : [],
        figures,
        checks,
        samples: who.role === "admin" && world.eraseSamples !== null,
      },
      world.now(),
      timeZone,
    );
  });
}

/** The one button that forgets the sample leads; there is none where leads are real. */
export async function eraseSamples(world: World, { who }: Request): Promise<Answer> {
  if (who.role !== "admin" || !world.eraseSamples) return note(answers.oldButton);
  return note(answers.erased(await world.eraseSamples()));
}
