import { answers } from "../../cards/answers.ts";
import { failedSyncCard, shownSyncs } from "../../cards/failed-sync-card.ts";
import { recordWords } from "../../cards/record-words.ts";
import type { Tx } from "../../db/client.ts";
import { isId } from "../../db/ids.ts";
import { dropFailed, listFailedSyncs, reopenFailed } from "../../db/kept-arrivals.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { settleByRecord } from "../../jobs/crm/pull-job.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Answer, Press, Request } from "./request.ts";

/** `/lead failed`: records of other systems that could not be fetched. */
export function failedSyncs(world: World, request: Request): Promise<Answer> {
  return world.db.inTenant(request.who.tenantId, (tx) => answer(tx, world, request));
}

/** Asks for one failed record again. */
export function retrySync(
  world: World,
  request: Request,
  { arrival = "" }: Press["args"],
): Promise<Answer> {
  if (!isId(arrival)) throw new UserError(answers.oldButton);
  return reopen(world, request, arrival);
}

/** Asks for all of them again: a new token was given. */
export function retryAllSyncs(world: World, request: Request): Promise<Answer> {
  return reopen(world, request, null);
}

/** The first word counts: what was settled meanwhile stays as it is. */
function reopen(world: World, request: Request, arrival: string | null): Promise<Answer> {
  return world.db.inTenant(request.who.tenantId, async (tx) => {
    for (const id of await reopenFailed(tx, arrival)) await settleByRecord(tx, { id });
    return answer(tx, world, request);
  });
}

/** Gives a failed record up. */
export function dropSync(
  world: World,
  request: Request,
  { arrival = "" }: Press["args"],
): Promise<Answer> {
  if (!isId(arrival)) throw new UserError(answers.oldButton);
  const { tenantId, name } = request.who;
  return world.db.inTenant(tenantId, async (tx) => {
    await dropFailed(tx, arrival, recordWords.dropped(name));
    return answer(tx, world, request);
  });
}

async function answer(tx: Tx, { now }: World, { place }: Request): Promise<Answer> {
  const clock = { now: now(), timeZone: await timeZoneOf(tx) };
  const card = failedSyncCard(await listFailedSyncs(tx, shownSyncs), clock);
  return place.messageId ? { kind: "replace", card, whisper: null } : { kind: "whisper", card };
}
