import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type pg from "pg";
import { addAlias } from "../../db/aliases.ts";
import { addBudgetAlert } from "../../db/budgets.ts";
import { addCompany } from "../../db/companies.ts";
import { mayWriteTo } from "../../db/consent.ts";
import { firstSight, rememberConversation } from "../../db/conversations.ts";
import { addCost } from "../../db/costs.ts";
import { saveDraft } from "../../db/drafts.ts";
import { addEffect } from "../../db/effects.ts";
import { noteCheck } from "../../db/evidence-checks.ts";
import { linkRef } from "../../db/external-refs.ts";
import { addFacts, addVisit, keepPage } from "../../db/facts.ts";
import { addFeedback, addOutcome } from "../../db/feedback.ts";
import { noteFormLook } from "../../db/form-accounts.ts";
import { newId } from "../../db/ids.ts";
import { addChunk } from "../../db/imports/chunks.ts";
import { addImport, findImport } from "../../db/imports/imports.ts";
import { openInfoRequest } from "../../db/info-requests.ts";
import { addKnownAccounts } from "../../db/known-accounts.ts";
import { lockLead } from "../../db/leads.ts";
import { reserveAnswer } from "../../db/llm-answers.ts";
import { absorb } from "../../db/merges.ts";
import { rememberCard } from "../../db/messages.ts";
import { addOutreach } from "../../db/outreach.ts";
import { saveProviderAccount } from "../../db/provider-accounts.ts";
import { startLookup } from "../../db/provider-lookups.ts";
import { openQuestion } from "../../db/same-questions.ts";
import { saveSetting } from "../../db/settings.ts";
import { countSpam } from "../../db/spam-days.ts";
import { testDb } from "../support/db.ts";
import { givenPerson, givenPool, givenRouted, givenTenant } from "../support/given.ts";
import { testNow } from "../support/world.ts";

const db = await testDb();
const [ours, theirs] = [await givenTenant(db), await givenTenant(db)];
const tables = await tenantTables();

before(async () => {
  await fill(ours);
  await fill(theirs);
});
after(() => db[Symbol.asyncDispose]());

describe("tenant tables", () => {
  it("are at least those this product has", () => {
    assert.ok(tables.length >= 29, tables.join(", "));
  });

  it("are owned by somebody row-level security holds for, the suite included", async () => {
    const { rows } = await db.owner.query(
      "select rolsuper or rolbypassrls as free from pg_roles where rolname = session_user",
    );

    assert.deepEqual(rows, [{ free: false }]);
  });

  it("are all the tables there are in public", async () => {
    const { rows } = await db.owner.query<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
    );

    assert.deepEqual(
      rows.map((row) => row.name),
      tables,
    );
  });

  it("let another tenant's key stand for nothing: foreign keys between them hold the tenant", async () => {
    const { rows } = await db.owner.query<{ name: string; columns: string[]; refers: string[] }>(
      `select conname as name,
         (select array_agg(attname::text order by n) from unnest(conkey) with ordinality k(num, n)
           join pg_attribute on attrelid = conrelid and attnum = num) as columns,
         (select array_agg(attname::text order by n) from unnest(confkey) with ordinality k(num, n)
           join pg_attribute on attrelid = confrelid and attnum = num) as refers
       from pg_constraint join pg_class on pg_class.oid = confrelid
       where contype = 'f' and connamespace = 'public'::regnamespace
         and relnamespace = 'public'::regnamespace`,
    );

    assert.ok(rows.length > 0);
    for (const { name, columns, refers } of rows) {
      assert.deepEqual([columns[0], refers[0]], ["tenant_id", "tenant_id"], name);
    }
  });

  for (const table of tables) {
    describe(table, () => {
      it("has a policy, forced on its owner too", async () => {
        const { rows } = await db.owner.query(
          `select relrowsecurity as enabled, relforcerowsecurity as forced,
             (select count(*)::int from pg_policy where polrelid = c.oid
               and polqual is not null and polwithcheck is not null and polpermissive) as policies
           from pg_class c where oid = $1::regclass`,
          [table],
        );

        assert.deepEqual(rows, [{ enabled: true, forced: true, policies: 1 }]);
      });

      it("has unique keys that start with the tenant", async () => {
        const { rows } = await db.owner.query<{ name: string; first: string }>(
          `select indexrelid::regclass::text as name, attname::text as first from pg_index
           join pg_attribute on attrelid = indrelid and attnum = indkey[0]
           where indrelid = $1::regclass and indisunique`,
          [table],
        );

        assert.ok(rows.length > 0);
        for (const { name, first } of rows) assert.equal(first, "tenant_id", name);
      });

      it("shows a tenant its own rows and nobody else's", async () => {
        const seen = await asTenant(ours, `select distinct tenant_id from ${table}`);
        const counted = await asTenant(
          ours,
          `select count(*)::int as n from ${table} where tenant_id = '${theirs}'`,
        );

        assert.deepEqual(seen.rows, [{ tenant_id: ours }], "fill() forgets this table");
        assert.deepEqual(counted.rows, [{ n: 0 }]);
      });

      it("takes no row for another tenant", async () => {
        const row = await exampleRow(table);

        await refused(() => asTenant(ours, insertInto(table), [{ ...row, tenant_id: theirs }]));
      });

      it("lets nobody change, give away or delete another tenant's rows", async () => {
        const before = await countAs(theirs, table);

        for (const statement of [
          `update ${table} set tenant_id = tenant_id where tenant_id = '${theirs}'`,
          `delete from ${table} where tenant_id = '${theirs}'`,
        ]) {
          assert.equal(await touchedBy(ours, statement), 0, statement);
        }
        await refused(() => asTenant(ours, `update ${table} set tenant_id = '${theirs}'`));

        assert.equal(await countAs(theirs, table), before);
      });

      it("is empty and closed for whoever names no tenant", async () => {
        const row = await exampleRow(table);

        const { rowCount } = await db.app.query(`select from ${table}`);

        assert.equal(rowCount, 0);
        await refused(() => db.app.query(insertInto(table), [row]));
      });
    });
  }
});

