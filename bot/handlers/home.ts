import type { Card } from "../../cards/card.ts";
import { homeCard, homePage } from "../../cards/home-card.ts";
import type { Tx } from "../../db/client.ts";
import { watchDoors } from "../../db/door-tally.ts";
import { listQueue, listStuck, nextFor, pageMine, readMyWeek } from "../../db/lists.ts";
import { listWaitingApprovals } from "../../db/outreach.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import { can } from "../../pipeline/person.ts";
import { checkHealth } from "./health.ts";
import { meterFor } from "./providers.ts";
import type { Press, Who } from "./request.ts";

/** Rows of what others should move: who wants them all types `queue`. */
const WATCHED = 10;
const LAST_PAGE = 1_000;

/** One person's Home: the next lead on top, then theirs, then what their role watches over. */
export async function home(world: World, who: Who, press?: Press): Promise<Card> {
  const checks = can(who, "operate") ? await checkHealth(world, who.tenantId) : [];
  const doors = can(who, "operate") ? await watchDoors(world.db, who.tenantId, world.now()) : [];
  const page = press?.verb === "next" ? pageOf(press.args.page) : 0;
  const now = world.now();
  return world.db.inTenant(who.tenantId, async (tx) => {
    const timeZone = await timeZoneOf(tx);
    const works = can(who, "work");
    const moves = can(who, "reassign");
    return homeCard(
      {
        name: who.name,
        next: works ? ((await nextFor(tx, who.personId)) ?? null) : "never",
        mine: await myPage(tx, who.personId, { now, timeZone, page }),
        approvals: can(who, "approve") ? await listWaitingApprovals(tx) : [],
        week: works ? await readMyWeek(tx, who.personId, now, timeZone) : null,
        stuck: moves ? await listStuck(tx) : [],
        waiting: moves || !works ? (await listQueue(tx)).slice(0, WATCHED) : [],
        meter: await meterFor(tx, who, now),
        checks,
        doors,
        samples: can(who, "configure") && world.eraseSamples !== null,
      },
      { now, timeZone },
    );
  });
}

/** A page that is gone by now is the first one. */
async function myPage(
  tx: Tx,
  personId: string,
  asked: { now: Date; timeZone: string; page: number },
) {
  const found = await pageMine(tx, personId, { ...asked, size: homePage });
  if (found.leads.length > 0 || asked.page === 0) return { ...found, page: asked.page };
  return { ...(await pageMine(tx, personId, { ...asked, page: 0, size: homePage })), page: 0 };
}

function pageOf(text: string | undefined): number {
  const page = Number(text);
  return Number.isInteger(page) && page > 0 && page < LAST_PAGE ? page : 0;
}
