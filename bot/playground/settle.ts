import { createHash } from "node:crypto";
import type { Db } from "../../db/client.ts";
import { eraseLeads } from "../../db/erase.ts";
import { addPerson, addPool, countPeople, joinPool, lockPool } from "../../db/people.ts";
import { openPlayDb, playSecret } from "../../db/playground.ts";
import { clearMessages } from "../../db/playground-messages.ts";
import { saveSetting } from "../../db/settings.ts";
import { storeArrivals } from "../../db/source-events.ts";
import { addInstall, createTenant, ensureDoor } from "../../db/tenants.ts";
import { blankLead } from "../../pipeline/ingest/blank-lead.ts";
import { surfaces } from "../../pipeline/surface.ts";
import type { Playground } from "./playground.ts";

/** The tenant of the demo data; there is one per database. */
export const playgroundTenant = "00000000-0000-7000-8000-00000000b470";
const CAP = 25;

/**
 * The playground's own tenant: both pretend chats, four people, one pool, one door. Safe to call at
 * every start. Returns the command that sends a lead through the door.
 */
export async function settlePlayground(db: Db, play: Playground, url: string): Promise<string> {
  await createTenant(db, "Playground", playgroundTenant);
  await addInstall(db, "slack", play.slack.team.id, playgroundTenant);
  await addInstall(db, "teams", play.teams.tenantId, playgroundTenant);

  const fresh = await db.inTenant(playgroundTenant, async (tx) => {
    if ((await countPeople(tx)) > 0) return false; // settled at an earlier start
    await addPool(tx, "Sales");
    const pool = await lockPool(tx);
    for (const { name, role, ids } of play.people) {
      const identities = surfaces.map((surface) => ({ surface, userId: ids[surface] }));
      const personId = await addPerson(tx, { name, role, identities });
      if (pool && role === "rep") await joinPool(tx, pool.id, personId, CAP);
    }
    await saveSetting(tx, "channels.slack", play.slack.channels, "playground");
    await saveSetting(tx, "channels.teams", play.teams.channels, "playground");
    return true;
  });

  if (fresh) await addExample(db);
  const bearer = await playSecret(openPlayDb(db.owner), "door_bearer", "baton_");
  await ensureDoor(db, playgroundTenant, "Website form", bearer);
  return curlFor(url, bearer);
}

/** One lead that nobody typed, so that the first look at either chat is not at an empty box. */
async function addExample(db: Db): Promise<void> {
  const input = { ...blankLead("sample"), company: "Contoso", domain: "contoso.example" };
  const raw = JSON.stringify(input);
  const arrival = {
    channel: "sample",
    doorId: null,
    dedupeKey: "sample:contoso",
    bodyHash: createHash("sha256").update(raw).digest(),
    raw,
    input,
    origin: null,
    receivedAt: new Date(),
  };
  await storeArrivals(db, playgroundTenant, [arrival]);
}

/** Forgets every lead of the playground and what both chats show. Returns the rows left: none. */
export async function erasePlayground(db: Db): Promise<number> {
  const left = await eraseLeads(db, playgroundTenant);
  await clearMessages(openPlayDb(db.owner));
  return left;
}

function curlFor(url: string, bearer: string): string {
  const lead = { company: "Fabrikam", url: "https://fabrikam.example", source: "website" };
  return [
    `curl -X POST ${url}/api/v1/leads/intake \\`,
    `  -H 'Authorization: Bearer ${bearer}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(lead)}'`,
  ].join("\n");
}
