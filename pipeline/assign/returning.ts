import { z } from "zod";

/** For how many months after the last touch a company that comes back goes to whoever had it. */
export const Returning = z.strictObject({ months: z.int().min(0).max(60) });
export type Returning = z.infer<typeof Returning>;

export const defaultReturning: Returning = { months: 4 };

/** Who worked on a company last, and when they last did. */
export type LastOwner = { personId: string; name: string; at: Date };

/**
 * The colleague a company returns to: calendar months, counted by the days of the tenant's time
 * zone; the last day counts. Null when it was too long ago, or never.
 */
export function returningOwner(question: {
  last: LastOwner | null;
  months: number;
  now: Date;
  timeZone: string;
}): LastOwner | null {
  const { last, months, now, timeZone } = question;
  if (!last || months === 0) return null;
  return localDay(now, timeZone) <= addMonths(localDay(last.at, timeZone), months) ? last : null;
}

/** `2026-11-30` and three months is `2027-02-28`: a month that is too short ends early. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const then = new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)));
  return then.toISOString().slice(0, 10);
}

function localDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
}
