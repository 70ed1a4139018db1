import assert from "node:assert/strict";
import { describe, it } from "node:test";
import pg from "pg";
import { brokenLink, byJob, moveLead, recordAct } from "../../db/audit.ts";
import { findLead } from "../../db/leads.ts";
import { listTransitions } from "../../db/lists.ts";
import { mayMove, states, transitions } from "../../pipeline/lifecycle.ts";
import { testDb } from "../support/db.ts";
import { givenLead, givenTenant } from "../support/given.ts";

const by = byJob("test");

describe("the lifecycle", () => {
  it("is the same 24 moves in code and in the database", async () => {
    await using db = await testDb();

    const { rows } = await db.app.query<{ move: string }>(
      "select from_state || '>' || to_state as move from registry.lifecycle_rule order by 1",
    );

    assert.equal(rows.length, 24);
    assert.deepEqual(
      rows.map((row) => row.move),
      transitions.map((pair) => pair.join(">")).toSorted(),
    );
  });

  it("lets the database accept exactly the legal ones of all 121 pairs", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const leadId = await givenLead(db, tenantId);

    const accepted: string[] = [];
    for (const from of states) {
      for (const to of states) {
        const moved = await db.inTenant(tenantId, async (tx) => {
          await tx.client.query("savepoint start");
          // The owner puts the lead into the first state behind the trigger's back.
          await tx.client.query("set local role none; alter table lead disable trigger user");
          await tx.client.query("update lead set state = $1, previous_state = null", [from]);
          await tx.client.query("alter table lead enable trigger user; set local role baton_app");
          try {
            return from !== to && (await moveLead(tx, leadId, from, to, by));
          } catch (error) {
            const cause = error instanceof Error ? error.cause : error;
            assert.ok(cause instanceof pg.DatabaseError && cause.code === "23503", String(error));
            return false;
          } finally {
            await tx.client.query("rollback to start");
          }
        });
        assert.equal(moved, mayMove(from, to), `${from} > ${to}`);
        if (moved) accepted.push(`${from}>${to}`);
      }
    }

    assert.equal(accepted.length, 24);
  });

  it("starts every lead as INGESTED, whatever was written", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);

    const leadId = await givenLead(db, tenantId);

    const trail = await db.inTenant(tenantId, (tx) => listTransitions(tx, leadId));
    assert.deepEqual(
      trail.map(({ from, to }) => [from, to]),
      [["INGESTED", "ENRICHING"]],
    );
  });

  it("leaves a lead alone that is not where the mover thinks", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const leadId = await givenLead(db, tenantId);

    const moved = await db.inTenant(tenantId, (tx) => moveLead(tx, leadId, "SCORED", "STALE", by));

    const lead = await db.inTenant(tenantId, (tx) => findLead(tx, leadId));
    assert.deepEqual([moved, lead?.state], [false, "ENRICHING"]);
  });
});

describe("the audit", () => {
  it("chains moves and acts, and notices a changed row", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const leadId = await givenLead(db, tenantId);
    await db.inTenant(tenantId, async (tx) => {
      await recordAct(tx, leadId, "claim", { ...by, why: "mine" }, { a: 1 }, { a: 2 });
      await moveLead(tx, leadId, "ENRICHING", "SCORED", by);
    });
    assert.equal(await db.inTenant(tenantId, (tx) => brokenLink(tx, leadId)), null);

    await db.inTenant(tenantId, async (tx) => {
      await tx.client.query(
        "set local role none; alter table transition disable trigger append_only",
      );
      await tx.client.query("update transition set why = 'yours' where seq = 2");
      await tx.client.query(
        "alter table transition enable trigger append_only; set local role baton_app",
      );
    });

    assert.equal(await db.inTenant(tenantId, (tx) => brokenLink(tx, leadId)), 2);
  });

  for (const table of ["transition", "decision", "event"]) {
    it(`refuses to change or delete a row of ${table}, to its owner too`, async () => {
      await using db = await testDb();
      const tenantId = await givenTenant(db);
      await givenLead(db, tenantId, { flags: ["disposable_mail"], email: "a@mailinator.com" });

      for (const role of ["baton_app", "none"]) {
        for (const statement of [
          `update ${table} set tenant_id = tenant_id`,
          `delete from ${table}`,
        ]) {
          const attempt = db.inTenant(tenantId, async (tx) => {
            await tx.client.query(`set local role ${role}`);
            const { rowCount } = await tx.client.query(statement);
            return rowCount;
          });
          await assert.rejects(attempt, /append-only|permission denied/, `${role}: ${statement}`);
        }
      }
    });
  }
});
