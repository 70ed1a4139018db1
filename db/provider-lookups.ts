import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Fact } from "../pipeline/enrich/fact.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { cost, providerLookup } from "./schema.ts";

type LookupState = (typeof providerLookup.$inferSelect)["state"];
type Lookup = { id: string; state: LookupState; facts: Fact[]; expiresAt: Date };

/** Whom a look-up is about, and for which lead; without either, somebody tries an account out. */
type LookupAbout = {
  provider: string;
  domain: string;
  companyId: string | null;
  leadId: string | null;
};

const indexOf = (tx: Tx, domain: string) => tx.vault.blindIndex("provider_domain", domain);

/** What a provider was asked about a domain last, if that still holds; nobody else changes it meanwhile. */
export async function lockLookup(
  tx: Tx,
  { provider, domain }: Pick<LookupAbout, "provider" | "domain">,
  now: Date,
): Promise<Lookup | undefined> {
  const [row] = await tx
    .select()
    .from(providerLookup)
    .where(
      and(
        eq(providerLookup.tenantId, tx.tenantId),
        eq(providerLookup.provider, provider),
        eq(providerLookup.domainIndex, indexOf(tx, domain)),
      ),
    )
    .for("update");
  if (!row || (row.state !== "asking" && row.expiresAt <= now)) return undefined;
  const said = tx.vault.dataKey(row.dataKey).open(row.sealed);
  return { ...row, facts: said === null ? [] : JSON.parse(said) };
}

/** Writes down, before the question leaves, what it may cost. Replaces what was asked before. */
export async function startLookup(
  tx: Tx,
  { domain, ...about }: LookupAbout,
  asked: { usd: number; askedAt: Date; expiresAt: Date },
): Promise<string> {
  const id = newId();
  const blank = { state: "asking" as const, endedAt: null, dataKey: null, sealed: null };
  const set = { id, ...about, ...asked, ...blank };
  await tx
    .insert(providerLookup)
    .values({ tenantId: tx.tenantId, domainIndex: indexOf(tx, domain), ...set })
    .onConflictDoUpdate({
      target: [providerLookup.tenantId, providerLookup.provider, providerLookup.domainIndex],
      set,
    });
  return id;
}

export type LookupEnd = {
  state: Exclude<LookupState, "asking">;
  /** A word for the ledger: `hit`, `miss`, `wrong_company`, `timeout` … */
  outcome: string;
  /** What it did cost. */
  usd: number;
  ms: number;
  facts: Fact[];
  expiresAt: Date;
};

/**
 * Writes down how a look-up ended and what it cost, both or neither. False where somebody else
 * ended it: it had been given up.
 */
export async function endLookup(tx: Tx, id: string, end: LookupEnd, at: Date): Promise<boolean> {
  const key = tx.vault.newDataKey();
  const { state, usd, expiresAt, facts } = end;
  const sealed = facts.length > 0 ? key.seal(JSON.stringify(facts)) : null;
  const [ended] = await tx
    .update(providerLookup)
    .set({ state, usd, expiresAt, endedAt: at, sealed, dataKey: sealed && key.wrapped })
    .where(and(mine(tx, id), eq(providerLookup.state, "asking")))
    .returning();
  if (ended) await chargeFor(tx, ended, end);
  return ended !== undefined;
}

const mine = (tx: Tx, id: string) =>
  and(eq(providerLookup.tenantId, tx.tenantId), eq(providerLookup.id, id));

/** The ledger's line, at the moment of the question: that is the day whose budget it came out of. */
async function chargeFor(
  tx: Tx,
  { leadId, companyId, provider, askedAt }: typeof providerLookup.$inferSelect,
  { usd, ms, outcome }: Pick<LookupEnd, "usd" | "ms" | "outcome">,
): Promise<void> {
  const spent = { kind: "provider", purpose: "firmographics", provider, usd, ms, outcome };
  const line = { tenantId: tx.tenantId, id: newId(), leadId, companyId, at: askedAt };
  await tx.insert(cost).values({ ...line, ...spent });
}

/**
 * Gives up look-ups whose worker died: they may have been paid, count as that, and are not asked
 * again before they expire.
 */
export async function giveUpLookups(tx: Tx, askedBefore: Date, now: Date): Promise<void> {
  const lost = await tx
    .update(providerLookup)
    .set({ state: "unknown", endedAt: now })
    .where(
      and(
        eq(providerLookup.tenantId, tx.tenantId),
        eq(providerLookup.state, "asking"),
        lt(providerLookup.askedAt, askedBefore),
      ),
    )
    .returning();
  for (const row of lost) await chargeFor(tx, row, { usd: row.usd, ms: 0, outcome: "unknown" });
}

/** Somebody wants a company tried again: what is not known, or failed, may be asked anew. */
export async function forgetFailedLookups(tx: Tx, companyId: string, now: Date): Promise<void> {
  await tx
    .update(providerLookup)
    .set({ expiresAt: now })
    .where(
      and(
        eq(providerLookup.tenantId, tx.tenantId),
        eq(providerLookup.companyId, companyId),
        inArray(providerLookup.state, ["unknown", "failed"]),
      ),
    );
}

/** Somebody wants to pay again for what is known: the last answer about a domain holds no longer. */
export async function forgetLookup(
  tx: Tx,
  { provider, domain }: Pick<LookupAbout, "provider" | "domain">,
  now: Date,
): Promise<void> {
  await tx
    .update(providerLookup)
    .set({ expiresAt: now })
    .where(
      and(
        eq(providerLookup.tenantId, tx.tenantId),
        eq(providerLookup.provider, provider),
        eq(providerLookup.domainIndex, indexOf(tx, domain)),
      ),
    );
}

/** How many of a provider's last look-ups found something, of those since it was last resumed. */
export async function readFillRate(
  tx: Tx,
  provider: string,
  { last, since }: { last: number; since: Date },
): Promise<{ lookups: number; hits: number }> {
  const ended = tx
    .select({ outcome: cost.outcome })
    .from(cost)
    .where(
      and(
        eq(cost.tenantId, tx.tenantId),
        eq(cost.kind, "provider"),
        eq(cost.provider, provider),
        gte(cost.at, since),
        inArray(cost.outcome, answered),
      ),
    )
    .orderBy(desc(cost.at), desc(cost.id))
    .limit(last)
    .as("ended");
  const [row] = await tx
    .select({
      lookups: sql<number>`count(*)::int`,
      hits: sql<number>`(count(*) filter (where ${ended.outcome} = 'hit'))::int`,
    })
    .from(ended);
  return row ?? { lookups: 0, hits: 0 };
}

/** Ends that say something about how much a provider knows. */
const answered = ["hit", "unverified", "miss", "wrong_company", "empty"];
