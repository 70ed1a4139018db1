import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, describe, it } from "node:test";
import { hookDoors } from "../../../bot/doors/hooks.ts";
import { intakeDoor } from "../../../bot/doors/intake.ts";
import type { Db } from "../../../db/client.ts";
import { type NewDoor, openDoor } from "../../../db/tenants.ts";
import { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { type Desk, openDesk } from "../../bot/handlers/desk.ts";
import { testDb } from "../../support/db.ts";
import { workOff } from "../../support/queue.ts";
import { importAll } from "./import/drop.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** What a file calls its leads, and the doors of this test are told to call theirs. */
const source = "csv";

/** One enquiry, told to each door in the door's own words. */
const said = {
  company: "Fabrikam S.L.",
  email: "luis.ortega@fabrikam.example",
  first: "Luis",
  last: "Ortega",
  phone: "+34 915 550 110",
  title: "Head of Ops",
  country: "Spain",
  message: "We need 40 seats.",
};

const doors: Record<string, (desk: Desk) => Promise<unknown>> = {
  "our own intake": (desk) =>
    knock(desk, "intake", ({ bearer }) => ({
      path: "/api/v1/leads/intake",
      headers: { authorization: `Bearer ${bearer}` },
      body: JSON.stringify({
        ...{ company: said.company, email: said.email, name: `${said.first} ${said.last}` },
        ...{ phone: said.phone, title: said.title, country: said.country },
        ...{ free_text: said.message, source },
      }),
    })),

  "a form that signs": (desk) =>
    knock(desk, "form", ({ secret }) => {
      const body = JSON.stringify({
        ...{ Company: said.company, Email: said.email, "First name": said.first },
        ...{ "Last name": said.last, Phone: said.phone, "Job title": said.title },
        ...{ Country: said.country, Message: said.message },
      });
      return { headers: { "x-signature": mac(secret, body) }, body };
    }),

  WPForms: (desk) =>
    knock(desk, "wpforms", ({ secret }) => {
      const body = JSON.stringify({
        ...{ company: said.company, email: said.email, name: `${said.first} ${said.last}` },
        ...{ phone: said.phone, title: said.title, country: said.country, message: said.message },
      });
      const at = Math.floor(desk.world.now().getTime() / 1000);
      const signature = `t=${at},v=${mac(secret, `${at}.${body}`)}`;
      const headers = { "x-wpforms-webhook-id": "7", "x-wpforms-webhook-signature": signature };
      return { headers, body };
    }),

  "Gravity Forms": (desk) =>
    knock(
      desk,
      "gravity_forms",
      ({ secret }) => ({
        headers: { authorization: `Bearer ${secret}` },
        body: JSON.stringify({
          ...{ id: "271", form_id: "3", date_created: "2026-03-01 08:59:31" },
          ...{ "1.3": said.first, "1.6": said.last, 2: said.email, 3: said.company },
          ...{ 4: said.phone, 5: said.message, 6: said.title, 7: said.country },
        }),
      }),
      {
        fields: {
          ...{ 2: "email", 3: "company", 4: "phone", 5: "free_text", 6: "title", 7: "country" },
        },
      },
    ),

  Webflow: (desk) =>
    knock(desk, "webflow", ({ secret }) => {
      const data = {
        ...{ Company: said.company, Email: said.email, Name: `${said.first} ${said.last}` },
        ...{ Phone: said.phone, "Job title": said.title, Country: said.country },
        Message: said.message,
      };
      const payload = { name: "Contact", siteId: "s1", formId: "f1", id: "e1", data };
      const body = JSON.stringify({ triggerType: "form_submission", payload });
      const at = String(desk.world.now().getTime());
      const headers = {
        "x-webflow-timestamp": at,
        "x-webflow-signature": mac(secret, `${at}:${body}`),
      };
      return { headers, body };
    }),

  "a dropped file": (desk) => {
    const { company, email, first, last, phone, title, country, message } = said;
    const cells = [company, email, first, last, phone, title, country, message];
    const header = "Company,E-mail,First name,Last name,Phone,Job title,Country,Message";
    return importAll(desk, "Rita", `${header}\n${cells.join(",")}\n`);
  },
};

describe("one enquiry through six doors", () => {
  it("is one lead, six arrivals, and each of them says the same", async () => {
    const desk = await openDesk(db);

    for (const come of Object.values(doors)) {
      await come(desk);
      await workOff(desk.world);
    }

    const arrivals = await arrivalsOf(db, desk.tenantId);
    assert.equal(arrivals.length, 6);
    assert.equal(new Set(arrivals.map(({ leadId }) => leadId)).size, 1);
    const [first, ...others] = arrivals.map(({ input }) => input);
    for (const other of others) assert.deepEqual(other, first);
  });
});

type Delivery = { path?: string; headers: Record<string, string>; body: string };

async function knock(
  { world, tenantId }: Desk,
  kind: NonNullable<NewDoor["kind"]>,
  deliver: (door: { secret: string; bearer: string }) => Delivery,
  config: Record<string, unknown> = {},
): Promise<void> {
  const told = { ...config, source };
  const door = await openDoor(world.db, tenantId, kind, { kind, config: told });
  const app = kind === "intake" ? intakeDoor(world) : hookDoors(world);
  const { path = `/api/v1/hooks/${door.id}`, headers, body } = deliver(door);

  const response = await app.request(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });

  assert.equal(response.status, 202, `${kind}: ${await response.text()}`);
}

async function arrivalsOf(db: Db, tenantId: string) {
  return db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ id: string; key: Buffer; words: Buffer }>(
      "select lead_id as id, data_key as key, normalised as words from source_event order by id",
    );
    return rows.map(({ id, key, words }) => {
      const input = LeadInput.parse(JSON.parse(tx.vault.dataKey(key).open(words) ?? ""));
      return { leadId: id, input };
    });
  });
}

function mac(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}
