import { setTimeout as delay } from "node:timers/promises";
import { percentile } from "../bench/percentile.ts";
import { testDatabase } from "../support/db.ts";
import type { Row } from "./report.ts";
import { until } from "./until.ts";
import { openWeb } from "./web.ts";

const PER_HOUR = 2_000;
const PATIENCE_MS = 180_000;

/** Q17: sample leads at 2,000 an hour, through the door, researched and scored by two worker processes. */
export async function sustain(minutes: number): Promise<Row> {
  await using database = await testDatabase();
  const web = await openWeb(database.url, "web");
  try {
    await web.start();
    web.startWorker();
    web.startWorker();
    const bearer = await web.bearer();
    const leads = Math.round((PER_HOUR / 60) * minutes);
    const startedAt = performance.now();
    let refused = 0;
    for (let n = 1; n <= leads; n += 1) {
      await delay(Math.max(0, startedAt + (n * 3_600_000) / PER_HOUR - performance.now()));
      if (!(await send(web.url, bearer, n))) refused += 1;
    }
    const sentFor = performance.now() - startedAt;
    const seconds = () =>
      web.everywhere<{ s: number }>(
        `select extract(epoch from min(d.decided_at) - min(e.received_at))::float8 as s
         from decision d join source_event e on e.tenant_id = d.tenant_id and e.lead_id = d.lead_id
         where e.dedupe_key like 'key:%' group by d.lead_id`,
      );
    const waiting = async () => {
      const [first] = await web.everywhere<{ n: number }>(
        "select count(*)::int as n from route_event where status <> 'sent'",
      );
      return first?.n ?? 0;
    };
    await until(
      async () => (await seconds()).length === leads && (await waiting()) === 0,
      PATIENCE_MS,
    );
    const took = (await seconds()).map(({ s }) => s);
    const late = await waiting();
    const p = (share: number) => `${percentile(took, share).toFixed(1)} s`;
    return {
      ...{ fault: `Q17 ${PER_HOUR} leads an hour`, runs: 2, effects: leads, doubled: 0 },
      lost: leads - took.length,
      recoveryMs: performance.now() - startedAt - sentFor,
      failures: [
        ...(refused > 0 ? [`${refused} refused at the door`] : []),
        ...(late > 0 ? [`${late} cards not delivered`] : []),
      ],
      note: `scored after ${p(0.5)} (half), ${p(0.95)} (95 %), ${p(1)} (all); recovery: the last after the door closed`,
    };
  } finally {
    await web.close();
  }
}

async function send(url: string, bearer: string, n: number): Promise<boolean> {
  const answer = await fetch(`${url}/api/v1/leads/intake`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${bearer}`,
      "content-type": "application/json",
      "idempotency-key": `lead ${n}`,
    },
    body: JSON.stringify({
      company: `Company ${n}`,
      url: `https://c${String(n).padStart(4, "0")}.sample.example`,
      source: "website",
    }),
  });
  await answer.body?.cancel();
  return answer.status === 202;
}
