import type { HostBook, HostEntry } from "../../db/hosts.ts";

type Row = {
  nextAt: number;
  busyUntil: number;
  blockedUntil: number;
  fails: number;
  robots: { status: number; text: string; at: number } | null;
  downSince: number | null;
};

/** A book of one process alone, for the command line. The clock counts in ms. */
export function memoryHostBook(clock: () => number = () => performance.now()): HostBook {
  const rows = new Map<string, Row>();
  const rowOf = (host: string): Row => {
    const row = rows.get(host) ?? { ...blank };
    rows.set(host, row);
    return row;
  };
  const waitOf = ({ nextAt, blockedUntil }: Row) => {
    return Math.max(0, Math.max(nextAt, blockedUntil) - clock());
  };

  return {
    async look(host): Promise<HostEntry> {
      const row = rowOf(host);
      const robots = row.robots && { ...row.robots, ageMs: clock() - row.robots.at };
      return { optedOut: false, waitMs: waitOf(row), fails: row.fails, robots };
    },
    async take(host, leaseMs) {
      const row = rowOf(host);
      const now = clock();
      const busy = row.busyUntil > now;
      if (busy || waitOf(row) > 0) return { token: null, waitMs: waitOf(row), busy };
      row.busyUntil = now + leaseMs;
      return { token: String(row.busyUntil), fails: row.fails };
    },
    async end(host, { token, pauseMs, fails, restMs }) {
      const row = rowOf(host);
      if (String(row.busyUntil) === token) row.busyUntil = -Infinity;
      row.nextAt = Math.max(row.nextAt, clock() + pauseMs);
      row.fails = fails;
      row.blockedUntil = restMs > 0 ? clock() + restMs : -Infinity;
    },
    async keepRobots(host, robots) {
      Object.assign(rowOf(host), { robots: { ...robots, at: clock() }, downSince: null });
    },
    async missRobots(host) {
      const row = rowOf(host);
      row.downSince ??= clock();
      return clock() - row.downSince;
    },
  };
}

const blank: Row = {
  nextAt: -Infinity,
  busyUntil: -Infinity,
  blockedUntil: -Infinity,
  fails: 0,
  robots: null,
  downSince: null,
};
