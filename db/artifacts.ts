import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { companyKey } from "./companies.ts";
import { mergedInto } from "./merges.ts";
import { artifact } from "./schema.ts";
import type { DataKey } from "./vault.ts";

/** A page as it was when we read it. */
export type KeptPage = { url: string; sha256: Buffer; html: string; createdAt: Date };

const MOST_PAGES = 12;
const MOST_PICTURES = 8;

/** The newest copy of each of these pages of a company that is still kept. */
export async function keptPages(
  tx: Tx,
  companyId: string,
  urls: readonly string[],
  now: Date,
): Promise<KeptPage[]> {
  if (urls.length === 0) return [];
  const rows = await tx
    .selectDistinctOn([artifact.url])
    .from(artifact)
    .where(and(kept(tx, companyId, "page", now), inArray(artifact.url, [...urls])))
    .orderBy(artifact.url, desc(artifact.createdAt))
    .limit(MOST_PAGES);
  const pages: KeptPage[] = [];
  const keys = new Map<string, DataKey>();
  for (const { url, companyId: owner, sha256, body, createdAt } of rows) {
    if (url === null || owner === null) continue;
    const key = keys.get(owner) ?? (await companyKey(tx, owner));
    keys.set(owner, key);
    const html = key.openBytes(body)?.toString("utf8");
    if (html !== undefined) pages.push({ url, sha256, html, createdAt });
  }
  return pages;
}

export type Picture = { id: string; url: string | null; createdAt: Date };

/** What a browser saw of a company's pages, newest first, without the pictures themselves. */
export function listPictures(tx: Tx, companyId: string, now: Date): Promise<Picture[]> {
  return tx
    .select({ id: artifact.id, url: artifact.url, createdAt: artifact.createdAt })
    .from(artifact)
    .where(kept(tx, companyId, "screenshot", now))
    .orderBy(desc(artifact.createdAt), artifact.id)
    .limit(MOST_PICTURES);
}

/** One of {@link listPictures}; undefined when it expired, or is another company's. */
export async function readPicture(
  tx: Tx,
  companyId: string,
  id: string,
  now: Date,
): Promise<{ contentType: string; body: Buffer } | undefined> {
  const [row] = await tx
    .select()
    .from(artifact)
    .where(and(kept(tx, companyId, "screenshot", now), eq(artifact.id, id)));
  if (!row?.companyId) return undefined;
  const body = (await companyKey(tx, row.companyId)).openBytes(row.body);
  return body ? { contentType: row.contentType, body } : undefined;
}

/** Forgets what has been kept long enough; returns how many. Facts keep their quotes and the hashes. */
export async function forgetArtifacts(tx: Tx, now: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from ${artifact} where tenant_id = ${tx.tenantId} and id in (
      select id from ${artifact} where tenant_id = ${tx.tenantId}
        and expires_at <= ${now.toISOString()}::timestamptz
      order by expires_at limit ${limit} for update skip locked)`);
  return rowCount ?? 0;
}

/** How many should have been forgotten before that time and are still there. */
export async function countOverdueArtifacts(tx: Tx, before: Date): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from ${artifact}
    where tenant_id = ${tx.tenantId} and expires_at <= ${before.toISOString()}::timestamptz`);
  return rows[0]?.n ?? 0;
}

function kept(tx: Tx, companyId: string, kind: string, now: Date) {
  return and(
    eq(artifact.tenantId, tx.tenantId),
    sql`${artifact.companyId} in ${mergedInto(tx, "company", companyId)}`,
    eq(artifact.kind, kind),
    gt(artifact.expiresAt, now),
  );
}