describe("the views", () => {
  for (const view of ["eng_lead_ingest", "eng_lead_touch"]) {
    it(`${view} shows what the reader may see`, async () => {
      const { rows: options } = await db.owner.query<{ options: string[] }>(
        "select reloptions as options from pg_class where oid = $1::regclass",
        [view],
      );
      const { rows } = await asTenant(ours, `select distinct tenant_id from ${view}`);
      const { rowCount } = await db.app.query(`select from ${view}`);

      assert.ok(options[0]?.options.includes("security_invoker=true"));
      assert.deepEqual(rows, [{ tenant_id: ours }]);
      assert.equal(rowCount, 0);
    });
  }

  it("are these two", async () => {
    const { rows } = await db.owner.query(
      "select viewname from pg_views where schemaname in ('public', 'registry', 'dispatch') order by 1",
    );

    assert.deepEqual(rows, [{ viewname: "eng_lead_ingest" }, { viewname: "eng_lead_touch" }]);
  });
});

describe("the application's role", () => {
  it("owns nothing and can bypass nothing", async () => {
    const { rows } = await db.owner.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
         (select count(*)::int from pg_class where relowner = r.oid) as relations,
         (select count(*)::int from pg_proc where proowner = r.oid) as functions,
         (select count(*)::int from pg_namespace where nspowner = r.oid) as schemas
       from pg_roles r where rolname = 'baton_app'`,
    );

    assert.deepEqual(rows, [
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: false,
        relations: 0,
        functions: 0,
        schemas: 0,
      },
    ]);
  });

  const forbidden = [
    "select graphile_worker.add_job('ingest_lead')",
    "select from graphile_worker.jobs",
    "select from dispatch.arrival",
    "delete from dispatch.arrival",
    "select from dispatch.heartbeat",
    "insert into registry.tenant (id, name, sealed_key) values (gen_random_uuid(), 'x', '')",
    "update registry.door set tenant_id = tenant_id",
    "insert into registry.install (surface, team, tenant_id) values ('slack', 'T', gen_random_uuid())",
    "delete from registry.lifecycle_rule",
    "create table public.mine (id int)",
    "alter table lead disable row level security",
    "truncate lead",
  ];
  for (const statement of forbidden) {
    it(`may not ${statement}`, async () => {
      await assert.rejects(db.app.query(statement), /permission denied|must be owner/);
    });
  }
});

describe("inTenant", () => {
  it("forgets the tenant with the transaction", async () => {
    await db.inTenant(ours, (tx) => tx.client.query("select 1"));
    await assert.rejects(
      db.inTenant(ours, () => Promise.reject(new Error("no"))),
      /^Error: no$/,
    );

    for (let connection = 0; connection < 5; connection += 1) {
      const { rows } = await db.app.query("select registry.current_tenant() as tenant");
      assert.deepEqual(rows, [{ tenant: null }]);
    }
  });

  it("refuses a tenant id that is none, before it reaches the database", async () => {
    const nasty = `${ours}'; select set_config('app.tenant_id', '${theirs}', true); --`;

    await assert.rejects(
      db.inTenant(nasty, () => Promise.resolve()),
      /not a tenant id/,
    );
  });

  it("does not know a tenant nobody created", async () => {
    await assert.rejects(
      db.inTenant(newId(), () => Promise.resolve()),
      /tenant .* not found/,
    );
  });
});

