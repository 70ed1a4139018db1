import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import { MOST_MAIL_DAYS } from "../pipeline/privacy/mail-settings.ts";
import type { Tx } from "./client.ts";
import { forgetAnswers } from "./llm-answers.ts";

/** Kept as proof that somebody asked us something; what exactly they said is forgotten. */
const NO_QUOTE = "";

type Due = {
  id: string;
  ref: string;
  leadId: string | null;
  dataKey: Buffer | null;
  normalised: Buffer | null;
};

/**
 * Arrivals whose words have lived long enough. A tenant that shortens the time shortens it for
 * what is there already; `words_until` alone finds the candidates, because it has an index.
 */
const due = `
  from source_event where tenant_id = $1 and words_until is not null
    and words_until <= $2::timestamptz + ($4 - $3::int) * interval '1 day'
    and least(words_until, received_at + $3::int * interval '1 day') <= $2::timestamptz`;

export async function hasDueWords(tx: Tx, now: Date, days: number): Promise<boolean> {
  const { rows } = await tx.client.query(`select 1 ${due} limit 1`, parameters(tx, now, days));
  return rows.length > 0;
}

/**
 * Forgets what some arrivals said: their raw words, what was written freely, and the copies of both
 * that a lead and the proof of an enquiry have. That they came, when, by which door and their hash
 * stay. Returns how many; none is the end.
 */
export async function forgetWords(tx: Tx, now: Date, days: number, limit: number): Promise<number> {
  const { rows } = await tx.client.query<Due>(
    `select id, lead_ref as ref, lead_id as "leadId", data_key as "dataKey", normalised ${due}
     order by words_until limit ${Number(limit)} for update skip locked`,
    parameters(tx, now, days),
  );
  for (const row of rows) await forgetOne(tx, row);
  return rows.length;
}

async function forgetOne(tx: Tx, { id, ref, leadId, dataKey, normalised }: Due): Promise<void> {
  const key = tx.vault.dataKey(dataKey);
  const said = key.open(normalised);
  const left = said === null ? null : { ...LeadInput.parse(JSON.parse(said)), ...nothingSaid };
  await tx.client.query(
    `update source_event set raw = null, normalised = $3, words_until = null
     where tenant_id = $1 and id = $2`,
    [tx.tenantId, id, left && key.seal(JSON.stringify(left))],
  );
  await tx.client.query(
    "update lead set raw_payload = null, free_text = null where tenant_id = $1 and id = $2",
    [tx.tenantId, ref],
  );
  if (leadId) await forgetAnswers(tx, leadId);
  await forgetQuotes(tx, id);
}

const nothingSaid: Partial<LeadInput> = { freeText: null, extra: {} };

/** A consent in so many words is its own proof and stays; an enquiry is proved by its arrival. */
async function forgetQuotes(tx: Tx, sourceEventId: string): Promise<void> {
  const { rows } = await tx.client.query<{ id: string; evidence: Buffer; dataKey: Buffer | null }>(
    `select c.id, c.evidence, p.data_key as "dataKey" from consent c
     join contact p on p.tenant_id = c.tenant_id and p.id = c.contact_id
     where c.tenant_id = $1 and c.source_event_id = $2 and c.basis = 'enquiry'`,
    [tx.tenantId, sourceEventId],
  );
  for (const { id, evidence, dataKey } of rows) {
    const key = tx.vault.dataKey(dataKey);
    const said = key.open(evidence);
    if (said === null) continue; // that person was erased
    const left = { ...JSON.parse(said), quote: NO_QUOTE };
    await tx.client.query("update consent set evidence = $3 where tenant_id = $1 and id = $2", [
      tx.tenantId,
      id,
      key.seal(JSON.stringify(left)),
    ]);
  }
}

function parameters(tx: Tx, now: Date, days: number): unknown[] {
  return [tx.tenantId, now, days, MOST_MAIL_DAYS];
}
