import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type BatonOnStage, startBaton } from "./baton-on-stage.ts";
import { percentile } from "./percentile.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

const LEADS = 20;
const LOOK_MS = 500;
const PATIENCE_MS = 60_000;
const REPLACED_S = 38;

/**
 * From the arrival of 20 leads at once to their first card, and to the card with their score, with
 * production's politeness towards the companies' websites.
 */
export async function cards(stage: Stage): Promise<Result[]> {
  const baton = await startBaton(stage, "all");
  const sent = Array.from({ length: LEADS }, (_, n) => sendLead(baton, n + 1));
  const times = await cardTimes(baton, await Promise.all(sent));
  await baton.stop();

  const first = percentile(times.first, 0.5);
  const complete = percentile(times.complete, 0.95);
  const opponent = `${REPLACED_S} s per company, which Baton replaces`;
  const compared = (name: string, value: number, atMost: number): Result => {
    return { name, value, unit: "s", opponent, ratio: REPLACED_S / value, goal: { atMost } };
  };
  return [compared("first_card", first, 5), compared("complete_card", complete, 30)];
}

/** Hands in a company of the sample web; returns the lead's id. */
export async function sendLead({ url, bearer }: BatonOnStage, n: number): Promise<string> {
  const host = `c${String(n).padStart(4, "0")}.sample.example`;
  const response = await fetch(`${url}/api/v1/leads/intake`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify({ company: `Company ${n}`, url: `https://${host}`, source: "website" }),
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
