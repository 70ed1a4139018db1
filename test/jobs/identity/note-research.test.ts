import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { companyOfDomain } from "../../../db/aliases.ts";
import { findLead } from "../../../db/leads.ts";
import { noteResearch } from "../../../jobs/identity/note-research.ts";
import type { Fact, PageVisit } from "../../../pipeline/enrich/fact.ts";
import { testDb } from "../../support/db.ts";
import { givenLead } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { openScene, rowsOf, type Scene } from "../scene.ts";
import { companyId, count } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

/** A lead of acme.example whose pages were read at these addresses. */
async function read(scene: Scene, urls: string[], facts: Fact[] = []): Promise<string> {
  const lead = await givenLead(scene, scene.tenantId, { country: "SE" });
  await scene.inTenant(scene.tenantId, async (tx) => {
    const row = (await findLead(tx, lead)) ?? assert.fail();
    const visits = urls.map((url, at) => visit(url, at === 0 ? "landing" : "about"));
    await noteResearch(tx, testWorld(scene), row, { domain: "acme.example", visits, facts });
  });
  return lead;
}

describe("what a site says about who its company is", () => {
  it("gives the company the domain that all of its pages were read on", async () => {
    const scene = await openScene(db);

    await read(scene, ["https://www.acme-group.example/", "https://www.acme-group.example/about"]);

    const [own] = await rowsOf<{ domain: string; why: string; evidence: string }>(
      scene,
      "select domain, why, evidence from company_alias",
    );
    assert.deepEqual(own, {
      domain: "acme-group.example",
      why: "redirect",
      evidence: "https://www.acme-group.example/",
    });
    await givenLead(scene, scene.tenantId, { domain: "acme-group.example", company: null });
    assert.deepEqual([await count(scene, "company"), await count(scene, "lead")], [1, 1]);
  });

  const none: [what: string, urls: string[]][] = [
    ["its own pages", ["https://acme.example/", "https://www.acme.example/about"]],
    ["a first page elsewhere alone", ["https://campaign.example/", "https://acme.example/about"]],
    [
      "pages on a host of everybody's",
      ["https://facebook.com/acme", "https://facebook.com/acme/about"],
    ],
  ];
  for (const [what, urls] of none) {
    it(`gives it no other domain for ${what}`, async () => {
      const scene = await openScene(db);

      await read(scene, urls);

      assert.equal(await count(scene, "company_alias"), 0);
    });
  }

  it("asks when the domain it leads to is another company's already, and merges nothing", async () => {
    const scene = await openScene(db);
    await givenLead(scene, scene.tenantId, {
      domain: "acme-group.example",
      company: "Something Else",
    });

    await read(scene, ["https://acme-group.example/", "https://acme-group.example/about"]);

    const asked = await rowsOf<{ why: string[] }>(scene, "select why from same_question");
    assert.deepEqual(asked, [{ why: ["acme.example leads to acme-group.example."] }]);
    assert.equal(await count(scene, "company", "merged_into is null"), 2);
  });

  it("knows the legal entity of its imprint: who only names that is asked about", async () => {
    const scene = await openScene(db);
    const name = { name: "legal_name", value: "Nordkap Teknik AB", quote: null } as const;
    const page = { sourceUrl: "https://acme.example/imprint", provider: "page", confidence: 1 };
    await read(scene, [], [{ ...name, ...page, observedAt: testNow.toISOString() }]);

    await givenLead(scene, scene.tenantId, {
      ...{ company: "Nordkap Teknik AB", domain: null, email: "n@gmail.com" },
      flags: ["free_mail"],
    });

    const [asked] = await rowsOf<{ why: string[] }>(scene, "select why from same_question");
    assert.ok(asked?.why.includes("The imprint of Acme names it."), JSON.stringify(asked));
    const acme = await companyId(scene, "acme.example");
    const found = await scene.inTenant(scene.tenantId, (tx) => companyOfDomain(tx, "acme.example"));
    assert.equal(found, acme);
  });
});

describe("questions and merges", () => {
  it("keep nobody's name, address or number in the open", async () => {
    const scene = await openScene(db);
    const ana = { name: "Zephyrine Quillon", phone: "+493099887766" };
    const at = (email: string) => ({ ...ana, email });
    await givenLead(scene, scene.tenantId, at("zephyrine@acme.example"));
    await givenLead(scene, scene.tenantId, at("quillon.z@gmail.com"));
    await givenLead(scene, scene.tenantId, { name: "Zephyrine Quilon", email: "zq@acme.example" });
    const hubspot = { source: "hubspot", externalId: "contact:1:2" };
    await givenLead(
      scene,
      scene.tenantId,
      { ...hubspot, ...at("z.quillon@acme.example") },
      { channel: "hubspot" },
    );

    const tables = ["merge_record", "same_question", "external_ref", "company", "contact", "event"];
    const dumps = await Promise.all(
      tables.map((table) =>
        rowsOf<{ row: string }>(scene, `select t::text as row from ${table} t`),
      ),
    );

    assert.ok((dumps[0]?.length ?? 0) > 0, "somebody was merged");
    assert.doesNotMatch(JSON.stringify(dumps), /quil+on|zephyrine|99887766/i);
  });
});

function visit(url: string, kind: PageVisit["kind"]): PageVisit {
  return { url, kind, status: 200, ms: 1, bytes: 1, via: "http" };
}
