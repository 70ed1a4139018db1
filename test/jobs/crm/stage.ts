import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { Hono } from "hono";
import { eventsDoor } from "../../../bot/doors/events.ts";
import { hookDoors } from "../../../bot/doors/hooks.ts";
import type { Db } from "../../../db/client.ts";
import { type NewDoor, openDoor } from "../../../db/tenants.ts";
import { pullRecord } from "../../../jobs/crm/pull-record.ts";
import { ingestLead } from "../../../jobs/ingest/ingest-lead.ts";
import type { World } from "../../../jobs/world.ts";
import { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { givenTenant } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";

/** What a vendor's program answers a question with. */
export type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

/** A vendor's API on loopback: `answer.next` says what it answers, `asked` what it was asked. */
export async function startVendor(next: (request: { path: string; token: string }) => Answer) {
  const asked: string[] = [];
  const answer = { next };
  const server = createServer((request: IncomingMessage, response) => {
    const path = request.url ?? "";
    asked.push(path);
    request.resume();
    const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    const { status = 200, headers = {}, body } = answer.next({ path, token });
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    asked,
    answer,
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Every order of so many things. */
export function shuffles(length: number) {
  return fc.shuffledSubarray([...Array(length).keys()], { minLength: length, maxLength: length });
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** A tenant with one door, and what can be done at it. */
export async function openStage(db: Db, door: NewDoor, own: Partial<World> = {}) {
  const tenantId = await givenTenant(db);
  const opened = await openDoor(db, tenantId, "CRM", door);
  const clock = { now: testNow };
  const world = testWorld(db, {
    publicUrl: "https://baton.example",
    now: () => clock.now,
    ...own,
  });
  const app = new Hono().route("/", hookDoors(world)).route("/", eventsDoor(world));

  const rows = <Row extends object>(query: string, values: unknown[] = []) =>
    db.inTenant(tenantId, async (tx) => (await tx.client.query<Row>(query, values)).rows);

  return {
    tenantId,
    world,
    clock,
    app,
    rows,
    ...opened,
    /** Knocks at the door; `path` follows its address. */
    knock: (body: string | Buffer, headers: Record<string, string> = {}, path = "") =>
      app.request(`/api/v1/hooks/${opened.id}${path}`, { method: "POST", headers, body }),
    /** What is kept of every arrival, oldest first. */
    arrivals: () =>
      rows<{ kind: string; status: string; detail: string | null; type: string | null }>(
        `select kind, status, status_detail as detail, event_type as type
         from source_event order by received_at, id`,
      ),
    /** Takes in what has arrived, in the order it arrived; the pulls after everything else. */
    async takeIn() {
      const waiting = () =>
        rows<{ id: string }>(
          "select id from source_event where status = 'received' order by received_at, id",
        );
      for (const { id } of await waiting()) await ingestLead.run({ tenantId, id }, world);
      for (const { id } of await waiting()) await pullRecord.run({ tenantId, id }, world);
    },
    /** What the first arrival came to. */
    async input(): Promise<LeadInput> {
      return LeadInput.parse(JSON.parse(await this.opened("normalised")));
    },
    /** What the first arrival's own words are. */
    raw() {
      return this.opened("raw");
    },
    async opened(column: "raw" | "normalised"): Promise<string> {
      const [row] = await rows<{ data_key: Buffer; sealed: Buffer }>(
        `select data_key, ${column} as sealed from source_event order by received_at, id limit 1`,
      );
      const vault = await db.vault(tenantId);
      return vault.dataKey(row?.data_key ?? null).open(row?.sealed ?? null) ?? "null";
    },
    /** For how many seconds what waits was told to wait, and it need not any more. */
    async waits() {
      const { rows: jobs } = await db.owner.query<{ seconds: number }>(
        `delete from graphile_worker._private_jobs where payload->>'tenantId' = $1
           and run_at > now() + interval '1 second'
         returning round(extract(epoch from run_at - now()))::int as seconds`,
        [tenantId],
      );
      return jobs.map(({ seconds }) => seconds);
    },
    /** What is left once everything is taken in, whatever way it came. */
    async ended() {
      const leads = (await this.leads()).map(({ externalId: _, ...lead }) => lead);
      const gone = await rows<{ ref: string }>(
        `select object || ' ' || external_id as ref from external_ref
         where gone_at is not null order by 1`,
      );
      const [counted] = await rows<Record<string, number>>(
        `select (select count(*)::int from contact where merged_into is null) as contacts,
           (select count(*)::int from company where merged_into is null) as companies,
           (select count(*)::int from source_event) as arrivals,
           (select count(*)::int from source_event where status = 'received') as waiting`,
      );
      return { leads, gone: gone.map(({ ref }) => ref), counted };
    },
    /** The leads and their people, as colleagues would read them. */
    leads: () =>
      db.inTenant(tenantId, async (tx) => {
        const { rows: found } = await tx.client.query<{
          domain: string | null;
          company: string;
          source: string;
          externalId: string | null;
          dataKey: Buffer | null;
          email: Buffer | null;
          name: Buffer | null;
          title: Buffer | null;
        }>(
          `select c.domain, c.name as company, l.source, l.external_id as "externalId",
             p.data_key as "dataKey", p.email, p.name, p.title
           from lead l join company c on c.tenant_id = l.tenant_id and c.id = l.company_id
           left join contact p on p.tenant_id = l.tenant_id and p.id = l.contact_id
           where l.merged_into is null order by c.domain, c.name`,
        );
        return found.map(({ dataKey, email, name, title, ...lead }) => {
          const { open } = tx.vault.dataKey(dataKey);
          return { ...lead, email: open(email), name: open(name), title: open(title) };
        });
      }),
  };
}
