import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import type { Playbook } from "../../../pipeline/score/playbook.ts";
import {
  country,
  fact,
  industry,
  job,
  people,
  person,
  playbook,
  prices,
  tech,
} from "./examples.ts";
import { said } from "./said.ts";

type Case = {
  about: string;
  facts?: Fact[];
  lead?: Partial<LeadInput>;
  playbook?: Partial<Playbook>;
  says: string | null;
};

const cases: Case[] = [
  {
    about: "industry",
    facts: [industry("Logistics")],
    says: "+8 Logistics is an industry you sell to",
  },
  {
    ...{ about: "industry", facts: [industry("Professional services")] },
    says: "+7 Professional services is an industry you sell to",
  },
  {
    about: "industry",
    facts: [industry("Retail")],
    says: "-10 Retail is not an industry you sell to",
  },
  {
    about: "industry",
    facts: [industry("bakery")],
    says: "-10 Bakery is not an industry you sell to",
  },
  {
    ...{ about: "industry", facts: [industry("Healthcare"), industry("Software")] },
    says: "+8 Software is an industry you sell to",
  },

  { about: "size_band", facts: [people(180, 220)], says: "+16 Right size: 180–220 people" },
  { about: "size_band", facts: [people(50)], says: "+14 Right size: 50 people" },
  { about: "size_band", facts: [people(1200, null)], says: "+4 Fair size: 1,200+ people" },
  { about: "size_band", facts: [people(49)], says: "-2 Small for your offer: 49 people" },
  { about: "size_band", facts: [people(14)], says: "-10 Small for your offer: 14 people" },
  {
    ...{ about: "size_band", facts: [people(9000)] },
    playbook: {
      sizeBands: [
        { min: 0, max: 99, points: 10 },
        { min: 100, max: null, points: -5 },
      ],
    },
    says: "-5 Large for your offer: 9,000 people",
  },
  {
    ...{ about: "size_band", facts: [people(700)] },
    ...{ playbook: { sizeBands: [{ min: 0, max: 99, points: 10 }] }, says: null },
  },

  {
    about: "geographic_reach",
    facts: [country("DE")],
    says: "+1 In a country you sell to: Germany",
  },
  { about: "geographic_reach", facts: [country("JP")], says: "-6 Outside your markets: Japan" },
  {
    about: "geographic_reach",
    lead: { country: "US" },
    says: "+1 In a country you sell to: United States",
  },
  {
    ...{ about: "geographic_reach", facts: [country("DE")], lead: { country: "JP" } },
    says: "+1 In a country you sell to: Germany",
  },
  { about: "geographic_reach", facts: [country("JP")], playbook: { served: [] }, says: null },

  {
    ...{ about: "vertical_fit", facts: [fact("headline", "Freight, warehouse and B2B parcels")] },
    says: "+2 Speaks of what your customers care about: freight, warehouse and b2b",
  },
  { about: "vertical_fit", facts: [fact("headline", "Freighthouse Bakery")], says: null },

  {
    ...{
      about: "tech_modernity",
      facts: [tech("Next.js", true), tech("Joomla", false), tech("React", true)],
    },
    says: "+1 Modern technology: Next.js and React",
  },
  { about: "tech_modernity", facts: [tech("Joomla", false)], says: "-2 Legacy technology: Joomla" },
  { about: "tech_modernity", facts: [tech("nginx", null)], says: null },
  {
    ...{
      about: "stack_overlap",
      facts: [tech("HubSpot", true), tech("nginx", null), tech("Stripe", true)],
    },
    says: "+2 Uses HubSpot and Stripe, which your product works with",
  },
  { about: "stack_overlap", facts: [tech("nginx", null)], says: null },

  { about: "pricing_transparency", facts: [prices(true)], says: "+1 Prices are public" },
  { about: "pricing_transparency", facts: [prices(false)], says: "-2 No public price" },

  {
    about: "sales_team",
    facts: [person("Tariq Aziz", "VP Sales")],
    says: "+1 Has a sales team: VP Sales",
  },
  {
    about: "sales_team",
    facts: [person("Jan", "Leiter Vertrieb")],
    says: "+1 Has a sales team: Leiter Vertrieb",
  },
  {
    ...{ about: "sales_team", facts: [job("Account Executive", 3)] },
    says: "+1 Hires for sales: Account Executive",
  },
  { about: "sales_team", facts: [person("Ana", "Salesforce Admin"), job("Baker", 3)], says: null },
];

describe("fit", () => {
  for (const { about, facts = [], lead = {}, playbook: own = {}, says } of cases) {
    const given = [...facts.map(({ value }) => JSON.stringify(value)), ...Object.values(lead)];

    it(`says of ${about}, given ${given.join(", ")}: ${says ?? "nothing"}`, () => {
      assert.equal(said(about, { facts, lead, playbook: playbook(own) }), says);
    });
  }
});
