import {
  mapEventForm,
  mapProblems,
  parkedAnswers,
  parkedCard,
  shownTypes,
} from "../../cards/parked-card.ts";
import { saveEventRule } from "../../db/event-types.ts";
import { findParkedSample, listParkedTypes, releaseParked } from "../../db/kept-arrivals.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import { EventRule } from "../../pipeline/ingest/doors/events.ts";
import { parseJson } from "../../pipeline/ingest/doors/json.ts";
import { leavesOf } from "../../pipeline/ingest/doors/json-paths.ts";
import { note } from "./act.ts";
import type { Answer, Press, Request, Submission } from "./request.ts";

/** `/lead parked`: what arrived and nobody knows the meaning of. */
export function parked(world: World, { who, place }: Request): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const clock = { now: world.now(), timeZone: await timeZoneOf(tx) };
    const card = parkedCard(await listParkedTypes(tx, shownTypes), clock);
    return place.messageId ? { kind: "replace", card, whisper: null } : { kind: "whisper", card };
  });
}

/** `Make leads of these`: a form that asks where the fields of a lead stand. */
export async function askMapEvent(
  { db }: World,
  { who }: Request,
  { door = "", type = "" }: Press["args"],
): Promise<Answer> {
  const sample = await db.inTenant(who.tenantId, (tx) => findParkedSample(tx, door, type));
  if (sample === undefined) return note(parkedAnswers.gone);
  return { kind: "form", form: mapEventForm(door, type, leavesOf(parseJson(sample))) };
}

/** The form as it was sent: it holds for what is parked, and for what comes later. */
export async function submitMapEvent(
  world: World,
  request: Request,
  { args: { door = "", type = "" }, values }: Submission,
): Promise<Answer> {
  if (values.url === undefined && values.email === undefined) {
    return { kind: "invalid", errors: { url: mapProblems.nothingNamed } };
  }
  const rule = EventRule.safeParse({ paths: values }).data;
  if (!rule) return { kind: "invalid", errors: { url: mapProblems.nothingNamed } };
  const released = await decide(world, request, { door, type, rule });
  return note(released === null ? parkedAnswers.gone : parkedAnswers.made(released, type));
}

/** `Ignore this type`: what is parked of it is settled, and so is what comes later. */
export async function ignoreEvent(
  world: World,
  request: Request,
  { door = "", type = "" }: Press["args"],
): Promise<Answer> {
  const released = await decide(world, request, { door, type, rule: { ignore: true } });
  return note(released === null ? parkedAnswers.gone : parkedAnswers.ignored(released, type));
}

/** Remembers at the door what its type means, and has everything parked looked at again. */
async function decide(
  { db, log }: World,
  { who: { tenantId, personId } }: Request,
  { door, type, rule }: { door: string; type: string; rule: EventRule },
): Promise<number | null> {
  if (type === "" || !(await saveEventRule(db, tenantId, door, type, rule))) return null;
  log.info({ tenantId, personId, door, ignored: "ignore" in rule }, "event type decided");
  return db.inTenant(tenantId, (tx) => releaseParked(tx, door, type));
}
