import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { byJob } from "../../db/audit.ts";
import { claimLead } from "../../db/claims.ts";
import type { Db } from "../../db/client.ts";
import { assignLead } from "../../jobs/assign/assign-lead.ts";
import { enrichCompany } from "../../jobs/enrich/enrich-company.ts";
import { ingestLead } from "../../jobs/ingest/ingest-lead.ts";
import { scoreLead } from "../../jobs/score/score-lead.ts";
import { openOutreachDesk } from "../bot/handlers/outreach-desk.ts";
import { testDb } from "../support/db.ts";
import {
  givenArrival,
  givenLead,
  givenPerson,
  givenRouted,
  givenScored,
} from "../support/given.ts";
import { emptyWeb, testNow, testWorld } from "../support/world.ts";
import { openScene, rowsOf, type Scene } from "./scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

type Step = { tells: string[]; given: (scene: Scene) => Promise<(db: Db) => Promise<unknown>> };

/** What every step appends to the log. */
const steps: Record<string, Step> = {
  "taking a lead in": {
    tells: ["raw.events arrival.first", "clean.events lead.created"],
    async given({ tenantId }) {
      const { sourceEventId: id } = await givenArrival(db, tenantId);
      return (own) => ingestLead.run({ tenantId, id }, testWorld(own));
    },
  },
  "taking it in again": {
    tells: ["raw.events arrival.again"],
    async given({ tenantId }) {
      await givenLead(db, tenantId);
      const { sourceEventId: id } = await givenArrival(db, tenantId);
      return (own) => ingestLead.run({ tenantId, id }, testWorld(own));
    },
  },
  "researching it": {
    tells: ["companies.updates company.researched"],
    async given({ tenantId }) {
      const id = await givenLead(db, tenantId);
      return (own) => enrichCompany.run({ tenantId, id }, testWorld(own, { web: emptyWeb }));
    },
  },
  "scoring it": {
    tells: ["signals.detected lead.scored"],
    async given({ tenantId }) {
      const id = await givenLead(db, tenantId);
      return (own) => scoreLead.run({ tenantId, id, again: false }, testWorld(own));
    },
  },
  "routing it": {
    tells: ["actions.triggered lead.assigned"],
    async given({ tenantId }) {
      const id = await givenScored(db, tenantId, "A");
      return (own) => assignLead.run({ tenantId, id }, testWorld(own));
    },
  },
  "claiming it": {
    tells: ["actions.triggered lead.claimed"],
    async given({ tenantId }) {
      const rita = await givenPerson(db, tenantId, "Rita");
      const id = await givenRouted(db, tenantId, "A");
      const claim = (own: Db) =>
        own.inTenant(tenantId, (tx) => claimLead(tx, id, rita, testNow, byJob("test")));
      return claim;
    },
  },
};

describe("the event log", () => {
  for (const [what, { given, tells }] of Object.entries(steps)) {
    it(`is told of ${what} once, with it or not at all`, async () => {
      const scene = await openScene(db);
      const run = await given(scene);
      const before = await logOf(scene);

      await assert.rejects(run(dyingBeforeCommit(db)), /killed/);
      const afterDeath = await logOf(scene);
      await run(db);
      const afterwards = await logOf(scene);
      await run(db);

      assert.deepEqual(afterDeath, before);
      assert.deepEqual(afterwards.slice(before.length), tells);
      assert.deepEqual(await logOf(scene), afterwards);
    });
  }

  it("is told of an approval and of an outcome once each, whoever presses again", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead();
    const draft = await desk.draft(lead);

    await desk.decide("Mona", "approve", draft);
    await desk.decide("Adam", "approve", draft);
    await desk.submit("Rita", "log_outcome", lead, { outcome: "meeting" });

    const told = await logOf({ ...db, tenantId: desk.tenantId });
    assert.deepEqual(told.slice(-2), [
      "actions.triggered outreach.approved",
      "actions.triggered outcome.meeting",
    ]);
    assert.equal(told.filter((line) => line.endsWith("outreach.approved")).length, 1);
  });

  it("of one tenant is nobody else's", async () => {
    const [scene, other] = [await openScene(db), await openScene(db)];

    await givenLead(db, scene.tenantId);

    assert.equal((await logOf(scene)).length, 2);
    assert.deepEqual(await logOf(other), []);
  });
});

/** A database whose client is gone when it would commit something told to the log: all of it is rolled back. */
function dyingBeforeCommit(whole: Db): Db {
  return {
    ...whole,
    inTenant: (tenantId, work) =>
      whole.inTenant(tenantId, async (tx) => {
        const result = await work(tx);
        const { rowCount } = await tx.client.query(
          "select 1 from event where xmin = pg_current_xact_id()::xid",
        );
        if (rowCount === 0) return result;
        throw new Error("killed");
      }),
  };
}

async function logOf(scene: Scene): Promise<string[]> {
  const query = "select topic || ' ' || type as told from event order by seq";
  return (await rowsOf<{ told: string }>(scene, query)).map(({ told }) => told);
}
