import { z } from "zod";

const Band = z.object({ min: z.int(), max: z.int().nullable(), points: z.int() });

/** A tenant's own idea of a good lead. Stored as JSON: people edit it, nobody deploys it. */
export const Playbook = z.object({
  /** What an average lead of any source is worth before anything is known. */
  base: z.int().min(0).max(100),
  thresholds: z.object({ a: z.int(), b: z.int(), c: z.int() }),
  /** w1, w2, w3 of the score. The default points already hold the default weights. */
  weights: z.object({ fit: z.number(), intent: z.number(), timing: z.number() }),
  /** Names of pipeline/enrich/industries.ts, best first. */
  industries: z.array(z.string()),
  sizeBands: z.array(Band),
  /** Countries we serve, ISO 3166-1 alpha-2; empty is everywhere. */
  served: z.array(z.string()),
  /** Countries we may not serve at all: a gate. */
  denied: z.array(z.string()),
  /** Products that ours works well with. */
  stack: z.array(z.string()),
  /** Words of the ideal customer, in its own or its enquiry's text. */
  keywords: z.array(z.string()),
  /** Words that speak against it. */
  negatives: z.array(z.string()),
  /** Whole units of the tenant's currency. */
  budget: z.object({ min: z.number(), max: z.number().nullable() }),
  /** A role address is taken all the same when the budget is above this. */
  roleMailBudget: z.number(),
});
export type Playbook = z.infer<typeof Playbook>;

export const defaultWeights = { fit: 0.4, intent: 0.4, timing: 0.2 };

const europe =
  "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/** What a fresh tenant starts with: software for mid-sized B2B companies of Europe and North America. */
export const defaultPlaybook: Playbook = {
  base: 40,
  thresholds: { a: 80, b: 60, c: 40 },
  weights: defaultWeights,
  industries: ["Logistics", "Software", "Manufacturing", "Professional services"],
  sizeBands: [
    { min: 50, max: 199, points: 15 },
    { min: 200, max: 999, points: 18 },
    { min: 1000, max: null, points: 4 },
    { min: 15, max: 49, points: -2 },
    { min: 0, max: 14, points: -12 },
  ],
  served: [...europe.split(" "), "US", "CA"],
  denied: ["KP", "IR", "SY", "CU"],
  stack: ["HubSpot", "Salesforce", "Segment", "Snowflake", "Slack", "Stripe", "Intercom"],
  keywords: [
    "logistics",
    "supply chain",
    "freight",
    "warehouse",
    "b2b",
    "enterprise",
    "operations",
  ],
  negatives: ["student", "thesis", "job application", "guest post", "seo service", "backlinks"],
  budget: { min: 5_000, max: 500_000 },
  roleMailBudget: 10_000,
};
