import { isDeepStrictEqual } from "node:util";
import type { Db } from "../../db/client.ts";
import type { NewDoor } from "../../db/tenants.ts";
import { hubspotSignature } from "../../pipeline/ingest/doors/hubspot-signature.ts";
import { openStage, type Stage } from "../jobs/crm/stage.ts";
import { basic } from "../pipeline/ingest/doors/knocking.ts";
import { envelope, notification, organizationId } from "../pipeline/ingest/doors/xml-corpus.ts";
import { testDb } from "../support/db.ts";
import { testNow } from "../support/world.ts";
import type { Row } from "./report.ts";

const COPIES = 5;
const secret = "secret_of_the_door";

type System = {
  door: NewDoor;
  deliveries: readonly string[];
  send: (stage: Stage, body: string) => Promise<Response>;
};

const moment = (minute: number) => testNow.getTime() - 3_600_000 + minute * 60_000;

function hubspotEvent(minute: number, type: string, objectId: number, more: object = {}) {
  const known = { eventId: minute, subscriptionId: 2, portalId: 33, occurredAt: moment(minute) };
  return { ...known, subscriptionType: type, objectId, ...more };
}

function hubspotChange(minute: number, propertyName: string, propertyValue: string) {
  return hubspotEvent(minute, "contact.propertyChange", 1, { propertyName, propertyValue });
}

const hubspot: System = {
  door: { kind: "hubspot", secret, config: { portalId: 33 } },
  deliveries: [
    [hubspotEvent(1, "contact.creation", 1), hubspotChange(2, "email", "old@northwind.example")],
    [hubspotChange(3, "email", "ana@northwind.example"), hubspotChange(4, "firstname", "Ana")],
    [hubspotChange(5, "company", "Northwind"), hubspotChange(6, "firstname", "Anna")],
    [hubspotEvent(7, "contact.creation", 2), hubspotEvent(8, "contact.deletion", 1)],
    [hubspotEvent(9, "contact.restore", 1)],
    [hubspotEvent(10, "contact.deletion", 2), hubspotEvent(11, "contact.privacyDeletion", 2)],
  ].map((events) => JSON.stringify(events)),
  send(stage, body) {
    const timestamp = String(stage.clock.now.getTime());
    const url = `https://baton.example/api/v1/hooks/${stage.id}`;
    const signed = { method: "POST", url, body: Buffer.from(body) };
    return Promise.resolve(
      stage.knock(body, {
        "x-hubspot-request-timestamp": timestamp,
        "x-hubspot-signature-v3": hubspotSignature(secret, signed, timestamp),
      }),
    );
  },
};

function pipedriveBody(minute: number, entity: string, entity_id: number, data: object | null) {
  const timestamp = new Date(moment(minute)).toISOString();
  const action = data === null ? "delete" : "change";
  const meta = { id: `m${minute}`, company_id: 7, entity, entity_id, action, timestamp };
  return JSON.stringify({ meta: { ...meta, version: "2.0" }, data, previous: null });
}

const mailbox = (value: string) => ({ name: "Ana Weber", emails: [{ value, primary: true }] });

const pipedrive: System = {
  door: { kind: "pipedrive", secret },
  deliveries: [
    pipedriveBody(1, "person", 1, { ...mailbox("ana.weber@gmail.com"), org_id: 9 }),
    pipedriveBody(2, "organization", 9, { name: "Northwind", website: "northwind.example" }),
    pipedriveBody(3, "person", 1, { ...mailbox("ana@northwind.example"), org_id: 9 }),
    pipedriveBody(4, "organization", 9, {
      name: "Northwind Traders",
      website: "northwind.example",
    }),
    pipedriveBody(5, "person", 1, null),
  ],
  send: (stage, body) => Promise.resolve(stage.knock(body, basic("pipedrive", secret))),
};

function salesforceBody(minute: number, id: number, email: string) {
  const SystemModstamp = new Date(moment(minute)).toISOString();
  const fields = { Id: `00Q${id}`, Company: "Northwind", Email: email, SystemModstamp };
  return envelope(notification({ id: `04l${minute}`, fields }));
}

const salesforce: System = {
  door: { kind: "salesforce", secret, config: { organizationId } },
  deliveries: [
    salesforceBody(1, 1, "old@northwind.example"),
    salesforceBody(2, 1, "ana@northwind.example"),
    salesforceBody(3, 2, "bo@contoso.example"),
  ],
  send: (stage, body) => Promise.resolve(stage.knock(body, {}, `/${secret}`)),
};

/** F8 for records of CRMs: five of each delivery, in any order, some of them late, end as one of each in order. */
export async function shuffleRecords(runs: number, random: () => number): Promise<Row> {
  await using db = await testDb();
  let [doubled, lost, effects] = [0, 0, 0];
  for (const system of [hubspot, pipedrive, salesforce]) {
    const ordered = await deliver(db, system, system.deliveries, 1);
    for (let run = 0; run < runs; run += 1) {
      const many = Array.from({ length: COPIES }, () => system.deliveries).flat();
      const state = await deliver(db, system, shuffled(many, random), 1 + Math.floor(random() * 6));
      doubled += Math.max(0, state.leads.length - ordered.leads.length);
      if (!isDeepStrictEqual(state, ordered)) lost += 1;
      effects += many.length;
    }
  }
  return {
    ...{ fault: "F8 records ×5, shuffled", runs: runs * 3, effects },
    ...{ lost, doubled, recoveryMs: null, failures: [], note: "HubSpot, Pipedrive, Salesforce" },
  };
}

/** Sends to a door of its own; the jobs come round after every so many deliveries. */
async function deliver(db: Db, system: System, bodies: readonly string[], every: number) {
  const stage = await openStage(db, system.door);
  for (const [at, body] of bodies.entries()) {
    const answer = await system.send(stage, body);
    if (!answer.ok) throw new Error(`the door answered ${answer.status}`);
    if (at % every === 0) await stage.takeIn();
  }
  await stage.takeIn();
  return stage.ended();
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
