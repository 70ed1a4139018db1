import { z } from "zod";
import { countryCode } from "../ingest/country.ts";
import { ProviderName, paidFacts } from "./providers/provider.ts";

const Country = z
  .string()
  .transform((text): string | null => countryCode(text))
  .pipe(z.string("use a country's two letters, like DE"));

/** A company nobody knows the country or size of fits no rule that asks for one. */
export const Segment = z.strictObject({
  countries: z.array(Country).max(250).optional(),
  employees: z
    .strictObject({ min: z.int().min(1).default(1), max: z.int().min(1).nullable().default(null) })
    .optional(),
  /** Where the lead came from, as its card says it: `website`, `trade_fair` … */
  sources: z.array(z.string().min(1).max(100)).max(100).optional(),
});
export type Segment = z.infer<typeof Segment>;

export const WaterfallRule = z.strictObject({
  when: Segment.optional(),
  /** Names of accounts, whoever is asked first at the front. */
  providers: z.array(ProviderName).max(10),
  /** What is bought, and only where free sources left it open. */
  fields: z.array(z.enum(paidFacts)).min(1).default(["employees", "industry"]),
});
export type WaterfallRule = z.infer<typeof WaterfallRule>;

export const KillSwitch = z.strictObject({
  /** Hits per look-up, from 0 (never) to 1. */
  minFillRate: z.number().min(0).max(1).default(0.3),
  /** Over how many of the last look-ups. */
  over: z.int().min(5).max(1_000).default(20),
});
export type KillSwitch = z.infer<typeof KillSwitch>;
