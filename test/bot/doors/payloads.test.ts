import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { hookDoors } from "../../../bot/doors/hooks.ts";
import { lockSourceEvent } from "../../../db/source-events.ts";
import { createTenant, openDoor } from "../../../db/tenants.ts";
import { ingestLead } from "../../../jobs/ingest/ingest-lead.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { testDb } from "../../support/db.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { formSenders, type Payload, payloadsOf } from "./payloads.ts";
import { publicUrl, type Sender } from "./senders.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());
const world = testWorld(db, { publicUrl });
const app = hookDoors(world);

type Door = { id: string; secret: string };

/** Sends a delivery with a good proof. */
function send(sender: Sender, door: Door, { body, headers: own = {} }: Payload) {
  const url = `${publicUrl}/api/v1/hooks/${door.id}`;
  const at = sender.clock?.(testNow.getTime()) ?? "";
  const { headers, path } = sender.prove({ body, secret: door.secret, url, at });
  return app.request(`/api/v1/hooks/${door.id}${path}`, {
    method: "POST",
    body: new Uint8Array(body),
    headers: { "content-type": "application/json", ...headers, ...own },
  });
}

async function idsOf(tenantId: string): Promise<string[]> {
  const { rows } = await db.inTenant(tenantId, (tx) =>
    tx.client.query<{ id: string }>("select id from source_event order by received_at, id"),
  );
  return rows.map(({ id }) => id);
}

describe("what a form's vendor may say", () => {
  let cases = 0;

  for (const sender of formSenders) {
    it(`through ${sender.kind}: is taken, or refused with its reason, and never a crash`, async () => {
      const [tenantId, bystander] = [await createTenant(db, "A"), await createTenant(db, "B")];
      const { kind, config } = sender;
      const door = await openDoor(db, tenantId, "Form", { kind, config });

      let taken = 0;
      for (const payload of payloadsOf(sender)) {
        const response = await send(sender, door, payload);
        const said = await response.text();
        const about = `${kind}: ${payload.what} → ${response.status} ${said.slice(0, 200)}`;
        assert.ok([202, 400, 413, 415, 422].includes(response.status), about);
        if (payload.status !== undefined)
          assert.equal(response.status, expected(kind, payload), about);
        if (response.status === 202) taken += JSON.parse(said).ids.length;
        else assertReason(said, about);
        cases += 1;
      }

      const ids = await idsOf(tenantId);
      assert.ok(ids.length > 0 && ids.length <= taken);
      for (const id of ids) await ingestLead.run({ tenantId, id }, world);
      const left = await db.inTenant(tenantId, (tx) =>
        tx.client.query("select 1 from source_event where status = 'received'"),
      );
      assert.equal(left.rowCount, 0);
      assert.deepEqual(await idsOf(bystander), []);
    });
  }

  it("are more than 300 sayings", () => {
    assert.ok(cases >= 300, String(cases));
  });
});

/** Gravity Forms and our own are flat, so an envelope that says nothing is no mistake of theirs. */
function expected(kind: string, { status, what }: Payload): number | undefined {
  if (kind === "wpforms" && what === "every field twice") return 202;
  return status;
}

/** Each wrong thing by its name, with what to do about it. */
function assertReason(said: string, about: string): void {
  const { error, errors } = JSON.parse(said);
  const sentences = error ? [error] : errors.map(({ message }: { message: string }) => message);
  assert.ok(sentences.length > 0, about);
  for (const sentence of sentences) assert.match(sentence, /\.$/, about);
  for (const one of errors ?? []) assert.match(one.field, /\S/, about);
}

describe("deliveries that come again and out of order", () => {
  it("end where those end that come once and in order", async () => {
    const once = await endOf(formSenders);

    const five = formSenders.flatMap((sender) => [sender, sender, sender, sender, sender]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(five, { minLength: five.length, maxLength: five.length }),
        async (order) => {
          assert.deepEqual(await endOf(order), once);
        },
      ),
      { numRuns: 6, seed: 42 },
    );
  });
});

/** What is there once everything was delivered and worked on: leads with their arrivals, and what each says. */
async function endOf(deliveries: readonly Sender[]) {
  const tenantId = await createTenant(db, "Order");
  const doors = new Map<string, Door>();
  for (const { kind, config } of formSenders) {
    doors.set(kind, await openDoor(db, tenantId, kind, { kind, config }));
  }
  for (const sender of deliveries) {
    const door = doors.get(sender.kind) ?? assert.fail();
    const { status } = await send(sender, door, { what: "", body: Buffer.from(sender.body) });
    assert.equal(status, 202);
  }
  const ids = await idsOf(tenantId);
  for (const id of ids) await ingestLead.run({ tenantId, id }, world);

  return db.inTenant(tenantId, async (tx) => {
    const { rows: leads } = await tx.client.query<{ domain: string; arrivals: number }>(
      `select c.domain, count(*)::int as arrivals from source_event e
       join lead l on l.tenant_id = e.tenant_id and l.id = e.lead_id
       join company c on c.tenant_id = l.tenant_id and c.id = l.company_id
       group by l.id, c.domain order by 1`,
    );
    const inputs: LeadInput[] = [];
    for (const id of ids) inputs.push((await lockSourceEvent(tx, id)).input);
    return { leads, inputs: inputs.sort((a, b) => (a.source < b.source ? -1 : 1)) };
  });
}
