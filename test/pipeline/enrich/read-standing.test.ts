import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

describe("who owns the company", () => {
  const told = [
    ["Brightwater is part of the Fabrikam Group.", "Fabrikam Group"],
    ["We are a wholly owned subsidiary of Fabrikam Holdings.", "Fabrikam Holdings"],
    ["Brightwater, a Fabrikam company", "Fabrikam"],
    ["Wir sind ein Unternehmen der Fabrikam Gruppe.", "Fabrikam Gruppe"],
    ["Brightwater est une filiale de Fabrikam.", "Fabrikam"],
    ["Somos una empresa del grupo Fabrikam.", "Fabrikam"],
    ["Brightwater is onderdeel van Fabrikam.", "Fabrikam"],
  ] as const;
  for (const [sentence, owner] of told) {
    it(`is read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "parent"), [owner]);
    });
  }

  const traps = [
    "We are part of the Brightwater family.",
    "We are a member of the European Cloud Alliance.",
    "We are proud to be part of Y Combinator.",
    "Litware is a subsidiary of Fabrikam.",
    "Brightwater is a Delaware company.",
    "We are a remote company.",
    "Be part of the Solution.",
  ];
  for (const sentence of traps) {
    it(`is not read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "parent"), []);
    });
  }
});

describe("what became of the company", () => {
  const told = [
    ["Brightwater has been acquired by Fabrikam.", "acquired by Fabrikam"],
    ["We have joined Fabrikam!", "acquired by Fabrikam"],
    ["Brightwater is now part of Fabrikam.", "acquired by Fabrikam"],
    ["Brightwater has wound down operations.", "closed (has wound down operations)"],
    ["The company is shutting down on 1 March.", "closed (is shutting down)"],
    ["Brightwater ist insolvent: Insolvenz seit Mai.", "closed (Insolvenz)"],
  ] as const;
  for (const [sentence, value] of told) {
    it(`is read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "status"), [value]);
    });
  }

  const traps = [
    "We acquired Litware in 2019.",
    "If the company is shutting down, your data stays yours.",
    "Our customer Litware was acquired by Fabrikam.",
    "The legacy app is no longer available.",
    "This position is no longer available.",
    "Ana joined Brightwater in 2016.",
    "Our office was closed during the pandemic.",
  ];
  for (const sentence of traps) {
    it(`is not read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "status"), []);
    });
  }
});
