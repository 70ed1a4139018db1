import { and, desc, eq, gt, isNotNull, or } from "drizzle-orm";
import type { Db, Tx } from "./client.ts";
import { companyKey } from "./companies.ts";
import { artifact } from "./schema.ts";

/** A page as we have it, and what to ask by whether it has changed. RFC 9110, 13.1. */
export type CachedPage = {
  etag: string | null;
  lastModified: string | null;
  headers: Record<string, string>;
  text: string;
};

/** What one tenant has of one company's pages. */
export type PageCache = { find: (url: string) => Promise<CachedPage | null> };

export function pageCache(
  db: Pick<Db, "inTenant">,
  { tenantId, companyId }: { tenantId: string; companyId: string },
  now: () => Date,
): PageCache {
  return {
    find: (url) => db.inTenant(tenantId, (tx) => findPage(tx, companyId, url, now())),
  };
}

async function findPage(
  tx: Tx,
  companyId: string,
  url: string,
  now: Date,
): Promise<CachedPage | null> {
  const { etag, lastModified, sealedHeaders, body } = artifact;
  const [row] = await tx
    .select({ etag, lastModified, sealedHeaders, body })
    .from(artifact)
    .where(
      and(
        pageAt(tx, companyId, url),
        gt(artifact.expiresAt, now),
        isNotNull(sealedHeaders),
        or(isNotNull(etag), isNotNull(lastModified)),
      ),
    )
    .orderBy(desc(artifact.createdAt))
    .limit(1);
  if (!row?.sealedHeaders) return null;

  const key = await companyKey(tx, companyId);
  const headers = key.open(row.sealedHeaders);
  const text = key.openBytes(row.body)?.toString("utf8");
  if (headers === null || text === undefined) return null; // erased
  return {
    etag: row.etag,
    lastModified: row.lastModified,
    headers: JSON.parse(headers) as Record<string, string>, // written below
    text,
  };
}

/**
 * Makes the copy of a page that was just kept good for asking whether it has changed. Only for a
 * page as the host sent it: what scripts made of it changes without the host knowing.
 */
export async function keepHeaders(
  tx: Tx,
  companyId: string,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const etag = /^(?:W\/)?"[!#-~]{0,200}"$/.exec(headers.etag ?? "")?.[0] ?? null;
  const lastModified = /^[ -~]{1,60}$/.exec(headers["last-modified"] ?? "")?.[0] ?? null;
  if (etag === null && lastModified === null) return;

  const key = await companyKey(tx, companyId);
  const newest = tx
    .select({ id: artifact.id })
    .from(artifact)
    .where(pageAt(tx, companyId, url))
    .orderBy(desc(artifact.createdAt), desc(artifact.id))
    .limit(1);
  await tx
    .update(artifact)
    .set({ etag, lastModified, sealedHeaders: key.seal(JSON.stringify(headers)) })
    .where(and(eq(artifact.tenantId, tx.tenantId), eq(artifact.id, newest)));
}

function pageAt(tx: Tx, companyId: string, url: string) {
  return and(
    eq(artifact.tenantId, tx.tenantId),
    eq(artifact.companyId, companyId),
    eq(artifact.kind, "page"),
    eq(artifact.url, url),
  );
}
