import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Db } from "../../db/client.ts";
import { listFacts } from "../../db/facts.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead } from "../../db/leads.ts";
import { newTenantKey, openBytes, sealBytes, vaultOf } from "../../db/vault.ts";
import { close, listen } from "../jobs/enrich/stage.ts";
import { testDb } from "../support/db.ts";
import { givenArrival, givenPerson, givenPool, givenTenant } from "../support/given.ts";
import { workOff } from "../support/queue.ts";
import { recordingChat, testNow, testWorld } from "../support/world.ts";

const key = Buffer.alloc(32, "k");
const vault = vaultOf(key);

describe("sealing", () => {
  it("gives back what was put in, and never the same seal twice", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const plain = Buffer.from(bytes);
        const [one, two] = [sealBytes(key, plain), sealBytes(key, plain)];
        assert.deepEqual(openBytes(key, one), plain);
        assert.notDeepEqual(one, two);
      }),
    );
  });

  it("never opens with another key, or when any bit was changed", () => {
    const sealed = sealBytes(key, Buffer.from("ana@acme.example"));

    assert.throws(() => openBytes(Buffer.alloc(32, "x"), sealed));
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        assert.throws(() => openBytes(key, changed));
      }),
    );
  });

  it("never opens a seal that was cut short", () => {
    const sealed = sealBytes(key, Buffer.from("ana@acme.example"));

    for (let length = 0; length < sealed.length; length += 1) {
      assert.throws(() => openBytes(key, sealed.subarray(0, length)), `${length} bytes`);
    }
  });

  it("wraps a tenant's key so that only the master key opens it", () => {
    const wrapped = newTenantKey(key);

    assert.equal(openBytes(key, wrapped).length, 32);
    assert.throws(() => openBytes(Buffer.alloc(32, "x"), wrapped));
  });
});

describe("a data key", () => {
  it("opens what it sealed, after it was stored and read again", () => {
    const fresh = vault.newDataKey();
    const sealed = fresh.seal("Ana Weber");

    const stored = vaultOf(key).dataKey(fresh.wrapped);

    assert.equal(stored.open(sealed), "Ana Weber");
    assert.deepEqual([stored.seal(null), stored.open(null)], [null, null]);
  });

  it("opens nothing of another person or tenant", () => {
    const sealed = vault.newDataKey().seal("Ana Weber");
    const other = vault.newDataKey();

    assert.throws(() => other.open(sealed));
    assert.throws(() => vaultOf(Buffer.alloc(32, "x")).dataKey(other.wrapped));
  });

  it("opens everything as null once it was destroyed, and seals nothing", () => {
    const sealed = vault.newDataKey().seal("Ana Weber");

    const erased = vault.dataKey(null);

    assert.deepEqual([erased.open(sealed), erased.seal("Ana Weber")], [null, null]);
  });
});

describe("the blind index", () => {
  it("is equal for equal values of a kind within a tenant, and only there", () => {
    const other = vaultOf(Buffer.alloc(32, "o"));
    const index = vault.blindIndex("email", "ana@acme.example");

    assert.deepEqual(index, vaultOf(key).blindIndex("email", "ana@acme.example"));
    assert.notDeepEqual(index, vault.blindIndex("email", "ben@acme.example"));
    assert.notDeepEqual(index, vault.blindIndex("phone", "ana@acme.example"));
    assert.notDeepEqual(index, other.blindIndex("email", "ana@acme.example"));
    assert.equal(index.includes("ana"), false);
  });
});

/** What must be readable nowhere: said by the lead, and about colleagues of theirs on their site. */
const secrets = {
  email: "zephyrine.quillon@orchidgate.example",
  name: "Zephyrine Quillon",
  phone: "+4915550009981",
  title: "Head of Kumquat Logistics",
  freeText: "Our walrus depot needs a demo before the marmalade season.",
  founder: "Thaddeus Okonkwo-Brandt",
  press: "press.desk.umbra@orchidgate.example",
  line: "+49 30 5550 8844",
};

const site: Record<string, string> = {
  "/": `<html><head><title>Orchidgate</title><meta name="description" content="Freight software for
    warehouses"></head><body><h1>Freight software</h1><a href="/about">About us</a>
    <a href="/team">Team</a> <a href="mailto:${secrets.press}">Press</a>
    <a href="tel:+493055508844">${secrets.line}</a></body></html>`,
  "/about": `<html><body><h1>About</h1><p>Orchidgate was founded in 2011 in Berlin, Germany by
    ${secrets.founder}. 180 employees work here. ${secrets.founder}, Chief Executive Officer.</p></body></html>`,
  "/team": `<html><body><h1>Team</h1><div class="team-member"><h3>${secrets.founder}</h3>
    <p>Chief Executive Officer</p></div><p>Write to ${secrets.press}.</p>
    <script type="application/ld+json">{"@context":"https://schema.org","@type":"Organization",
    "name":"Orchidgate","email":"${secrets.press}","telephone":"${secrets.line}",
    "founder":{"@type":"Person","name":"${secrets.founder}","jobTitle":"CEO"}}</script></body></html>`,
};

