import { z } from "zod";
import type { Fact } from "../enrich/fact.ts";

const DAY_MS = 86_400_000;

/** A fact with a date of its own, how old it is, and how people say that. */
export type Dated = { fact: Fact; days: number; when: string };

const Text = z.string().nullish();
const Stated = z.object({ date: Text, postedAt: Text, since: Text });

/**
 * The facts whose page gives a date that has come, newest first. The day we read an undated page
 * says nothing about when anything happened.
 */
export function dated(facts: readonly Fact[], now: Date): Dated[] {
  return facts
    .flatMap((fact) => {
      const stated = Stated.safeParse(fact.value).data;
      const date = stated?.date ?? stated?.postedAt ?? stated?.since;
      const days = daysSince(date ?? "", now);
      return date && days >= -1 ? [{ fact, days: Math.max(0, days), when: said(date, days) }] : [];
    })
    .toSorted((a, b) => a.days - b.days);
}

/** Whole and partial days from a date to now; negative when it lies ahead, NaN when it is none. */
export function daysSince(date: string, now: Date): number {
  return (now.getTime() - Date.parse(date)) / DAY_MS;
}

/** `3 days ago`; of a date without a day only the month, of one without a month only the year. */
function said(date: string, days: number): string {
  if (date.length === 4) return `in ${date}`;
  if (date.length === 7) return `in ${month.format(Date.parse(date))}`;
  return ago(days);
}

const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

export function ago(days: number): string {
  const whole = Math.max(0, Math.floor(days));
  if (whole === 0) return "today";
  if (whole === 1) return "yesterday";
  if (whole < 14) return `${whole} days ago`;
  if (whole < 60) return `${Math.round(whole / 7)} weeks ago`;
  if (whole < 700) return `${Math.round(whole / 30)} months ago`;
  return `${Math.round(whole / 365)} years ago`;
}
