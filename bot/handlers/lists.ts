import { answers } from "../../cards/answers.ts";
import { doctorCard } from "../../cards/doctor-card.ts";
import { enrichStatsCard } from "../../cards/enrich-stats-card.ts";
import { helpCard } from "../../cards/help-card.ts";
import { accountsCard } from "../../cards/identity-answers.ts";
import { type ListKind, listCard, queueCard } from "../../cards/list-card.ts";
import { sourceStatsCard } from "../../cards/source-stats-card.ts";
import { statsCard } from "../../cards/stats-card.ts";
import { readSources } from "../../db/campaigns.ts";
import { readEnrichStats } from "../../db/enrich-stats.ts";
import { countKnownAccounts } from "../../db/known-accounts.ts";
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

const STATS_MS = 30 * 86_400_000;

/** The tenant's numbers; asked about `source`, where its leads come from; about `enrich`, how research goes. */
export async function stats(world: World, { who }: Request, topic: string | null): Promise<Answer> {
  if (topic === "source") {
    const counted = await world.db.inTenant(who.tenantId, readSources);
    return { kind: "whisper", card: sourceStatsCard(counted) };
  }
  if (topic === "enrich") {
    const since = new Date(world.now().getTime() - STATS_MS);
    const found = await world.db.inTenant(who.tenantId, (tx) => readEnrichStats(tx, since));
    return { kind: "whisper", card: enrichStatsCard(found) };
  }
  const numbers = await world.db.inTenant(who.tenantId, readStats);
  return { kind: "whisper", card: statsCard(numbers) };
}

/** How long the lists of customers, open deals, partners and competitors are. */
export async function accounts(world: World, { who }: Request): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const found = await countKnownAccounts(tx);
    return { kind: "whisper", card: accountsCard(found, world.now(), await timeZoneOf(tx)) };
  });
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
