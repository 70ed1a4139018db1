import { z } from "zod";
import { registrableDomain } from "../ingest/domain.ts";
import { KillSwitch, WaterfallRule } from "./waterfall-settings.ts";

const Domain = z
  .string()
  .transform((text) => registrableDomain(text.trim().toLowerCase()))
  .pipe(z.string("use a domain like acme.com"));

/** US dollars; null is no limit. */
const Usd = z.number().min(0).max(100_000).nullable();

/** How a tenant wants companies to be researched. Every paid or doubtful source is off until somebody switches it on. */
export const ResearchSettings = z.object({
  /** Where not empty, only these domains are read. */
  allow: z.array(Domain).max(10_000).default([]),
  /** Never read, whatever `allow` says. */
  deny: z.array(Domain).max(10_000).default([]),
  /** Most pages of one site at a time, robots.txt not counted. */
  pages: z.int().min(1).max(8).default(8),
  /** For how many days a company that was read is not read again for another lead. */
  freshDays: z.int().min(0).max(90).default(7),
  /** Headlines of Google News. Its feed allows personal use only: that is for whoever switches it on to settle. */
  googleNews: z.boolean().default(false),
  /** The public company page on LinkedIn, never past a wall. */
  linkedin: z.boolean().default(false),
  /** What models and paid providers may cost. */
  budget: z
    .object({
      perLead: Usd.default(0.05),
      perDay: Usd.default(5),
      perMonth: Usd.default(100),
      /** Nothing that costs money is asked, whatever the budgets leave. */
      paused: z.boolean().default(false),
    })
    .prefault({}),
  /** Whom facts are bought from, in which order, for which companies: the first rule that fits counts. */
  waterfall: z.array(WaterfallRule).max(50).default([]),
  /** When a provider finds so little that it is left alone. */
  killSwitch: KillSwitch.prefault({}),
});
export type ResearchSettings = z.infer<typeof ResearchSettings>;
export const defaultResearchSettings: ResearchSettings = ResearchSettings.parse({});
