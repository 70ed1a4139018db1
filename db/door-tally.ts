import type { Db } from "./client.ts";

/** What a door did in a while. `repeated` was here before, `refused` is what we said no to, `failed` is ours. */
export type DoorTally = {
  taken: number;
  repeated: number;
  refused: number;
  failed: number;
  lastTakenAt: Date | null;
  lastRefusedAt: Date | null;
  /** A sentence of ours, never of theirs. */
  lastRefusal: string | null;
};

export const noTally: DoorTally = {
  taken: 0,
  repeated: 0,
  refused: 0,
  failed: 0,
  lastTakenAt: null,
  lastRefusedAt: null,
  lastRefusal: null,
};

export type CountedDoor = { doorId: string; tenantId: string; tally: DoorTally };

/** Adds what a web process counted since it said so last, to the day it is for the door's tenant. */
export async function addDoorTallies(
  db: Db,
  counted: readonly CountedDoor[],
  at: Date,
): Promise<void> {
  if (counted.length === 0) return;
  const rows = counted.map(({ doorId, tenantId, tally }) => ({ doorId, tenantId, ...tally }));
  await db.owner.query(
    `insert into dispatch.door_tally as t (door_id, tenant_id, day, taken, repeated, refused, failed,
       last_taken_at, last_refused_at, last_refusal)
     select r."doorId", r."tenantId", ($2::timestamptz at time zone n.time_zone)::date, taken, repeated,
       refused, failed, "lastTakenAt", "lastRefusedAt", "lastRefusal"
     from json_to_recordset($1) r("doorId" text, "tenantId" uuid, taken int, repeated int, refused int,
       failed int, "lastTakenAt" timestamptz, "lastRefusedAt" timestamptz, "lastRefusal" text)
     join registry.tenant n on n.id = r."tenantId"
     order by r."doorId"
     on conflict (door_id, day) do update set
       taken = t.taken + excluded.taken, repeated = t.repeated + excluded.repeated,
       refused = t.refused + excluded.refused, failed = t.failed + excluded.failed,
       last_taken_at = greatest(t.last_taken_at, excluded.last_taken_at),
       last_refusal = case when excluded.last_refused_at >= coalesce(t.last_refused_at, '-infinity')
         then excluded.last_refusal else t.last_refusal end,
       last_refused_at = greatest(t.last_refused_at, excluded.last_refused_at)`,
    [JSON.stringify(rows), at.toISOString()],
  );
}

/** A door as people watch over it. */
export type WatchedDoor = {
  id: string;
  name: string;
  kind: string;
  createdAt: Date;
  /** When it got its newest secret. */
  rotatedAt: Date | null;
  today: DoorTally;
  week: DoorTally;
};

type Row = Omit<WatchedDoor, "today" | "week" | "createdAt" | "rotatedAt"> & {
  createdAt: string;
  rotatedAt: string | null;
  today: StoredTally | null;
  week: StoredTally | null;
};
type StoredTally = Omit<DoorTally, "lastTakenAt" | "lastRefusedAt"> & {
  lastTakenAt: string | null;
  lastRefusedAt: string | null;
};

const sums = `json_build_object(
  'taken', sum(taken)::int, 'repeated', sum(repeated)::int, 'refused', sum(refused)::int,
  'failed', sum(failed)::int, 'lastTakenAt', max(last_taken_at), 'lastRefusedAt', max(last_refused_at),
  'lastRefusal', (array_agg(last_refusal order by last_refused_at desc nulls last))[1])`;

/** Every open door of a tenant with what it did today and in the last seven days, oldest door first. */
export async function watchDoors(db: Db, tenantId: string, now: Date): Promise<WatchedDoor[]> {
  const { rows } = await db.owner.query<Row>(
    `with today as (
       select ($2::timestamptz at time zone time_zone)::date as day from registry.tenant where id = $1)
     select d.id, d.name, d.kind, d.created_at as "createdAt", d.rotated_at as "rotatedAt",
       (select ${sums} from dispatch.door_tally t, today
         where t.door_id = d.id and t.day = today.day) as today,
       (select ${sums} from dispatch.door_tally t, today
         where t.door_id = d.id and t.day > today.day - 7) as week
     from registry.door d where d.tenant_id = $1 and d.closed_at is null order by d.created_at, d.id`,
    [tenantId, now.toISOString()],
  );
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    rotatedAt: row.rotatedAt === null ? null : new Date(row.rotatedAt),
    today: tallyOf(row.today),
    week: tallyOf(row.week),
  }));
}

function tallyOf(stored: StoredTally | null): DoorTally {
  if (stored?.taken == null) return noTally; // an aggregate over no rows
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...stored,
    lastTakenAt: date(stored.lastTakenAt),
    lastRefusedAt: date(stored.lastRefusedAt),
  };
}
