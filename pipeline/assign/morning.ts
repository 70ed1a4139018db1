import type { When } from "../ingest/when.ts";

const OPENS_AT_HOUR = 9;
const DAY_MS = 86_400_000;

/** Nine in the morning, in the tenant's time zone, of the day a person named. */
export function morningOf(day: When, now: Date, timeZone: string): Date {
  return atNine(dateOf(day, now, timeZone), timeZone);
}

function dateOf(day: When, now: Date, timeZone: string): string {
  switch (day.kind) {
    case "date":
      return day.date;
    case "in":
      return localDate(now.getTime() + day.days * DAY_MS, timeZone);
    case "weekday": {
      const today = new Date(`${localDate(now.getTime(), timeZone)}T00:00:00Z`).getUTCDay() || 7;
      const ahead = (day.weekday - today + 7) % 7 || 7; // never today
      return localDate(now.getTime() + ahead * DAY_MS, timeZone);
    }
  }
}

function localDate(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(ms);
}

/** Two rounds, so that a change of clocks between the guess and the day is corrected. */
function atNine(date: string, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${String(OPENS_AT_HOUR).padStart(2, "0")}:00:00Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess = wanted - offsetMs(guess, timeZone);
  return new Date(guess);
}

function offsetMs(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    of("year"),
    of("month") - 1,
    of("day"),
    of("hour"),
    of("minute"),
    of("second"),
  );
  return local - Math.floor(ms / 1000) * 1000;
}
