import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { proposeMapping } from "../../../../pipeline/ingest/columns/propose-mapping.ts";
import { headerSets, judge } from "./header-sets.ts";

describe("the proposed mapping", () => {
  it("is right for at least 95 of 100 columns of over 50 tables in nine languages", () => {
    const { wrong, all } = judge((header, rows) => proposeMapping(header, rows).mapping);

    assert.ok(headerSets().length > 50);
    assert.ok(wrong.length <= all * 0.05, JSON.stringify(wrong, null, 1));
  });

  const exports = [
    ["hubspot", "HubSpot contacts"],
    ["hubspot", "HubSpot companies"],
    ["hubspot", "HubSpot deals"],
    ["salesforce", "Salesforce leads report"],
    ["salesforce", "Salesforce contacts and accounts"],
    ["pipedrive", "Pipedrive people"],
    ["pipedrive", "Pipedrive organisations"],
    ["pipedrive", "Pipedrive deals"],
    ["apollo", "Apollo contacts"],
    ["apollo", "Apollo accounts"],
    ["linkedin_connections", "LinkedIn Connections"],
    ["linkedin_lead_gen", "LinkedIn lead form in English"],
    ["sales_navigator", "Sales Navigator exporter in camel case"],
    ["sales_navigator", "Sales Navigator exporter in words"],
    [null, "Hand-made in German"],
    [null, "Contact form with campaign fields"],
  ];
  for (const [profile, name] of exports) {
    it(`knows ${name} as ${profile ?? "nobody's export"}`, () => {
      const header = headerSets()
        .find((set) => set.name === name)
        ?.columns.map(([cell]) => cell);

      const proposal = proposeMapping(header ?? [], []);

      assert.equal(proposal.profile, profile);
    });
  }

  it("prefers the work address to the private one, whichever stands first", () => {
    const { mapping } = proposeMapping(["Company", "Personal Email", "Email", "Work Email"], []);

    assert.equal(mapping.email, 3);
  });

  it("takes pages of people for LinkedIn profiles where the header only says URL", () => {
    const { mapping } = proposeMapping(
      ["Company", "URL"],
      [["Northwind", "https://www.linkedin.com/in/ana-weber"]],
    );

    assert.deepEqual(mapping, { company: 0, linkedin: 1 });
  });

  it("finds addresses, numbers and countries under names that say nothing, and asks about them", () => {
    const sample = [
      ["ana@northwind.example", "+49 30 901820", "Germany"],
      ["tom@tailspin.example", "+44 20 7946 0000", "France"],
    ];

    const { mapping, unsure } = proposeMapping(["foo", "bar", "baz"], sample);

    assert.deepEqual(mapping, { email: 0, phone: 1, country: 2 });
    assert.deepEqual(
      unsure.map(({ why }) => why),
      ["by_content", "by_content", "by_content"],
    );
  });

  it("asks about a column whose values contradict its name", () => {
    const { unsure } = proposeMapping(
      ["Company", "Email"],
      [
        ["Northwind", "yes"],
        ["Tailspin", "no"],
      ],
    );

    assert.deepEqual(unsure, [{ field: "email", column: 1, why: "contradicted" }]);
  });

  it("asks which of two equally good columns is meant", () => {
    const { mapping, unsure } = proposeMapping(["Firma", "Company name"], []);

    assert.equal(mapping.company, 0);
    assert.deepEqual(unsure, [{ field: "company", column: 0, why: "rival" }]);
  });

  it("never takes our own people for the lead", () => {
    const { mapping } = proposeMapping(
      ["Company", "Contact owner", "Owner email", "Assigned to", "Assistant phone"],
      [["Northwind", "Rita Rep", "rita@baton.example", "Rita Rep", "+49 30 901820"]],
    );

    assert.deepEqual(mapping, { company: 0 });
  });

  it("never gives a field two columns, a column two fields, or an ignored column a field", () => {
    for (const { columns, rows } of headerSets()) {
      const { mapping, ignored } = proposeMapping(
        columns.map(([header]) => header),
        rows,
      );

      const used = Object.values(mapping);
      assert.equal(new Set(used).size, used.length);
      assert.deepEqual(
        used.filter((column) => ignored.includes(column)),
        [],
      );
    }
  });

  it("does not ask for one of two columns of the same name: both are read", () => {
    const { mapping, ignored, unsure } = proposeMapping(["Company", "Email", "Email"], []);

    assert.deepEqual(
      { mapping, ignored, unsure },
      { mapping: { company: 0, email: 1 }, ignored: [], unsure: [] },
    );
  });

  it("uses a company's id for a row only where no person has it too", () => {
    const companies = proposeMapping(["Company ID", "Company name"], []);
    const people = proposeMapping(["Company ID", "Company name", "Email"], []);

    assert.equal(companies.mapping.external_id, 0);
    assert.equal(people.mapping.external_id, undefined);
  });
});