async function tenantTables(): Promise<string[]> {
  const { rows } = await db.owner.query<{ name: string }>(
    `select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and attname = 'tenant_id' and not attisdropped order by 1`,
  );
  return rows.map((row) => row.name);
}

function asTenant(
  tenantId: string,
  statement: string,
  values: unknown[] = [],
): Promise<pg.QueryResult> {
  return db.inTenant(tenantId, (tx) => tx.client.query(statement, values));
}

async function countAs(tenantId: string, table: string): Promise<number> {
  return (await asTenant(tenantId, `select from ${table}`)).rowCount ?? 0;
}

/** How many rows a statement touched; tables that are written once refuse it altogether. */
async function touchedBy(tenantId: string, statement: string): Promise<number | null> {
  try {
    return (await asTenant(tenantId, statement)).rowCount;
  } catch (error) {
    assert.match(String(error), /permission denied for table/);
    return 0;
  }
}

async function refused(attempt: () => Promise<unknown>): Promise<void> {
  await assert.rejects(attempt, { code: "42501" });
}

async function exampleRow(table: string): Promise<Record<string, unknown>> {
  const { rows } = await asTenant(ours, `select to_jsonb(t) as row from ${table} t limit 1`);
  assert.ok(rows[0], `fill() forgets ${table}`);
  return rows[0].row;
}

function insertInto(table: string): string {
  return `insert into ${table} select (jsonb_populate_record(null::${table}, $1)).*`;
}

