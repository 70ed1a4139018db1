import { isDeepStrictEqual } from "node:util";
import { intakeDoor } from "../../bot/doors/intake.ts";
import type { Db } from "../../db/client.ts";
import { openDoor } from "../../db/tenants.ts";
import { ingestLead } from "../../jobs/ingest/ingest-lead.ts";
import { testDb } from "../support/db.ts";
import { givenTenant } from "../support/given.ts";
import { testNow, testWorld } from "../support/world.ts";
import type { Row } from "./report.ts";

const COPIES = 5;
const leads = [
  { company: "Northwind", url: "northwind.example", source: "website" },
  { company: "Contoso", email: "ana@contoso.example", source: "webinar" },
  { company: "Northwind GmbH", url: "https://www.northwind.example/jobs", source: "fair" },
];

/** F8: every delivery five times and in any order ends in the state of one delivery each, in order. */
export async function shuffleDeliveries(runs: number, random: () => number): Promise<Row> {
  await using db = await testDb();
  const ordered = await deliver(db, leads);
  let [doubled, lost] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const many = Array.from({ length: COPIES }, () => leads).flat();
    const state = await deliver(db, shuffled(many, random));
    doubled += Math.max(0, state.arrivals - ordered.arrivals);
    if (!isDeepStrictEqual(state, ordered)) lost += 1;
  }
  return {
    ...{ fault: "F8 deliveries ×5, shuffled", runs, effects: runs * leads.length * COPIES },
    ...{ lost, doubled, recoveryMs: null, failures: [], note: "" },
  };
}

/** Sends some leads to a tenant of their own, takes in what arrived in the order it arrived, and looks. */
async function deliver(db: Db, deliveries: readonly (typeof leads)[number][]) {
  const tenantId = await givenTenant(db);
  const { bearer } = await openDoor(db, tenantId, "Website");
  const door = intakeDoor(testWorld(db));
  for (const lead of deliveries) {
    const answer = await door.request("/api/v1/leads/intake", {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      body: JSON.stringify(lead),
    });
    if (answer.status !== 202) throw new Error(`the door answered ${answer.status}`);
  }
  const arrived = await db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ id: string }>(
      "select id from source_event order by id",
    );
    return rows;
  });
  for (const { id } of arrived) await ingestLead.run({ tenantId, id }, testWorld(db));
  return db.inTenant(tenantId, async (tx) => {
    const { rows: states } = await tx.client.query<{ domain: string; leads: number }>(
      `select c.domain, count(distinct l.id)::int as leads from company c
       join lead l on l.tenant_id = c.tenant_id and l.company_id = c.id group by 1 order by 1`,
    );
    return { arrivals: arrived.length, at: testNow, states };
  });
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
