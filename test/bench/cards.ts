import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { companies } from "../../bot/sample-web/companies.ts";
import { type BatonOnStage, startBaton } from "./baton-on-stage.ts";
import { percentile } from "./percentile.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

const LEADS = 20;
/** The sample companies with a story, one of which shows nothing without JavaScript. */
const named = [...companies.keys()];
const LOOK_MS = 500;
const PATIENCE_MS = 60_000;
const REPLACED_S = 38;

export const cardNames = [
  ...["first_card", "first_score", "complete_card_p50", "complete_card"],
  "browser_share",
];

/**
 * From the arrival of many leads at once to their first card, to their first score, and to the card
 * with the score that counts, with production's politeness towards the companies' websites; and how
 * many of the pages took a browser.
 */
export async function cards(stage: Stage): Promise<Result[]> {
  const baton = await startBaton(stage, "all");
  const hosts = [...Array.from({ length: LEADS }, (_, n) => numbered(n + 1)), ...named];
  const sent = await Promise.all(hosts.map((host) => sendLeadOf(baton, host)));
  const times = await cardTimes(baton, sent);
  const scored = await firstScores(baton, sent);
  const share = await browserShare(baton);
  await baton.stop();

  const opponent = `${REPLACED_S} s per company, which Baton replaces`;
  const compared = (name: string, value: number, atMost: number): Result => {
    return { name, value, unit: "s", opponent, ratio: REPLACED_S / value, goal: { atMost } };
  };
  return [
    compared("first_card", percentile(times.first, 0.5), 5),
    compared("first_score", percentile(scored, 0.95), 10),
    compared("complete_card_p50", percentile(times.complete, 0.5), 30),
    compared("complete_card", percentile(times.complete, 0.95), 30),
    {
      ...{ name: "browser_share", value: share * 100, unit: "%" },
      ...{ opponent: "a browser for every page", ratio: 1 / Math.max(share, 0.001) },
      goal: { atMost: 15 },
    },
  ];
}

/** Seconds until each lead was scored for the first time; the card that says so follows within two. */
async function firstScores({ everything }: BatonOnStage, leads: string[]): Promise<number[]> {
  const { rows } = await everything.query<{ seconds: number }>(
    `select extract(epoch from min(d.decided_at) - min(s.received_at))::float8 as seconds
     from source_event s join decision d on d.tenant_id = s.tenant_id and d.lead_id = s.lead_ref
     where s.lead_ref = any($1) group by s.lead_ref`,
    [leads],
  );
  const never = leads.slice(rows.length).map(() => PATIENCE_MS / 1000);
  return [...rows.map(({ seconds }) => seconds), ...never];
}

/** Of the pages that were read, those that had to be rendered. */
async function browserShare({ everything }: BatonOnStage): Promise<number> {
  const { rows } = await everything.query<{ share: number | null }>(
    `select count(*) filter (where via = 'browser')::float8 / nullif(count(*) filter (where via = 'http'), 0)
       as share from page_visit where kind <> 'robots' and status between 200 and 299`,
  );
  return rows[0]?.share ?? 0;
}

/** Hands in a company of the sample web; returns the lead's id. */
export function sendLead(baton: BatonOnStage, n: number): Promise<string> {
  return sendLeadOf(baton, numbered(n));
}

function numbered(n: number): string {
  return `c${String(n).padStart(4, "0")}.sample.example`;
}

async function sendLeadOf({ url, bearer }: BatonOnStage, host: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/leads/intake`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify({ company: host, url: `https://${host}`, source: "website" }),
  });
  if (response.status !== 202) throw new Error(`the intake door answered ${response.status}`);
  return z.object({ id: z.uuid() }).parse(await response.json()).id;
}

type CardTimes = { first: number[]; complete: number[] };

/** Seconds until each lead's cards, when all are there; a card that did not come took all our patience. */
export async function cardTimes(
  { everything }: BatonOnStage,
  leads: string[],
  awaited: keyof CardTimes = "complete",
): Promise<CardTimes> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    await sleep(LOOK_MS);
    const { rows } = await everything.query<{ first: number | null; complete: number | null }>(
      `select extract(epoch from first_card_at - received_at)::float8 as first,
         extract(epoch from complete_card_at - received_at)::float8 as complete
       from source_event s left join lead l on l.tenant_id = s.tenant_id and l.id = s.lead_ref
       where s.lead_ref = any($1)`,
      [leads],
    );
    const isDone = rows.every((row) => row[awaited] !== null);
    if (isDone || performance.now() > end) {
      const never = PATIENCE_MS / 1000;
      const first = rows.map((row) => row.first ?? never);
      return { first, complete: rows.map((row) => row.complete ?? never) };
    }
  }
}