/** Puts at least one row into every tenant table, by the product's own code where it has some. */
async function fill(tenantId: string): Promise<void> {
  const personId = await givenPerson(db, tenantId, "Rita");
  await givenPool(db, tenantId, [personId]);
  const person = { email: "ana@acme.example", name: "Ana Weber", consent: "true" };
  const leadId = await givenRouted(db, tenantId, "A", person);
  await db.inTenant(tenantId, async (tx) => {
    const lead = await lockLead(tx, leadId);
    const { companyId } = lead;
    const permission = await mayWriteTo(tx, lead, testNow);
    assert.ok(permission.refusal === null);
    const { consentId, to } = permission;
    const draft = { leadId, contactId: to.contactId, consentId, createdBy: personId };
    const ages = {
      surface: "slack" as const,
      createdAt: testNow,
      expiresAt: testNow,
      asked: [personId],
    };
    const mail = {
      from: { name: "Rita", address: "rita@ours.example" },
      subject: "Hi",
      body: "Hi",
    };
    const letter = { ...mail, to: { name: "Ana Weber", address: to.address } };
    await addOutreach(tx, { ...draft, ...ages }, { mail: letter, claims: [] });
    const about = { leadId, companyId };
    const at = testNow;
    const url = "https://acme.example/";
    const reaction = { surface: "slack", emoji: "👍", outcome: "good", weight: 1 };
    await addFeedback(tx, { leadId, personId, decisionId: null, ...reaction }, at);
    const outcome = { leadId, outcome: "meeting", reason: null, value: null, personId };
    await addOutcome(tx, outcome, at);
    await saveSetting(tx, "playbook", {}, "test");
    const costId = await addCost(tx, { ...about, kind: "llm", usd: 0, ms: 1 }, at);
    const asked = { hash: Buffer.from("asked"), companyId, leadId };
    await reserveAnswer(tx, asked, costId, at, new Date(at.getTime() + 86_400_000));
    await saveDraft(tx, "leads", personId, [], at);
    await keepPage(tx, companyId, { url, contentType: "text/html", body: Buffer.from("x") }, at);
    await noteCheck(tx, { companyId, url, status: 404 }, at);
    const visit = { url, kind: "landing", status: 200, ms: 1, bytes: 1, via: "http" } as const;
    await addVisit(tx, about, visit, at);
    const industry = { name: "industry", value: "Logistics", sourceUrl: url } as const;
    const seen = { observedAt: at.toISOString(), provider: "page", confidence: 1 };
    await addFacts(tx, companyId, [{ ...industry, quote: "Logistics", ...seen }], at);
    const rita = { userId: "29:Rita", teamId: null };
    await rememberConversation(tx, "teams", "a:1", rita, {});
    await firstSight(tx, "slack", "Ev1");
    const effect = { leadId, effectKey: "card:1", channel: "slack", kind: "post_card", lane: "1" };
    await addEffect(tx, { ...effect, target: {} });
    const posted = { surface: "slack", channelId: "C1", messageId: "1" } as const;
    await rememberCard(tx, { ...posted, leadId, kind: "home", version: 1, editedAt: at });

    const alias = { domain: "acme-group.example", companyId, why: "redirect" } as const;
    await addAlias(tx, { ...alias, evidence: url }, at);
    const record = { system: "hubspot", object: "contact", externalId: "33:1" };
    await linkRef(tx, record, { companyId, contactId: to.contactId, leadId }, at);
    const listed = { standing: "customer", importId: null, addedBy: "test", at } as const;
    await addKnownAccounts(tx, [{ name: "Beta", domain: null }], listed);
    await openQuestion(tx, { kind: "company", a: companyId, b: newId(), why: [] }, at);
    const other = (await addCompany(tx, { domain: null, name: "Acme", country: null })) ?? "";
    const merged = { survivor: companyId, absorbed: other, actor: "test", why: [] };
    await absorb(tx, { kind: "company", ...merged }, at);

    const { rows: arrivals } = await tx.client.query("select id from source_event limit 1");
    await openInfoRequest(tx, arrivals[0].id);
    await countSpam(tx, { doorId: "door_1", at, reason: "honeypot" });
    const forms = { id: "door_1", kind: "linkedin_lead_sync" } as const;
    await noteFormLook(tx, forms, at, { cursor: at });

    const from = {
      personId,
      origin: null,
      doorId: null,
      purpose: "leads",
      declaration: null,
    } as const;
    const { id: importId } = await addImport(tx, { ...from, fileName: "fair.csv" }, at);
    const file = await findImport(tx, importId);
    assert.ok(file);
    await addChunk(tx, file, 0, Buffer.from("Company\nAcme\n"));

    const credentials = { secret: "hush", url: null, header: null };
    const bought = { kind: "clearbit", credentials, usdPerHit: 0.1, usdPerMiss: 0 } as const;
    await saveProviderAccount(tx, { name: "clearbit", ...bought }, at);
    const lookedUp = { provider: "clearbit", domain: "acme.example", companyId, leadId };
    await startLookup(tx, lookedUp, { usd: 0.1, askedAt: at, expiresAt: at });
    await addBudgetAlert(tx, { period: "day", percent: 80, usdLimit: 5 }, at);

    // Written by COPY, or by nothing yet.
    const rows: Record<string, object> = {
      import_row: {
        ...{ import_id: importId, line: 2, verdict: "create", dedupe_key: "1" },
        ...{ source_event_id: newId(), lead_ref: newId(), body_hash: "\\x00" },
      },
      suppression: { kind: "email", value_index: "\\x00", reason: "asked", at },
      signal: {
        id: newId(),
        company_id: companyId,
        kind: "hiring",
        score: 1,
        ts_start: at,
        evidence: [],
        explanation: "hires",
      },
      proposal: { id: newId(), company_id: companyId, outline_md: "", status: "draft" },
    };
    for (const [table, row] of Object.entries(rows)) {
      await tx.client.query(insertInto(table), [{ tenant_id: tenantId, ...row }]);
    }
  });
}
