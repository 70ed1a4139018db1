import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { Fact, type FactName, type PageVisit } from "../pipeline/enrich/fact.ts";
import type { SeenFact } from "../pipeline/enrich/freshness.ts";
import { minimalFact } from "../pipeline/enrich/minimal-fact.ts";
import { appendEvent } from "./audit.ts";
import type { Tx } from "./client.ts";
import { companyKey } from "./companies.ts";
import { newId } from "./ids.ts";
import { mergedInto } from "./merges.ts";
import { artifact, company, fact, pageVisit } from "./schema.ts";
import type { DataKey } from "./vault.ts";

const PAGE_DAYS = 30;

/**
 * Facts whose values come from our own lists, or are numbers: they cannot name a person, unless a
 * person or a model wrote them freely. All other values, and every quote, are kept under the
 * company's key only.
 */
const impersonal: ReadonlySet<FactName> = new Set([
  "language",
  "industry",
  "employees",
  "engineer_count",
  "founded_year",
  "hq_country",
  "office_countries",
  "tech",
  "ats",
  "pricing_public",
]);

/** Of these, what stays one of ours or a number whoever says it. */
const typeable: ReadonlySet<FactName> = new Set(["employees", "engineer_count", "hq_country"]);

/**
 * Adds what a page says, with the hash that {@link keepPage} returned for it. The same statement of
 * the same page on the same day is stored once.
 */
export async function addFacts(
  tx: Tx,
  companyId: string,
  facts: readonly Fact[],
  seenAt: Date,
  pageHash: Buffer | null = null,
): Promise<void> {
  if (facts.length === 0) return;
  const key = await companyKey(tx, companyId);
  const minimal = facts.map(minimalFact);
  const rows = minimal.map(({ fact: one }) => ({
    tenantId: tx.tenantId,
    id: idOf(tx.tenantId, companyId, one, seenAt),
    companyId,
    name: one.name,
    value: isImpersonal(one) ? one.value : null,
    sealed: key.seal(JSON.stringify({ value: one.value, quote: one.quote })),
    sourceUrl: one.sourceUrl,
    pageHash: one.sourceUrl === null ? null : pageHash,
    observedAt: new Date(one.observedAt),
    seenAt,
    provider: one.provider,
    confidence: one.confidence,
  }));
  await tx.insert(fact).values(rows).onConflictDoNothing();
  await countDropped(tx, companyId, minimal, seenAt);
}

/** Personal fields that were not kept are counted by name; what they said is nowhere. */
async function countDropped(
  tx: Tx,
  companyId: string,
  minimal: readonly { dropped: readonly string[] }[],
  at: Date,
): Promise<void> {
  const dropped: Record<string, number> = {};
  for (const field of minimal.flatMap((one) => one.dropped)) {
    dropped[field] = (dropped[field] ?? 0) + 1;
  }
  if (Object.keys(dropped).length === 0) return;
  const about = { key: companyId, companyId, features: { dropped } };
  await appendEvent(tx, "companies.updates", "company.fields_dropped", at, about);
}

/** Whether a fact's value may be read without the company's key. */
export function isImpersonal({ name, provider }: Pick<Fact, "name" | "provider">): boolean {
  if (!impersonal.has(name)) return false;
  return typeable.has(name) || (provider !== "person" && provider !== "llm");
}

/** A retry after a crash says the same again and must not count twice. */
function idOf(tenantId: string, companyId: string, one: Fact, seenAt: Date): string {
  const day = seenAt.toISOString().slice(0, 10);
  const said = JSON.stringify([tenantId, companyId, one.name, one.value, one.sourceUrl, day]);
  const hash = createHash("sha256").update(said).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** Every fact ever stated about a company or one merged into it, newest first; `pickFacts` chooses the current ones. */
export async function listFacts(tx: Tx, companyId: string): Promise<SeenFact[]> {
  const rows = await tx
    .select({ fact, dataKey: company.dataKey })
    .from(fact)
    .innerJoin(company, and(eq(company.tenantId, fact.tenantId), eq(company.id, fact.companyId)))
    .where(
      and(
        eq(fact.tenantId, tx.tenantId),
        sql`${fact.companyId} in ${mergedInto(tx, "company", companyId)}`,
      ),
    )
    .orderBy(sql`${fact.seenAt} desc`, fact.id)
    .limit(2000);
  const keys = new Map<string, DataKey>();
  return rows.flatMap(({ fact: row, dataKey }) => {
    const key = keys.get(row.companyId) ?? tx.vault.dataKey(dataKey);
    keys.set(row.companyId, key);
    const said = key.open(row.sealed);
    if (said === null && row.value === null) return []; // erased
    const observedAt = row.observedAt.toISOString();
    const stated = Fact.parse({ quote: null, ...row, ...JSON.parse(said ?? "{}"), observedAt });
    return { ...stated, seenAt: row.seenAt.toISOString() };
  });
}

export async function addVisit(
  tx: Tx,
  about: { leadId: string; companyId: string },
  visit: PageVisit,
  at: Date,
): Promise<void> {
  await tx.insert(pageVisit).values({ tenantId: tx.tenantId, id: newId(), ...about, ...visit, at });
}

/** Keeps a raw page, or what it looked like, for 30 days and returns its hash; quotes and hashes outlive it. */
export async function keepPage(
  tx: Tx,
  companyId: string,
  page: { url: string; contentType: string; body: Buffer; kind?: "page" | "screenshot" },
  at: Date,
): Promise<Buffer> {
  const key = await companyKey(tx, companyId);
  const sha256 = createHash("sha256").update(page.body).digest();
  await tx.insert(artifact).values({
    tenantId: tx.tenantId,
    id: newId(),
    companyId,
    kind: page.kind ?? "page",
    url: page.url,
    contentType: page.contentType,
    sha256,
    body: key.sealBytes(page.body),
    createdAt: at,
    expiresAt: new Date(at.getTime() + PAGE_DAYS * 86_400_000),
  });
  return sha256;
}
