import type { Tx } from "../../../db/client.ts";
import { companyKey } from "../../../db/companies.ts";
import { addCost, asking, endCost, noteLostAnswers } from "../../../db/costs.ts";
import { leadSeal } from "../../../db/lead-seal.ts";
import {
  findAnswer,
  forgetExpired,
  keepAnswer,
  releaseAnswer,
  reserveAnswer,
} from "../../../db/llm-answers.ts";
import type { PaidPause } from "../../../pipeline/enrich/budget.ts";
import { budgetRefusal } from "../budget.ts";

const DAY_MS = 86_400_000;
/** An answer about pages is as good as the pages; one about somebody's words lasts as long as they do. */
const KEPT_MS = { firmographics: 30 * DAY_MS, enquiry: 400 * DAY_MS };
/** What was paid for and of no use is not paid for again on the same day. */
const USELESS_MS = DAY_MS;
/** Nobody knows whether a question that timed out was paid for: it rests a while. */
const LATE_MS = 10 * 60_000;

/** How a question ended; the words of the ledger. */
export type Outcome =
  | { outcome: "ok"; text: string }
  | { outcome: "malformed" | "refused" | "length" | "filter" | "quarantined" }
  | { outcome: "timeout" | "unreachable" | "rate_limit" | "rejected" | "not_an_answer" };

/** Why nothing was asked: no budget is left, or the answer to this very question was lost or is awaited. */
export type NotAsked = { outcome: "not_asked"; because: PaidPause | "asked" };

export type Entry = {
  lead: { leadId: string; companyId: string };
  purpose: keyof typeof KEPT_MS;
  model: string;
  /** Everything the answer depends on. */
  words: string;
  /** The most that it may cost. */
  usd: number;
  /** After so long, whoever asked is dead. */
  leaseMs: number;
};

type Begun = Outcome | NotAsked | { outcome: "asking"; costId: string };

/**
 * Before a question leaves: an answer that is known already, or a line in the ledger with the most
 * it may cost. The two rows written here are what a crash leaves behind, so that it is neither
 * forgotten nor paid for twice.
 */
export async function beginQuestion(tx: Tx, entry: Entry, now: Date): Promise<Begun> {
  const { lead, purpose, model, usd } = entry;
  await noteLostAnswers(tx, lead.leadId, new Date(now.getTime() - entry.leaseMs));
  await forgetExpired(tx, now);
  const line = { ...lead, kind: "llm", model, purpose };
  const known = await findAnswer(tx, hashOf(tx, entry));
  if (known) {
    if (!known.sealed) return { outcome: "not_asked", because: "asked" };
    const kept = await openAnswer(tx, entry, known.sealed);
    await addCost(tx, { ...line, usd: 0, ms: 0, outcome: kept.outcome, cached: true }, now);
    return kept;
  }
  const because = await budgetRefusal(tx, { leadId: lead.leadId, usd }, now);
  if (because) return { outcome: "not_asked", because };
  const costId = await addCost(tx, { ...line, usd, ms: 0, outcome: asking }, now);
  const asked = { hash: hashOf(tx, entry), ...ownerOf(entry) };
  const expiresAt = new Date(now.getTime() + USELESS_MS);
  const isOurs = await reserveAnswer(tx, asked, costId, now, expiresAt);
  if (isOurs) return { outcome: asking, costId };
  throw new Error("somebody else began to ask the same"); // the job is tried again
}

type End = { usd: number; ms: number; inputTokens: number; outputTokens: number };

/** After it came back, or did not: the line's true price, and the answer for whoever asks the same. */
export async function endQuestion(
  tx: Tx,
  entry: Entry,
  costId: string,
  ended: Outcome,
  end: End,
  now: Date,
): Promise<void> {
  await endCost(tx, costId, { ...end, outcome: ended.outcome });
  const hash = hashOf(tx, entry);
  const until = (ms: number) => new Date(now.getTime() + ms);
  switch (ended.outcome) {
    case "ok":
    case "quarantined":
      return keepAnswer(
        tx,
        hash,
        await sealAnswer(tx, entry, ended),
        until(KEPT_MS[entry.purpose]),
      );
    case "malformed":
    case "refused":
    case "length":
    case "filter":
      return keepAnswer(tx, hash, await sealAnswer(tx, entry, ended), until(USELESS_MS));
    case "timeout":
      return keepAnswer(tx, hash, null, until(LATE_MS));
    default:
      return releaseAnswer(tx, hash);
  }
}

/** Whose answer it is counts too: nobody else has the key to it. */
function hashOf(tx: Tx, entry: Entry): Buffer {
  const { companyId, leadId } = ownerOf(entry);
  const { model, purpose, words } = entry;
  const asked = JSON.stringify([companyId, leadId, purpose, model, words]);
  return tx.vault.blindIndex("llm_request", asked);
}

function ownerOf({ lead: { companyId, leadId }, purpose }: Entry) {
  return { companyId, leadId: purpose === "enquiry" ? leadId : null };
}

/** What somebody said of themselves goes with their key; what a page says goes with the company's. */
async function sealOf(tx: Tx, entry: Entry) {
  const { companyId, leadId } = ownerOf(entry);
  if (leadId) return leadSeal(tx, leadId);
  const key = await companyKey(tx, companyId);
  return {
    seal: (text: string) => key.sealBytes(Buffer.from(text)),
    open: (sealed: Buffer) => key.openBytes(sealed)?.toString("utf8") ?? "",
  };
}

async function sealAnswer(tx: Tx, entry: Entry, kept: Outcome): Promise<Buffer> {
  return (await sealOf(tx, entry)).seal(JSON.stringify(kept));
}

async function openAnswer(tx: Tx, entry: Entry, sealed: Buffer): Promise<Outcome> {
  return JSON.parse((await sealOf(tx, entry)).open(sealed)) as Outcome; // as sealAnswer wrote it
}
