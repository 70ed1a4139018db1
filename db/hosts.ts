import { parentDomains } from "../pipeline/ingest/domain.ts";
import type { Db } from "./client.ts";

/** What is known of a host by everybody who asks it. */
export type HostEntry = {
  optedOut: boolean;
  /** Until the host may be asked again, in ms. */
  waitMs: number;
  /** Failures in a row. */
  fails: number;
  /** How its robots.txt last answered, and how long ago. The text is empty where there was none. */
  robots: { status: number; text: string; ageMs: number } | null;
};

/** A host that is ours until `token` runs out, or how long to wait for it, in ms. */
type Turn = { token: string; fails: number } | { token: null; waitMs: number; busy: boolean };

type TurnEnd = { token: string; pauseMs: number; fails: number; restMs: number };

/** Politeness, shared: whoever asks hosts writes here first. Nothing is held while somebody waits. */
export type HostBook = {
  look: (host: string) => Promise<HostEntry>;
  /** Takes a host that is free and rested; a holder that dies is forgotten after `leaseMs`. */
  take: (host: string, leaseMs: number) => Promise<Turn>;
  /** Gives it back; from now on everybody stays away for the pause, and for the rest. */
  end: (host: string, end: TurnEnd) => Promise<void>;
  /** What its robots.txt answered. */
  keepRobots: (host: string, robots: { status: number; text: string }) => Promise<void>;
  /** Its robots.txt cannot be had; returns for how long already, in ms. */
  missRobots: (host: string) => Promise<number>;
};

/** The book that all workers share. Each entry is one row, each step one statement. */
export function hostBook({ app }: Pick<Db, "app">): HostBook {
  return {
    async look(host) {
      const { rows } = await app.query<{
        opted_out: boolean;
        wait: number | null;
        fails: number | null;
        status: number | null;
        text: string | null;
        age: number | null;
      }>(
        `select exists (select from registry.opt_out where domain = any($2)) as opted_out,
           (extract(epoch from greatest(h.next_at, h.blocked_until) - clock_timestamp()) * 1000)::float8 as wait,
           h.fails, h.robots_status as status, h.robots as text,
           (extract(epoch from clock_timestamp() - h.robots_at) * 1000)::float8 as age
         from (select) as one left join dispatch.host_state h on h.host = $1`,
        [host, parentDomains(host)],
      );
      const [row] = rows;
      const robots = { status: row?.status ?? 0, text: row?.text ?? "", ageMs: row?.age ?? 0 };
      return {
        optedOut: row?.opted_out ?? false,
        waitMs: Math.max(0, row?.wait ?? 0),
        fails: row?.fails ?? 0,
        robots: row?.age == null ? null : robots,
      };
    },

    async take(host, leaseMs) {
      const { rows } = await app.query<{ token: string; fails: number }>(
        `insert into dispatch.host_state as h (host, next_at, busy_until)
         values ($1, clock_timestamp(), clock_timestamp() + $2 * interval '1 millisecond')
         on conflict (host) do update set busy_until = excluded.busy_until
           where greatest(h.next_at, h.busy_until, h.blocked_until) <= clock_timestamp()
         returning busy_until::text as token, fails`,
        [host, leaseMs],
      );
      const [row] = rows;
      return row ?? { token: null, ...(await waitFor(host)) };
    },

    async end(host, { token, pauseMs, fails, restMs }) {
      await app.query(
        `update dispatch.host_state set
           busy_until = nullif(busy_until, $2::timestamptz),
           next_at = greatest(next_at, clock_timestamp() + $3 * interval '1 millisecond'),
           fails = $4,
           blocked_until = case when $5::float8 > 0 then clock_timestamp() + $5::float8 * interval '1 millisecond' end
         where host = $1`,
        [host, token, pauseMs, fails, restMs],
      );
    },

    async keepRobots(host, { status, text }) {
      await app.query(
        `insert into dispatch.host_state (host, next_at, robots, robots_status, robots_at)
         values ($1, clock_timestamp(), $2, $3, clock_timestamp())
         on conflict (host) do update set robots = excluded.robots,
           robots_status = excluded.robots_status, robots_at = excluded.robots_at, robots_down_since = null`,
        [host, text.replaceAll("\0", ""), status],
      );
    },

    async missRobots(host) {
      const { rows } = await app.query<{ since: number }>(
        `insert into dispatch.host_state as h (host, next_at, robots_down_since)
         values ($1, clock_timestamp(), clock_timestamp())
         on conflict (host) do update
           set robots_down_since = coalesce(h.robots_down_since, excluded.robots_down_since)
         returning (extract(epoch from clock_timestamp() - robots_down_since) * 1000)::float8 as since`,
        [host],
      );
      return rows[0]?.since ?? 0;
    },
  };

  async function waitFor(host: string): Promise<{ waitMs: number; busy: boolean }> {
    const { rows } = await app.query<{ wait: number; busy: boolean }>(
      `select (extract(epoch from greatest(next_at, blocked_until) - clock_timestamp()) * 1000)::float8 as wait,
         coalesce(busy_until > clock_timestamp(), false) as busy
       from dispatch.host_state where host = $1`,
      [host],
    );
    return { waitMs: Math.max(0, rows[0]?.wait ?? 0), busy: rows[0]?.busy ?? false };
  }
}
