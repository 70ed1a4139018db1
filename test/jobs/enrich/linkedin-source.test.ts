import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { hostBook } from "../../../db/hosts.ts";
import { linkedinSource } from "../../../jobs/enrich/linkedin-source.ts";
import { defaultResearchSettings } from "../../../pipeline/enrich/research-settings.ts";
import { testDb } from "../../support/db.ts";
import { about, ask, said } from "./source-stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const settings = { ...defaultResearchSettings, linkedin: true };
const facts = [said("social", "https://be.linkedin.com/company/brightwater-bv")];
const pageAt = "www.linkedin.com/company/brightwater-bv/";
const lead = { tenantId: "t", leadId: "l", companyId: "c" };

const company = `<html><head>
  <meta property="og:title" content="Brightwater | LinkedIn">
  <meta property="og:description" content="Brightwater | 1,234 followers. We find leaks. 51-200 employees.">
  <script type="application/ld+json">{"@context":"http://schema.org","@graph":[
    {"@type":"Organization","name":"Brightwater BV","numberOfEmployees":{"value":148,"@type":"QuantitativeValue"},"industry":"Software Development"},
    {"@type":"Person","name":"Ana Weber"}]}</script></head><body>Sign in to see more</body></html>`;

describe("a company's page on LinkedIn", () => {
  it("is not asked for until somebody switches it on, nor where the site links to none", async () => {
    const off = await ask(linkedinSource, about({ facts }), { [pageAt]: company });
    const unlinked = await ask(linkedinSource, about({ settings }), { [pageAt]: company });

    assert.deepEqual([off.asked, unlinked.asked], [[], []]);
  });

  it("gives name, size and trade, as its structured data says them, and no people", async () => {
    const found = await ask(linkedinSource, about({ settings, facts }), { [pageAt]: company });

    assert.deepEqual(
      found.facts.map(({ name, value }) => [name, value]),
      [
        ["company_name", "Brightwater BV"],
        ["industry", "Software"],
        ["employees", { min: 148, max: 148 }],
      ],
    );
    assert.ok(found.facts.every(({ quote }) => quote && company.includes(quote)));
  });

  it("gives the size its description names where the data names none", async () => {
    const bare = company.replace(/"numberOfEmployees":\{[^}]*\},/, "");

    const found = await ask(linkedinSource, about({ settings, facts }), { [pageAt]: bare });

    assert.deepEqual(found.facts.find(({ name }) => name === "employees")?.value, {
      min: 51,
      max: 200,
    });
  });

  it("is left alone where its robots.txt says so", async () => {
    const found = await ask(linkedinSource, about({ settings, facts }), {
      [pageAt]: company,
      "www.linkedin.com/robots.txt": "User-agent: *\nDisallow: /",
    });

    assert.deepEqual([found.facts, found.asked], [[], ["www.linkedin.com/robots.txt"]]);
  });

  const walls: Record<string, Parameters<typeof ask>[2]> = {
    "answers 999": { [pageAt]: { status: 999, body: company } },
    "answers 403": { [pageAt]: { status: 403, body: company } },
    "answers 429": { [pageAt]: { status: 429, body: company } },
    "leads to a sign-in": {
      [pageAt]: { status: 302, location: "https://www.linkedin.com/authwall?trk=x" },
      "www.linkedin.com/authwall?trk=x": company,
    },
  };
  for (const [wall, site] of Object.entries(walls)) {
    it(`is not asked again for a month, by anybody, once it ${wall}`, async () => {
      await db.owner.query("delete from dispatch.host_state");
      const known = about({ settings, facts, lead });

      const first = await ask(linkedinSource, known, site, { db });
      const second = await ask(
        linkedinSource,
        known,
        { [pageAt]: company },
        { db, book: hostBook(db) },
      );

      assert.deepEqual(first.facts, []);
      assert.deepEqual([second.facts, second.asked], [[], []]);
      const { waitMs } = await hostBook(db).look("www.linkedin.com");
      assert.ok(waitMs > 29.9 * 86_400_000);
    });
  }
});
