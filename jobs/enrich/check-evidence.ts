import { z } from "zod";
import { checkedSince, companiesToCheck, noteCheck } from "../../db/evidence-checks.ts";
import { listFacts } from "../../db/facts.ts";
import { hostBook } from "../../db/hosts.ts";
import { listTenants } from "../../db/tenants.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { defineJob, enqueue } from "../job.ts";
import { readResearchSettings } from "../playbook.ts";
import type { World } from "../world.ts";
import { openSiteReader } from "./read-politely.ts";

/** A proof is looked at this seldom, so many of a company at most. */
const EVERY_MS = 30 * 86_400_000;
const MOST_PROOFS = 20;
const BATCH = 20;

/**
 * Looks whether the pages that a company's current facts quote are still there; the company's id is
 * the job's. What is gone is marked, its quote stays. Run twice, it asks for what is left.
 */
export const checkEvidence = defineJob({
  name: "check_evidence",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "about",
  key: ({ id }) => id,
  attempts: 3,
  priority: 200,

  async run({ tenantId, id: companyId }, world) {
    const { db, now, durations } = world;
    const { urls, lists } = await db.inTenant(tenantId, async (tx) => {
      const done = await checkedSince(tx, companyId, new Date(now().getTime() - EVERY_MS));
      const stated = pickFacts(await listFacts(tx, companyId));
      const proofs = new Set(stated.flatMap(({ sourceUrl }) => webUrl(sourceUrl) ?? []));
      return {
        urls: [...proofs].filter((url) => !done.has(url)).slice(0, MOST_PROOFS),
        lists: await readResearchSettings(tx),
      };
    });
    const reader = openSiteReader(world, { book: hostBook(db), lists, cache: null });
    for (const url of urls) {
      const read = await reader.read(url, {
        kind: "other",
        accept: "any",
        timeoutMs: durations.pageMs,
      });
      // Who may not, or could not, ask has seen nothing: 0 says so.
      const check = { companyId, url, status: read.status };
      await db.inTenant(tenantId, (tx) => noteCheck(tx, check, now()));
    }
  },
});

function webUrl(url: string | null): string | undefined {
  return url !== null && /^https?:\/\//.test(url) ? url : undefined;
}

/** Queues the looks that are due. */
export async function wantEvidenceChecks({ db, now }: Pick<World, "db" | "now">): Promise<void> {
  const since = new Date(now().getTime() - EVERY_MS);
  for (const { id: tenantId } of await listTenants(db)) {
    await db.inTenant(tenantId, async (tx) => {
      for (const id of await companiesToCheck(tx, since, BATCH)) {
        await enqueue(tx, checkEvidence, { tenantId, id });
      }
    });
  }
}
