import type { Check } from "../../cards/doctor-card.ts";
import { doorSentence, doorsCard, doorWords, isStuck } from "../../cards/doors-card.ts";
import { watchDoors } from "../../db/door-tally.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import type { Answer, Request } from "./request.ts";

/** Every open door with what came to it and how old its secret is. */
export async function doors(world: World, { who }: Request): Promise<Answer> {
  const found = await watchDoors(world.db, who.tenantId, world.now());
  const timeZone = await world.db.inTenant(who.tenantId, timeZoneOf);
  return { kind: "whisper", card: doorsCard(found, { now: world.now(), timeZone }) };
}

/** One check per door; a door that is only knocked at in vain needs somebody. */
export async function checkDoors(
  { db, now }: Pick<World, "db" | "now">,
  tenantId: string,
): Promise<Check[]> {
  const clock = { now: now(), timeZone: await db.inTenant(tenantId, timeZoneOf) };
  return (await watchDoors(db, tenantId, clock.now)).map((door) => {
    const ok = !isStuck(door);
    const fix = ok ? null : doorWords.fix(door.id);
    return { name: door.name, ok, detail: doorSentence(door, clock), fix };
  });
}
