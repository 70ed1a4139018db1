import type { Db } from "./client.ts";

/** From now on nobody asks a host for so long, whatever it answered before: it showed that it does not want us. */
export async function restHost({ app }: Pick<Db, "app">, host: string, ms: number): Promise<void> {
  await app.query(
    `insert into dispatch.host_state as h (host, next_at, fails, blocked_until)
     values ($1, clock_timestamp(), 1, clock_timestamp() + $2 * interval '1 millisecond')
     on conflict (host) do update set fails = h.fails + 1,
       blocked_until = greatest(h.blocked_until, excluded.blocked_until)`,
    [host, ms],
  );
}
