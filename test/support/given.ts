import { byJob, moveLead } from "../../db/audit.ts";
import type { Db } from "../../db/client.ts";
import { addDecision } from "../../db/decisions.ts";
import { lockLead } from "../../db/leads.ts";
import { addPerson, addPool, joinPool } from "../../db/people.ts";
import { type Arrival, type Receipt, storeArrivals } from "../../db/source-events.ts";
import { createTenant } from "../../db/tenants.ts";
import { assignLead } from "../../jobs/assign/assign-lead.ts";
import { ingestLead } from "../../jobs/ingest/ingest-lead.ts";
import { blankLead } from "../../pipeline/ingest/blank-lead.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import type { Role } from "../../pipeline/person.ts";
import type { Decision, Label } from "../../pipeline/score/decision.ts";
import { testNow, testWorld } from "./world.ts";

let counter = 0;

/** A tenant nobody else uses. */
export function givenTenant(db: Db): Promise<string> {
  counter += 1;
  return createTenant(db, `Tenant ${counter}`);
}

/** A colleague who answers to `U<name>` in Slack and `29:<name>` in Teams. */
export function givenPerson(
  db: Db,
  tenantId: string,
  name: string,
  role: Role = "rep",
): Promise<string> {
  return db.inTenant(tenantId, (tx) =>
    addPerson(tx, {
      name,
      role,
      identities: [
        { surface: "slack", userId: `U${name}` },
        { surface: "teams", userId: `29:${name}` },
      ],
    }),
  );
}

/** A pool of these people, each with room for `cap` open leads. */
export function givenPool(
  db: Db,
  tenantId: string,
  people: readonly string[],
  cap: number | null = null,
): Promise<string> {
  return db.inTenant(tenantId, async (tx) => {
    const pool = await addPool(tx, "Sales");
    for (const personId of people) await joinPool(tx, pool, personId, cap);
    return pool;
  });
}

/** What a door would hand over about `acme.example`, or as said. */
export function arrival(said: Partial<LeadInput> = {}, rest: Partial<Arrival> = {}): Arrival {
  counter += 1;
  const input = { ...blankLead("website"), company: "Acme", domain: "acme.example", ...said };
  return {
    channel: "intake",
    doorId: null,
    dedupeKey: `test:${counter}`,
    bodyHash: Buffer.from(`hash ${counter}`),
    raw: JSON.stringify(said),
    input,
    origin: null,
    receivedAt: new Date("2026-03-01T09:00:00Z"),
    ...rest,
  };
}

export async function givenArrival(
  db: Db,
  tenantId: string,
  said: Partial<LeadInput> = {},
  rest: Partial<Arrival> = {},
): Promise<Receipt> {
  const [receipt] = await storeArrivals(db, tenantId, [arrival(said, rest)]);
  if (!receipt) throw new Error("nothing was stored");
  return receipt;
}

/** A lead that was taken in and waits for research; returns its id. */
export async function givenLead(
  db: Db,
  tenantId: string,
  said: Partial<LeadInput> = {},
  rest: Partial<Arrival> = {},
): Promise<string> {
  const { sourceEventId, leadRef } = await givenArrival(db, tenantId, said, rest);
  await ingestLead.run({ tenantId, id: sourceEventId }, testWorld(db));
  return leadRef;
}

const points: Record<Label, number | null> = { A: 86, B: 71, C: 48, D: 20, Drop: null };

/** A decision that puts a lead into this bucket. */
export function decided(label: Label, own: Partial<Decision> = {}): Decision {
  const score = points[label];
  return {
    score,
    label,
    gate: score === null ? { rule: "role-email", because: "a mailbox, not a person" } : null,
    parts:
      score === null
        ? []
        : [
            {
              name: "base",
              component: "BASE",
              points: score,
              because: "Starting point",
              evidence: null,
              observedAt: null,
            },
          ],
    unknown: [],
    bars: [],
    features: {},
    riskFlags: [],
    summary: "",
    nextAction: "Call the company today.",
    modelVersion: "scorecard 1",
    ...own,
  };
}

/** A lead that was scored into this bucket and waits to be routed; returns its id. */
export async function givenScored(
  db: Db,
  tenantId: string,
  label: Label,
  said: Partial<LeadInput> = {},
  rest: Partial<Arrival> = {},
): Promise<string> {
  const leadId = await givenLead(db, tenantId, said, rest);
  await db.inTenant(tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    await addDecision(tx, { leadId, companyId }, decided(label), testNow);
    await moveLead(tx, leadId, "ENRICHING", "SCORED", byJob("test"));
  });
  return leadId;
}

/** The same, routed: A, B and C are offered to the pool. */
export async function givenRouted(...given: Parameters<typeof givenScored>): Promise<string> {
  const [db, tenantId] = given;
  const leadId = await givenScored(...given);
  await assignLead.run({ tenantId, id: leadId }, testWorld(db));
  return leadId;
}
