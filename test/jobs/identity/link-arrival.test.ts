import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { addAlias } from "../../../db/aliases.ts";
import { findRef } from "../../../db/external-refs.ts";
import { addKnownAccounts } from "../../../db/known-accounts.ts";
import { ingestLead } from "../../../jobs/ingest/ingest-lead.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { testDb } from "../../support/db.ts";
import { givenArrival, givenLead } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { openScene, rowsOf, type Scene, viewOf } from "../scene.ts";
import { companyId, count } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** What a CRM says of one of its people. */
function crmContact(scene: Scene, id: string, said: Partial<LeadInput>): Promise<string> {
  const externalId = `contact:33:${id}`;
  return givenLead(
    scene,
    scene.tenantId,
    { source: "hubspot", externalId, ...said },
    { channel: "hubspot" },
  );
}

describe("an arrival", () => {
  it("goes by the CRM's id before the address: a changed address is no second person", async () => {
    const scene = await openScene(db);
    const lead = await crmContact(scene, "7", { name: "Ana Weber", email: "ana@acme.example" });

    await crmContact(scene, "7", { name: "Ana Weber-Klein", email: "ana.klein@acme.example" });
    await givenLead(scene, scene.tenantId, {
      company: null,
      domain: null,
      email: "ana.klein@acme.example",
    });

    assert.deepEqual([await count(scene, "contact"), await count(scene, "lead")], [1, 1]);
    const { contact } = await viewOf(scene, lead);
    assert.deepEqual(
      [contact?.name, contact?.email],
      ["Ana Weber-Klein", "ana.klein@acme.example"],
    );
  });

  it("makes two records one person when the CRM gives one the other's address", async () => {
    const scene = await openScene(db);
    await crmContact(scene, "7", { name: "A. Weber", email: "old@acme.example" });
    await givenLead(scene, scene.tenantId, { name: "Ana Weber", email: "ana@acme.example" });
    assert.equal(await count(scene, "contact", "merged_into is null"), 2);

    await crmContact(scene, "7", { name: "Ana Weber", email: "ana@acme.example" });

    assert.equal(await count(scene, "contact", "merged_into is null"), 1);
    assert.equal(await count(scene, "lead"), 1);
  });

  const people: { what: string; one: Partial<LeadInput>; other: Partial<LeadInput>; n: number }[] =
    [
      {
        what: "one mailbox, dots and tags aside",
        one: { email: "ana.weber@gmail.com", name: "Ana" },
        other: { email: "AnaWeber+x@googlemail.com" },
        n: 1,
      },
      {
        what: "one name and number",
        one: { name: "Ana Weber", phone: "+493012345678" },
        other: { name: "Weber, Ana", phone: "+493012345678", email: "ana@acme.example" },
        n: 1,
      },
      {
        what: "one name at one company",
        one: { name: "Ana Weber", email: "ana@acme.example" },
        other: { name: "Ana Weber", phone: "+493012345678" },
        n: 1,
      },
      {
        what: "one LinkedIn page",
        one: { name: "Ana", linkedin: "https://www.linkedin.com/in/ana-weber" },
        other: { email: "ana@acme.example", linkedin: "https://www.linkedin.com/in/Ana-Weber" },
        n: 1,
      },
      {
        what: "two people on the switchboard",
        one: { name: "Ana Weber", phone: "+493012345678" },
        other: { name: "Bob Stone", phone: "+493012345678" },
        n: 2,
      },
      {
        what: "two people of one company",
        one: { name: "Ana Weber", email: "ana@acme.example" },
        other: { name: "Bob Stone", email: "bob@acme.example" },
        n: 2,
      },
    ];
  for (const { what, one, other, n } of people) {
    it(`tells people apart: ${what} ${n === 1 ? "is one" : "are two"}`, async () => {
      for (const [first, second] of [
        [one, other],
        [other, one],
      ]) {
        const scene = await openScene(db);

        await givenLead(scene, scene.tenantId, first);
        await givenLead(scene, scene.tenantId, second);

        assert.equal(await count(scene, "contact", "merged_into is null"), n);
        assert.equal(await count(scene, "lead"), 1);
      }
    });
  }

  it("keeps another address of one person beside the first, and finds them by both", async () => {
    const scene = await openScene(db);
    const ana = { name: "Ana Weber", phone: "+493012345678" };
    await givenLead(scene, scene.tenantId, { ...ana, email: "ana@acme.example" });
    await givenLead(scene, scene.tenantId, { ...ana, email: "ana.weber@gmail.com" });

    await givenLead(scene, scene.tenantId, {
      ...{ company: null, domain: null, flags: ["free_mail"] },
      email: "anaweber@gmail.com",
    });

    assert.deepEqual([await count(scene, "lead"), await count(scene, "contact")], [1, 2]);
    assert.equal(await count(scene, "contact", "merged_into is null"), 1);
  });

  it("knows a company by its other domain", async () => {
    const scene = await openScene(db);
    await givenLead(scene, scene.tenantId, { domain: "acme.example" });
    const id = await companyId(scene, "acme.example");
    const alias = { domain: "acme-group.example", companyId: id, why: "redirect" } as const;
    await scene.inTenant(scene.tenantId, (tx) =>
      addAlias(tx, { ...alias, evidence: "https://acme-group.example/" }, testNow),
    );

    await givenLead(scene, scene.tenantId, { domain: "acme-group.example" });

    assert.deepEqual([await count(scene, "lead"), await count(scene, "company")], [1, 1]);
  });

  it("follows a customer's person to their new company, and says so on its card", async () => {
    const scene = await openScene(db);
    await scene.inTenant(scene.tenantId, (tx) =>
      addKnownAccounts(tx, [{ name: "Beta", domain: "beta.example" }], {
        ...{ standing: "customer", importId: null, addedBy: "test", at: testNow },
      }),
    );
    const ana = { name: "Ana Weber", email: "ana.w@gmail.com", flags: ["free_mail"] };
    await givenLead(scene, scene.tenantId, { ...ana, domain: "beta.example", company: "Beta" });

    const here = await givenLead(scene, scene.tenantId, { ...ana, domain: "new.example" });

    assert.deepEqual((await viewOf(scene, here)).moved, { name: "Ana Weber", from: "Beta" });
    const [moved] = await rowsOf<{ features: unknown }>(
      scene,
      "select features from event where topic = 'companies.updates' and type = 'contact.moved'",
    );
    assert.deepEqual(Object.keys(moved?.features ?? {}).sort(), ["contactId", "fromCompanyId"]);
    assert.equal(await count(scene, "contact"), 1);
  });

  it("remembers what the CRM calls whom", async () => {
    const scene = await openScene(db);

    const lead = await crmContact(scene, "9", { email: "ana@acme.example" });

    const ref = await scene.inTenant(scene.tenantId, (tx) =>
      findRef(tx, { system: "hubspot", object: "contact", externalId: "33:9" }),
    );
    assert.deepEqual([ref?.leadId, ref?.companyId], [lead, await companyId(scene, "acme.example")]);
    assert.ok(ref?.contactId);
  });

  it("makes one lead of the same one 60 times at once, from three sources", async () => {
    const scene = await openScene(db);
    const sources = [
      { said: { source: "website" }, channel: "form" },
      { said: { source: "csv", domain: null, company: null }, channel: "intake" },
      { said: { source: "hubspot", externalId: "contact:33:1" }, channel: "hubspot" },
    ];
    const receipts = await Promise.all(
      Array.from({ length: 60 }, (_, at) => {
        const { said, channel } = sources[at % 3] ?? {};
        const ana = { name: "Ana Weber", email: "ana@acme.example" };
        return givenArrival(scene, scene.tenantId, { ...ana, ...said }, channel ? { channel } : {});
      }),
    );

    await Promise.all(
      receipts.map(({ sourceEventId: id }) =>
        ingestLead.run({ tenantId: scene.tenantId, id }, testWorld(scene)),
      ),
    );

    assert.deepEqual([await count(scene, "lead"), await count(scene, "contact")], [1, 1]);
    assert.equal(await count(scene, "source_event", "status = 'duplicate'"), 59);
  });
});
