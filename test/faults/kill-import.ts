import { setTimeout as delay } from "node:timers/promises";
import { handlersOf } from "../../bot/handlers/handlers.ts";
import type { Request } from "../../bot/handlers/request.ts";
import { takeFile } from "../../bot/handlers/take-file.ts";
import { findImport, type ImportState } from "../../db/imports/imports.ts";
import { addPerson } from "../../db/people.ts";
import { createTenant } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import { testDb } from "../support/db.ts";
import { emptyWeb, testWorld } from "../support/world.ts";
import { end, openFleet } from "./fleet.ts";
import type { Row } from "./report.ts";
import { hurried } from "./worker-order.ts";

type Asked = { rows: number; blows: number; random: () => number };
type Scene = { world: World; tenantId: string; importId: string; request: Request };

/** A phase has so long after its last blow. */
const PATIENCE_MS = 120_000;
const LOOK_MS = 50;
const MOST_DELAY_MS = 600;

/**
 * Workers that are killed while a file is read, handed on and undone. Every line must become one
 * arrival, however often its worker died, and undoing must leave nothing.
 */
export async function killImport({ rows, blows, random }: Asked): Promise<Row[]> {
  await using db = await testDb();
  const scene = await openScene(testWorld(db, { web: emptyWeb, now: () => new Date() }), rows);
  const { world, tenantId, importId, request } = scene;
  const handlers = handlersOf(world);
  const fleet = openFleet({
    ...{ databaseUrl: db.url, ledgerUrl: "http://127.0.0.1:9", hands: 1, skewMs: 0 },
    ...{ logLevel: "silent", durations: hurried },
  });
  const through = async (phase: ImportState, fault: string): Promise<Row> => {
    const startedAt = performance.now();
    let dealt = 0;
    while (dealt < blows && (await stateOf(scene)) === phase) {
      const worker = await fleet.launch();
      await delay(random() * MOST_DELAY_MS);
      await end(worker, "SIGKILL");
      dealt += 1;
    }
    const survivor = await fleet.launch();
    const ended = await left(scene, phase);
    await end(survivor, "SIGTERM");
    const recoveryMs = performance.now() - startedAt;
    const failures = ended ? [] : [`still ${phase} after ${PATIENCE_MS / 1000} s`];
    return {
      fault,
      runs: dealt,
      effects: rows,
      lost: 0,
      doubled: 0,
      recoveryMs,
      failures,
      note: "",
    };
  };
  const count = async (what: string) => {
    const { rows: found } = await db.inTenant(tenantId, (tx) =>
      tx.client.query<{ n: number }>(`select ${what}`),
    );
    return found[0]?.n ?? 0;
  };
  try {
    const read = await through("reading", "worker killed while it reads a file");
    const staged = await count("count(*)::int as n from import_row where verdict = 'create'");
    const lines = await count("count(distinct line)::int as n from import_row");

    const values = { declaration: "crm_export", purpose: "leads" };
    const args = { import: importId };
    await handlers.submit(request, { verb: "import_approve", args, values });
    const handedOn = await through("importing", "worker killed while it imports");
    const taken = await count("count(*)::int as n from source_event where status <> 'received'");
    const leads = await count("count(*)::int as n from lead");

    await handlers.submit(request, { verb: "import_undo", args, values: {} });
    const undone = await through("undoing", "worker killed while it undoes an import");
    const remains = await count(
      "(select count(*) from lead)::int + (select count(*) from source_event)::int + (select count(*) from company)::int as n",
    );
    return [
      { ...read, lost: rows - lines, doubled: staged - rows },
      { ...handedOn, lost: rows - leads, doubled: Math.max(taken, leads) - rows },
      { ...undone, lost: 0, doubled: remains },
    ].map((row) => ({ ...row, lost: Math.abs(row.lost), doubled: Math.abs(row.doubled) }));
  } finally {
    await fleet.close();
  }
}

async function openScene(world: World, rows: number): Promise<Scene> {
  const tenantId = await createTenant(world.db, "Imports");
  const personId = await world.db.inTenant(tenantId, (tx) =>
    addPerson(tx, { name: "Mona", role: "manager", identities: [] }),
  );
  const from = { tenantId, personId, origin: null, doorId: null };
  const file = { name: "leads.csv", contentType: "text/csv", size: null };
  const bytes = async function* () {
    yield Buffer.from("Company,Website,Email,Name\n");
    for (let n = 1; n <= rows; n += 1) {
      yield Buffer.from(`Company ${n},c${n}.example,ana@c${n}.example,Ana ${n}\n`);
    }
  };
  const read = () => Promise.resolve(bytes());
  const { importId } = await takeFile(world, from, { ...file, read });
  const who = { tenantId, personId, name: "Mona", role: "manager", surface: "slack" } as const;
  const place = { channelId: "C1", kind: "channel", messageId: null, replyUrl: null } as const;
  return { world, tenantId, importId, request: { who: { ...who, userId: "U1" }, place } };
}

async function stateOf({ world, tenantId, importId }: Scene): Promise<ImportState | undefined> {
  return (await world.db.inTenant(tenantId, (tx) => findImport(tx, importId)))?.state;
}

/** Whether an import leaves a phase in time. */
async function left(scene: Scene, phase: ImportState): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    if ((await stateOf(scene)) !== phase) return true;
    await delay(LOOK_MS);
  }
  return false;
}
