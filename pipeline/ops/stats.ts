/** The tenant's numbers. Null where nothing was measured yet, which is not zero. */
export type Stats = {
  leads: number;
  /** By latest label; leads without a decision are under `none`. */
  labels: Readonly<Record<string, number>>;
  claimed: number;
  /** Median from arrival to claim. */
  claimMinutes: number | null;
  /** Medians from arrival to a first card, and to one with its score. */
  firstCardSeconds: number | null;
  completeCardSeconds: number | null;
  researched: number;
  failures: Readonly<Record<string, number>>;
  outcomes: Readonly<Record<string, number>>;
  usd: number;
};

/** One person's numbers since Monday. */
export type Week = {
  claimed: number;
  /** Median from arrival to their first touch; null before there was one. */
  touchMinutes: number | null;
  meetings: number;
};
