import { keptPages, listPictures, type Picture } from "../../db/artifacts.ts";
import type { Tx } from "../../db/client.ts";
import { goneProofs } from "../../db/evidence-checks.ts";
import { listFacts } from "../../db/facts.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { messagesOf } from "../../db/source-events.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { readText } from "../../pipeline/enrich/clean-text.ts";
import { type Disagreement, disagreements } from "../../pipeline/enrich/disagree.ts";
import type { SeenFact } from "../../pipeline/enrich/freshness.ts";
import { type InContext, quoteInContext } from "../../pipeline/enrich/quote-context.ts";
import { readDocument } from "../../pipeline/enrich/read-document.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";

/** A fact with its proof, as far as the proof is still there. */
export type ShownFact = {
  fact: SeenFact;
  /** The sentence around its quote; null where its page is not kept, or quotes no words. */
  context: InContext | null;
  /** What became of the page it was read on: still kept as it was, or forgotten by now. */
  page: "kept" | "expired" | "none";
  /** Since when its address answers that nothing is there. */
  goneSince: Date | null;
};

export type EvidenceScene = {
  view: LeadView;
  facts: ShownFact[];
  disagreements: Disagreement[];
  pictures: Picture[];
  /** The chat messages the lead was made from. */
  messages: string[];
  timeZone: string;
};

/** Everything an evidence page shows; undefined when the lead was erased. */
export async function readEvidence(
  tx: Tx,
  leadId: string,
  publicUrl: string,
  now: Date,
): Promise<EvidenceScene | undefined> {
  const lead = await findLead(tx, leadId);
  if (!lead) return undefined;
  const companyId = await rootOf(tx, "company", lead.companyId);
  const stated = await listFacts(tx, companyId);
  const picked = pickFacts(stated);
  const gone = await goneProofs(tx, companyId);
  const textOf = await textsOf(tx, companyId, picked, now);
  return {
    view: await getLeadView(tx, leadId, publicUrl, now),
    facts: picked.map((fact) => ({
      fact,
      ...proofOf(fact, textOf),
      goneSince: (fact.sourceUrl !== null && gone.get(fact.sourceUrl)) || null,
    })),
    disagreements: disagreements(stated),
    pictures: await listPictures(tx, companyId, now),
    messages: await messagesOf(tx, leadId),
    timeZone: await timeZoneOf(tx),
  };
}

/** The visible words of the pages that facts came from, where they are kept: text, never mark-up. */
async function textsOf(
  tx: Tx,
  companyId: string,
  facts: readonly SeenFact[],
  now: Date,
): Promise<Map<string, string>> {
  const urls = new Set(facts.flatMap(({ sourceUrl }) => sourceUrl ?? []));
  const pages = await keptPages(tx, companyId, [...urls], now);
  return new Map(pages.map(({ url, html }) => [url, readText(readDocument(html, url)).text]));
}

function proofOf(
  { sourceUrl, quote }: SeenFact,
  textOf: ReadonlyMap<string, string>,
): Pick<ShownFact, "context" | "page"> {
  if (sourceUrl === null || !/^https?:/.test(sourceUrl)) return { context: null, page: "none" };
  const text = textOf.get(sourceUrl);
  if (text === undefined) return { context: null, page: "expired" };
  return { context: quote === null ? null : quoteInContext(text, quote), page: "kept" };
}