describe("the database", () => {
  it("holds nobody's name, address, number or words in the clear, after the whole pipeline ran", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    await givenPool(db, tenantId, [await givenPerson(db, tenantId, "Rita")]);
    const { leadRef } = await givenArrival(db, tenantId, {
      ...secrets,
      domain: "orchidgate.example",
    });

    await researched(db);

    const view = await viewOf(db, tenantId, leadRef);
    assert.equal(view.contact?.name, secrets.name, "the lead was taken in");
    const people = view.facts.filter((fact) => fact.name === "person");
    assert.match(JSON.stringify(people), new RegExp(secrets.founder), "the site was read");
    assert.match(view.decision?.nextAction ?? "", /Zephyrine Quillon/, "the person was advised");
    assert.deepEqual(await findInDump(db, tenantId), []);
  });

  it("forgets a person with their key, and nobody else", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const { leadRef } = await givenArrival(db, tenantId, {
      ...secrets,
      domain: "orchidgate.example",
    });
    await researched(db);
    const { facts } = await viewOf(db, tenantId, leadRef);

    await db.inTenant(tenantId, async (tx) => {
      const lead = await findLead(tx, leadRef);
      await tx.client.query("update contact set data_key = null where id = $1", [lead?.contactId]);
      await tx.client.query("update source_event set data_key = null");
    });

    const view = await viewOf(db, tenantId, leadRef);
    assert.equal(view.contact, null);
    assert.doesNotMatch(JSON.stringify(view), /Zephyrine|Quillon|walrus|9981/);
    assert.deepEqual(view.facts, facts, "what the company says stays");
  });

  it("forgets what pages say about people with the company's key", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const { leadRef } = await givenArrival(db, tenantId, { domain: "orchidgate.example" });
    await researched(db);

    const left = await db.inTenant(tenantId, async (tx) => {
      await tx.client.query("update company set data_key = null");
      const lead = await findLead(tx, leadRef);
      return listFacts(tx, lead?.companyId ?? "");
    });

    assert.ok(left.length > 0);
    assert.deepEqual(
      left.filter((fact) => /^(person|contact_)/.test(fact.name)),
      [],
    );
    assert.doesNotMatch(JSON.stringify(await viewOf(db, tenantId, leadRef)), /Thaddeus/);
  });
});

/** Lets the pipeline run over everything that arrived, with a site that names people. */
async function researched(db: Db): Promise<void> {
  const server = createServer((request, response) => {
    const page = site[request.url ?? ""];
    response.writeHead(page ? 200 : 404, { "content-type": "text/html" }).end(page ?? "");
  });
  const port = await listen(server, "127.0.0.1", 0);
  const chat = { slack: recordingChat("slack").port, teams: null };
  const web = {
    resolve: () => Promise.resolve([{ address: "127.0.0.1", family: 4 as const }]),
    isPublic: () => true,
    portFor: () => port,
    records: () => Promise.resolve([]),
  };
  try {
    await workOff(testWorld(db, { chat, web }));
  } finally {
    await close(server);
  }
}

function viewOf(db: Db, tenantId: string, leadId: string) {
  return db.inTenant(tenantId, (tx) => getLeadView(tx, leadId, "http://127.0.0.1:3000", testNow));
}

/** Every row of every table as text, searched for the secrets: `table: secret`. */
async function findInDump(db: Db, tenantId: string): Promise<string[]> {
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind = 'r' and nspname not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const dump = await db.inTenant(tenantId, async (tx) => {
      await tx.client.query("set local role none"); // the owner, with the tenant's rows in sight
      const { rows } = await tx.client.query<{ row: string }>(
        `select t::text as row from ${name} t`,
      );
      return rows.map(({ row }) => row + unhexed(row)).join("\n");
    });
    for (const [kind, secret] of Object.entries(secrets)) {
      if (dump.toLowerCase().includes(secret.toLowerCase())) found.push(`${name}: ${kind}`);
    }
  }
  return found;
}

/** Bytes print as hex; what is readable in them is readable to a thief too. */
function unhexed(row: string): string {
  return [...row.matchAll(/\\x([0-9a-f]{2,})/g)]
    .map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1"))
    .join(" ");
}
