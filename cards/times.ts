import { count } from "./numbers.ts";

const minute = 60_000;

/** `4 min`, for what is less than an hour apart. */
export function minutes(from: Date, to: Date): string | undefined {
  const passed = Math.floor((to.getTime() - from.getTime()) / minute);
  return passed < 60 ? `${Math.max(1, passed)} min` : undefined;
}

/** How long ago somebody was faster: `4 seconds`, `4 min`; undefined from an hour on. */
export function ago(from: Date, to: Date): string | undefined {
  const seconds = Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
  return seconds < 60 ? count(seconds, "second") : minutes(from, to);
}

/** How old something is, shortly: `12 min`, `5 h`, `3 d`. */
export function age(from: Date, to: Date): string {
  const hours = Math.floor((to.getTime() - from.getTime()) / (60 * minute));
  return minutes(from, to) ?? (hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d`);
}

/** A moment without its clock: `14:02` today, `Monday` this week, `27 Nov` after. */
export function when(at: Date, now: Date, timeZone: string): string {
  const [then, today] = [local(at, timeZone), local(now, timeZone)];
  const days = daysBetween(then, today);
  if (days === 0) return then.clock;
  return Math.abs(days) < 7 ? then.weekday : date(then, today);
}

/** A moment with its clock: `14:02` today, `Tue 09:00` this week, `27 Nov 09:00` after. */
export function whenExactly(at: Date, now: Date, timeZone: string): string {
  const [then, today] = [local(at, timeZone), local(now, timeZone)];
  const days = daysBetween(then, today);
  if (days === 0) return then.clock;
  const day = Math.abs(days) < 7 ? then.weekday.slice(0, 3) : date(then, today);
  return `${day} ${then.clock}`;
}

/** `27 Nov`, or `27 Nov 2025` in another year. */
export function day(at: Date, now: Date, timeZone: string): string {
  return date(local(at, timeZone), local(now, timeZone));
}

type Local = { year: number; month: number; day: number; weekday: string; clock: string };

function local(at: Date, timeZone: string): Local {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    year: Number(part.year),
    month: Number(part.month),
    day: Number(part.day),
    weekday: part.weekday ?? "",
    clock: `${part.hour}:${part.minute}`,
  };
}

function date(then: Local, today: Local): string {
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const year = then.year === today.year ? "" : ` ${then.year}`;
  return `${then.day} ${months[then.month - 1]}${year}`;
}

function daysBetween(a: Local, b: Local): number {
  const days = (x: Local) => Date.UTC(x.year, x.month - 1, x.day) / 86_400_000;
  return days(a) - days(b);
}
