import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { openScene, rowsOf, type Scene, viewOf } from "../jobs/scene.ts";
import { testDb } from "../support/db.ts";
import { givenLead } from "../support/given.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** Another person of the company writes, and stays a lead of their own. */
async function givenPersonOf(scene: Scene, name: string, email: string): Promise<string> {
  await rowsOf(scene, "update lead set closed_as = 'lost'");
  return givenLead(scene, scene.tenantId, { name, email });
}

async function othersOn(scene: Scene, leadId: string) {
  const { others } = await viewOf(scene, leadId);
  return others?.named.map(({ name }) => name).toSorted();
}

describe("others from a company", () => {
  it("are the people of our own leads there, but for the lead's own", async () => {
    const [scene, stranger] = [await openScene(db), await openScene(db)];
    await givenPersonOf(scene, "Ana Weber", "ana@acme.example");
    await givenPersonOf(scene, "Jo Lim", "jo@acme.example");
    await givenPersonOf(stranger, "Not Ours", "not@acme.example");

    const leadId = await givenPersonOf(scene, "Li Ho", "li@acme.example");

    assert.deepEqual(await othersOn(scene, leadId), ["Ana Weber", "Jo Lim"]);
  });

  it("are not those who asked to be left alone, or were erased", async () => {
    const scene = await openScene(db);
    await givenPersonOf(scene, "Ana Weber", "ana@acme.example");
    await givenPersonOf(scene, "Jo Lim", "jo@acme.example");
    const leadId = await givenPersonOf(scene, "Li Ho", "li@acme.example");
    await scene.inTenant(scene.tenantId, async (tx) => {
      const index = tx.vault.blindIndex("email", "ana@acme.example");
      await tx.client.query(
        "insert into suppression (tenant_id, kind, value_index, reason, at) values ($1, 'email', $2, 'asked', now())",
        [tx.tenantId, index],
      );
      const erased = tx.vault.blindIndex("email", "jo@acme.example");
      await tx.client.query("update contact set data_key = null where email_index = $1", [erased]);
    });

    assert.deepEqual(await othersOn(scene, leadId), []);
  });
});
