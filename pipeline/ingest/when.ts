/** A day as a person names it; which one it is depends on today, so the caller works it out. */
export type When =
  | { kind: "in"; days: number }
  /** ISO weekday: 1 is Monday. */
  | { kind: "weekday"; weekday: number }
  /** `2026-12-01`, a day that exists. */
  | { kind: "date"; date: string };

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MOST_DAYS = 366;

/** Reads `3d`, `2w`, `tomorrow`, `mon` or `2026-12-01`; undefined for anything else. */
export function readWhen(word: string): When | undefined {
  const text = word.toLowerCase();
  if (text === "tomorrow") return { kind: "in", days: 1 };

  const [, count, unit] = /^(\d{1,3})(d|days?|w|weeks?)$/.exec(text) ?? [];
  if (count && unit) {
    const days = Number(count) * (unit.startsWith("w") ? 7 : 1);
    return days >= 1 && days <= MOST_DAYS ? { kind: "in", days } : undefined;
  }

  const weekday = weekdays.findIndex((day) => text === day || text === day.slice(0, 3)) + 1;
  if (weekday > 0) return { kind: "weekday", weekday };
  return isDate(text) ? { kind: "date", date: text } : undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
