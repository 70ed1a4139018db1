import { z } from "zod";

/** Who hears by mail what a chat would not take, and after how many failed tries. */
export const Fallback = z.object({
  email: z.email().nullable(),
  afterFailures: z.int().min(1).max(40),
});
export type Fallback = z.infer<typeof Fallback>;

export const noFallback: Fallback = { email: null, afterFailures: 5 };
