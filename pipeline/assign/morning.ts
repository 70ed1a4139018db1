import type { When } from "../ingest/when.ts";

const OPENS_AT = "09:00:00";
const DAY_MS = 86_400_000;

/** Nine in the morning, in the tenant's time zone, of the day a person named. */
export function morningOf(day: When, now: Date, timeZone: string): Date {
  return atNine(dateOf(day, localDate(now, timeZone)), timeZone);
}

/** Days are counted on the calendar, not in hours: some days have 23 of them, some 25. */
function dateOf(day: When, today: string): string {
  switch (day.kind) {
    case "date":
      return day.date;
    case "in":
      return addDays(today, day.days);
    case "weekday": {
      const weekday = new Date(today).getUTCDay();
      return addDays(today, (day.weekday - weekday + 7) % 7 || 7); // never today
    }
  }
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

function localDate(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
}

/** Two rounds, so that a change of clocks between the guess and the day is corrected. */
function atNine(date: string, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${OPENS_AT}Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess = wanted - offsetMs(guess, timeZone);
  return new Date(guess);
}

/** How far the zone's clocks are ahead of UTC at a moment of whole seconds. */
function offsetMs(ms: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const parts = new Map(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const date = `${of("year")}-${of("month")}-${of("day")}`;
  return Date.parse(`${date}T${of("hour")}:${of("minute")}:${of("second")}Z`) - ms;
}
