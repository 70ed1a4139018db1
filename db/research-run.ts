import { and, eq, gte, inArray, isNotNull } from "drizzle-orm";
import type { PageVisit } from "../pipeline/enrich/fact.ts";
import type { Tx } from "./client.ts";
import { companyKey } from "./companies.ts";
import { artifact, pageVisit } from "./schema.ts";

/** A page that a research under way has read, as it was kept. */
export type PageOfRun = { visit: PageVisit; text: string };

/**
 * What a lead's research has read since it began: a worker that was killed in the middle of it left
 * these behind, and whoever goes on need not ask for them again.
 */
export async function pagesOfRun(
  tx: Tx,
  { leadId, companyId }: { leadId: string; companyId: string },
  startedAt: Date,
): Promise<PageOfRun[]> {
  const { url, kind, status, ms, bytes, via } = pageVisit;
  const rows = await tx
    .selectDistinctOn([url], { url, kind, status, ms, bytes, via, body: artifact.body })
    .from(pageVisit)
    .innerJoin(
      artifact,
      and(
        eq(artifact.tenantId, pageVisit.tenantId),
        eq(artifact.companyId, pageVisit.companyId),
        eq(artifact.url, url),
        eq(artifact.kind, "page"),
        gte(artifact.createdAt, startedAt),
      ),
    )
    .where(
      and(
        eq(pageVisit.tenantId, tx.tenantId),
        eq(pageVisit.leadId, leadId),
        eq(pageVisit.companyId, companyId),
        gte(pageVisit.at, startedAt),
        isNotNull(artifact.body),
        inArray(via, ["http", "browser", "cache"]),
      ),
    )
    .orderBy(url, artifact.createdAt);
  const key = await companyKey(tx, companyId);
  return rows.flatMap(({ body, ...visit }) => {
    const text = key.openBytes(body)?.toString("utf8");
    return text === undefined ? [] : [{ visit: visit as PageVisit, text }]; // written from that type
  });
}
