import { setTimeout as sleep } from "node:timers/promises";
import { handlersOf } from "../../bot/handlers/handlers.ts";
import { takeFile } from "../../bot/handlers/take-file.ts";
import { readMasterKey } from "../../bot/master-key.ts";
import { type Db, openDb } from "../../db/client.ts";
import { findImport, type ImportState } from "../../db/imports/imports.ts";
import { listPeople } from "../../db/people.ts";
import { listTenants } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import { testWorld } from "../support/world.ts";
import { type BatonOnStage, startBaton } from "./baton-on-stage.ts";
import { cardTimes, sendLead } from "./cards.ts";
import { generatedCsv } from "./generated-csv.ts";
import { openSlack } from "./lead-ack.ts";
import { percentile } from "./percentile.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

const ROWS = 100_000;
const ROUNDS = 6;
const AT_ONCE = 10;
const LEADS = 10;
const PAUSE_MS = 1_000;
const LOOK_MS = 500;
const PATIENCE_MS = 600_000;
const SLACK_LIMIT_MS = 3_000;

/**
 * What people feel while 100,000 leads come in from a file: how long Slack waits for `/lead`, and
 * how much later the first card of a website's lead is than in a Baton that has nothing else to do.
 */
export async function importBeside(stage: Stage): Promise<Result[]> {
  const baton = await startBaton(stage, "all");
  const masterKey = await readMasterKey(null, stage.dataDir);
  const pools = { appConnections: 4, ownerConnections: 2, onError: () => {} };
  const db = openDb(baton.databaseUrl, { masterKey, ...pools });
  try {
    return await beside(baton, db);
  } finally {
    await db.close();
    await baton.stop();
  }
}

async function beside(baton: BatonOnStage, db: Db): Promise<Result[]> {
  const world = testWorld(db, { now: () => new Date() });
  const [tenant] = await listTenants(db);
  if (!tenant) throw new Error("the playground has no tenant");
  await feel(baton, 0); // Baton has just started; people meet one that has been running
  const idle = await feel(baton, 1);

  const id = await startImport(world, tenant.id);
  const settled = () => settledLines(baton, id);
  const [before, startedAt] = [await settled(), performance.now()];
  const busy = await feel(baton, 2);
  const value = (((await settled()) - before) / (performance.now() - startedAt)) * 1_000;

  const later = busy.firstCard - idle.firstCard;
  return [
    {
      ...{
        name: "import_leads",
        value,
        unit: "leads/s",
        opponent: "10 leads/s",
        ratio: value / 10,
      },
      goal: { ratioAtLeast: 1 },
    },
    {
      ...{ name: "import_ack", value: busy.ack, unit: "ms", ratio: SLACK_LIMIT_MS / busy.ack },
      opponent: `Slack's limit of ${SLACK_LIMIT_MS} ms; idle ${Math.round(idle.ack)} ms`,
      goal: { atMost: 500 },
    },
    {
      ...{
        name: "import_card",
        value: later,
        unit: "s later",
        ratio: idle.firstCard / busy.firstCard,
      },
      opponent: `the first card at idle, ${idle.firstCard.toFixed(2)} s`,
      goal: { atMost: 1 },
    },
  ];
}

type Felt = { ack: number; firstCard: number };

/** The 95th percentile of Slack's wait in ms, and the median of first cards in seconds. */
async function feel(baton: BatonOnStage, pass: number): Promise<Felt> {
  const slack = openSlack(baton, AT_ONCE);
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(PAUSE_MS);
    waits.push(...(await slack.burst(1 + pass * ROUNDS + round)));
  }
  await slack.close();
  const numbers = Array.from({ length: LEADS }, (_, n) => 5_000 + pass * LEADS + n);
  const leads = await Promise.all(numbers.map((n) => sendLead(baton, n)));
  const { first } = await cardTimes(baton, leads, "first");
  return { ack: percentile(waits, 0.95), firstCard: percentile(first, 0.5) };
}

/** Drops the file, waits until it is read, says yes, and waits until its leads come in. */
async function startImport(world: World, tenantId: string): Promise<string> {
  const people = await world.db.inTenant(tenantId, listPeople);
  const manager = people.find(({ role }) => role === "manager");
  if (!manager) throw new Error("the playground has no manager");
  const from = { tenantId, personId: manager.personId, origin: null, doorId: null };
  const { importId } = await takeFile(world, from, generatedCsv(ROWS));
  await until(world, tenantId, importId, "waiting");
  const who = { ...manager, tenantId, surface: "slack", userId: "nobody" } as const;
  const place = { channelId: "none", kind: "dm", messageId: null, replyUrl: null } as const;
  const values = { declaration: "crm_export", purpose: "leads" };
  const submission = { verb: "import_approve", args: { import: importId }, values };
  await handlersOf(world).submit({ who, place }, submission);
  return importId;
}

async function until(world: World, tenantId: string, id: string, state: ImportState) {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const row = await world.db.inTenant(tenantId, (tx) => findImport(tx, id));
    if (row?.state === state) return;
    await sleep(LOOK_MS);
  }
  throw new Error(`the import was not ${state} in time`);
}

async function settledLines({ everything }: BatonOnStage, importId: string): Promise<number> {
  const { rows } = await everything.query<{ n: number }>(
    "select count(*)::int as n from source_event where import_id = $1 and status <> 'received'",
    [importId],
  );
  return rows[0]?.n ?? 0;
}
