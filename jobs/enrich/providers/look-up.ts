import { lockBudget } from "../../../db/budgets.ts";
import type { Tx } from "../../../db/client.ts";
import { addFacts } from "../../../db/facts.ts";
import {
  listProviderAccounts,
  openProviderCredentials,
  type ProviderAccount,
  type ProviderCredentials,
  restProvider,
} from "../../../db/provider-accounts.ts";
import {
  endLookup,
  giveUpLookups,
  type LookupEnd,
  lockLookup,
  startLookup,
} from "../../../db/provider-lookups.ts";
import type { PaidPause } from "../../../pipeline/enrich/budget.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { judgeRecord } from "../../../pipeline/enrich/providers/judge-record.ts";
import type { Reply } from "../../../pipeline/enrich/providers/read-answer.ts";
import type { KillSwitch } from "../../../pipeline/enrich/waterfall-settings.ts";
import type { World } from "../../world.ts";
import { budgetRefusal, markBudgets } from "../budget.ts";
import { type AskDeps, askProvider } from "./ask-provider.ts";
import { stopIfBarren, stopProvider } from "./stop-provider.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How long an answer is good for: until then nobody pays for the same question again. */
const keptMs = { hit: 90 * DAY_MS, miss: 30 * DAY_MS, unknown: 7 * DAY_MS } as const;
/** What cost nothing may be asked again sooner. */
const FAILED_MS = 60 * MINUTE_MS;
const PENDING_MS = 10 * MINUTE_MS;

type LookUpDeps = AskDeps & Pick<World, "db">;

export type Query = {
  tenantId: string;
  /** The name of the account to ask. */
  provider: string;
  domain: string;
  /** Null where somebody tries the account out. */
  companyId: string | null;
  leadId: string | null;
  /** What is known about the company already. */
  known: readonly Fact[];
  killSwitch: KillSwitch;
};

/** What is known after asking, and how: `outcome` is the ledger's word, or why nothing was asked. */
export type Answered = {
  facts: Fact[];
  outcome: string;
  usd: number;
  asked: boolean;
  /** Which budget has no room for the question. */
  refusedBy: PaidPause | null;
};

/**
 * Asks a provider about a company, unless its last answer still holds. What it may cost is written
 * down before the question leaves, and what it did cost together with the answer: whenever this is
 * killed, nobody pays twice, and nothing that may have been paid is missing from the ledger.
 */
export async function lookUp(query: Query, deps: LookUpDeps): Promise<Answered> {
  const { db, now } = deps;
  const started = await db.inTenant(query.tenantId, (tx) => start(tx, query, deps));
  if (!("lookupId" in started)) return started;

  const askedAt = now().getTime();
  const { account, credentials, lookupId } = started;
  const reply = await askProvider(account.kind, credentials, query.domain, deps);
  const ms = now().getTime() - askedAt;

  return db.inTenant(query.tenantId, async (tx) => {
    const end = { ...endOf(reply, account, query, now()), ms };
    await endLookup(tx, lookupId, end, now());
    if (query.companyId) await addFacts(tx, query.companyId, end.facts, now());
    if (reply.kind === "refused") await stopProvider(tx, account, reply.why, now());
    if (reply.kind === "wait") await restProvider(tx, account.id, end.expiresAt);
    await stopIfBarren(tx, account, query.killSwitch, now());
    await markBudgets(tx, now());
    const { facts, outcome, usd } = end;
    return { facts, outcome, usd, asked: true, refusedBy: null };
  });
}

type Started = { account: ProviderAccount; credentials: ProviderCredentials; lookupId: string };

/** Everything that can be said without asking, or the note that it is being asked. */
async function start(
  tx: Tx,
  query: Query,
  { now, durations }: LookUpDeps,
): Promise<Answered | Started> {
  const { provider, leadId } = query;
  const unasked = (outcome: string, facts: Fact[] = [], refusedBy: PaidPause | null = null) => {
    return { outcome, facts, refusedBy, usd: 0, asked: false };
  };
  await lockBudget(tx); // one question at a time begins, or two would ask the same
  await giveUpLookups(tx, new Date(now().getTime() - durations.leaseMs), now());
  const last = await lockLookup(tx, query, now());
  if (last) return unasked(last.state, last.facts);

  const account = (await listProviderAccounts(tx)).find(({ name }) => name === provider);
  const credentials = account ? await openProviderCredentials(tx, account.id) : null;
  if (!account || !credentials) return unasked("no_account");
  if (account.pausedAt) return unasked("paused");
  if (account.restUntil && account.restUntil > now()) return unasked("resting");

  const usd = Math.max(account.usdPerHit, account.usdPerMiss);
  const refusedBy = await budgetRefusal(tx, { leadId, usd }, now());
  if (refusedBy) return unasked("budget", [], refusedBy);
  const asked = { usd, askedAt: now(), expiresAt: new Date(now().getTime() + keptMs.unknown) };
  return { account, credentials, lookupId: await startLookup(tx, query, asked) };
}

/** What a reply is worth, what it cost, and until when it holds. */
function endOf(
  reply: Reply,
  { name, usdPerHit, usdPerMiss }: ProviderAccount,
  { domain, known }: Query,
  now: Date,
): Omit<LookupEnd, "ms"> {
  const until = (ms: number) => new Date(now.getTime() + ms);
  const failed = (outcome: string, ms: number) => {
    return { state: "failed" as const, outcome, usd: 0, facts: [], expiresAt: until(ms) };
  };
  switch (reply.kind) {
    case "record": {
      const about = { domain, provider: name, known, now };
      const { verdict, facts } = judgeRecord(reply.record, about);
      const state = verdict === "hit" ? "hit" : "miss";
      return { state, outcome: verdict, usd: usdPerHit, facts, expiresAt: until(keptMs[state]) };
    }
    case "miss": {
      const expiresAt = until(keptMs.miss);
      return { state: "miss", outcome: "miss", usd: usdPerMiss, facts: [], expiresAt };
    }
    case "lost": {
      const expiresAt = until(keptMs.unknown);
      return { state: "unknown", outcome: reply.why, usd: usdPerHit, facts: [], expiresAt };
    }
    case "pending":
      return failed("pending", PENDING_MS);
    case "wait":
      return failed("wait", reply.ms ?? FAILED_MS);
    case "refused":
      return failed(reply.why, 0); // asked again as soon as the account is put right
    case "failed":
      return failed(reply.why, FAILED_MS);
  }
}
