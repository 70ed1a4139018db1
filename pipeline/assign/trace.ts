import { z } from "zod";

/** Somebody who could get a lead, as the pool knows them at this moment. */
export type Candidate = {
  personId: string;
  name: string;
  /** 1 is first in the pool's order. */
  position: number;
  openLeads: number;
  /** Most open leads at once; null is no cap. */
  cap: number | null;
  paused: boolean;
  /** When the pool last offered them a lead; null is never. ISO 8601. */
  lastOfferedAt: string | null;
};

/** Who was considered for a lead, and why they did or did not get it. */
export const Trace = z.object({
  pool: z.string(),
  rule: z.string(),
  ownerId: z.string().nullable(),
  candidates: z.array(
    z.object({ personId: z.string(), name: z.string(), ok: z.boolean(), why: z.string() }),
  ),
  /** Who had the company before, and when they last did something about it. */
  returning: z.object({ name: z.string(), at: z.iso.datetime() }).optional(),
});
export type Trace = z.infer<typeof Trace>;
