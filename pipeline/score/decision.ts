import { z } from "zod";

const components = ["BASE", "FIT", "INTENT", "TIMING", "RUBRIC", "CAP"] as const;
export type Component = (typeof components)[number];

/** One visible line of a score. The points of all parts add up to the score exactly. */
export const Part = z.object({
  /** Machine name, e.g. `size_band`. */
  name: z.string(),
  component: z.enum(components),
  /** Whole points, signed; zero-point parts are left out except the base. */
  points: z.int(),
  /** A sentence a rep reads: `Right size: 180–220 people`. */
  because: z.string(),
  evidence: z.object({ label: z.string(), url: z.string().nullable() }).nullable(),
  /** ISO date of what it rests on, where there is one. */
  observedAt: z.string().nullable(),
});
export type Part = z.infer<typeof Part>;

/** Something nobody could tell, and what it could move. */
export const Unknown = z.object({
  name: z.string(),
  label: z.string(),
  component: z.enum(components),
  min: z.int(),
  max: z.int(),
});
export type Unknown = z.infer<typeof Unknown>;

export const labels = ["A", "B", "C", "D", "Drop"] as const;
export type Label = (typeof labels)[number];

/**
 * What Baton concluded about a lead at one moment. Immutable: a new opinion is a new decision.
 * A gate's verdict has `label: "Drop"`, no parts and `score: null`.
 */
export const Decision = z.object({
  score: z.int().nullable(),
  label: z.enum(labels),
  /** The rule that dropped the lead, e.g. `disposable-email`; null when it was scored. */
  gate: z.object({ rule: z.string(), because: z.string() }).nullable(),
  parts: z.array(Part),
  unknown: z.array(Unknown),
  /** Sums of FIT, INTENT and TIMING, with the span each can take, for the bars. */
  bars: z.array(z.object({ label: z.string(), points: z.int(), min: z.int(), max: z.int() })),
  /** The 14 features as numbers or null, by name: what a learned model will read. */
  features: z.record(z.string(), z.number().nullable()),
  riskFlags: z.array(z.object({ rule: z.string(), text: z.string() })),
  /** At most two sentences, built only from facts in evidence. */
  summary: z.string(),
  nextAction: z.string(),
  /** `scorecard 1`, shown on the receipt line. */
  modelVersion: z.string(),
});
export type Decision = z.infer<typeof Decision>;
