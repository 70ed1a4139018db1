import type { Card, Line } from "./card.ts";
import { oneLine } from "./clean.ts";
import { emphasis } from "./emphasis.ts";
import { count } from "./numbers.ts";
import { whenExactly } from "./times.ts";

/** What a door did in a while. */
type Tally = {
  taken: number;
  repeated: number;
  refused: number;
  failed: number;
  lastTakenAt: Date | null;
  lastRefusedAt: Date | null;
  lastRefusal: string | null;
};

/** A door as those see it who keep it open. */
export type DoorLine = {
  id: string;
  name: string;
  kind: string;
  createdAt: Date;
  rotatedAt: Date | null;
  today: Tally;
  week: Tally;
};

type Clock = { now: Date; timeZone: string };

const DAY_MS = 86_400_000;
/** A secret that nobody replaced for so long is worth a word. */
const OLD_DAYS = 180;

export const doorWords = {
  title: "Doors",
  none: "No door is open. `baton door NAME` opens one.",
  today: (n: number) => `${n} today`,
  week: (n: number) => `${n} in 7 days`,
  last: (at: string) => `last ${at}`,
  never: "nothing came yet",
  refused: (n: number, why: string | null) =>
    `${n} refused${why === null ? "" : `: ${why.replace(/\.$/, "")}`}`,
  failed: (n: number) => `${n} not stored`,
  secret: (days: number) => (days === 0 ? "secret from today" : `secret ${count(days, "day")} old`),
  rotate: (id: string) => `Rotate it: \`baton door ${id} --rotate\`.`,
  fix: (id: string) =>
    `Nothing got in since. Compare the address and secret there with this door's; \`baton door ${id} --rotate\` makes a new secret.`,
} as const;

/** `41 today, last 14:02; 3 refused: X-Signature does not match`. */
export function doorSentence({ today, week }: DoorLine, { now, timeZone }: Clock): string {
  const at = week.lastTakenAt;
  const came =
    at === null
      ? doorWords.never
      : [doorWords.today(today.taken), doorWords.last(whenExactly(at, now, timeZone))].join(", ");
  return [
    came,
    ...(week.refused > 0 ? [doorWords.refused(week.refused, week.lastRefusal)] : []),
    ...(today.failed > 0 ? [doorWords.failed(today.failed)] : []),
  ].join("; ");
}

/** Whether somebody has to look: it was knocked at in vain since anything got in. */
export function isStuck({ week }: DoorLine): boolean {
  const { lastRefusedAt, lastTakenAt } = week;
  if (lastRefusedAt === null) return false;
  return lastTakenAt === null || lastTakenAt < lastRefusedAt;
}

/** Every open door: what it is, what came, and how old its secret is. */
export function doorLines(doors: readonly DoorLine[], clock: Clock): Line[] {
  return doors.map((door) => [
    { kind: "bold", text: oneLine(door.name) },
    ` · ${door.kind.replaceAll("_", " ")} · ${doorSentence(door, clock)} · ${doorWords.week(door.week.taken)}`,
  ]);
}

export function doorsCard(doors: readonly DoorLine[], clock: Clock): Card {
  const { now } = clock;
  const lines = doorLines(doors, clock).map((line, at): Line => {
    const door = doors[at];
    if (!door) return line;
    const days = Math.floor(
      (now.getTime() - (door.rotatedAt ?? door.createdAt).getTime()) / DAY_MS,
    );
    const advice = days >= OLD_DAYS ? emphasis(` ${doorWords.rotate(door.id)}`) : [];
    return [...line, ` · ${doorWords.secret(Math.max(0, days))} · ${door.id}.`, ...advice];
  });
  const summary = doors.length === 0 ? doorWords.none : `${doorWords.title}: ${doors.length}`;
  return {
    ...{ id: "doors", version: 0, summary, refresh: null },
    parts: [
      {
        kind: "title",
        text: doorWords.title,
        aside: doors.length > 0 ? String(doors.length) : null,
      },
      lines.length > 0 ? { kind: "list", lines } : { kind: "text", line: emphasis(doorWords.none) },
    ],
  };
}
