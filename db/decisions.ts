import { and, asc, desc, eq } from "drizzle-orm";
import type { Trace } from "../pipeline/assign/trace.ts";
import { Decision } from "../pipeline/score/decision.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { leadSeal } from "./lead-seal.ts";
import { decision, decisionPart, leadScore, routing } from "./schema.ts";

/** Stands for "the tenant's one product" until a tenant has several. */
const ONLY_PRODUCT = "00000000-0000-0000-0000-000000000000";

/**
 * Adds an opinion about a lead. Nothing is overwritten but the company's latest score, and that only
 * by one that counts: a provisional one is for showing.
 */
export async function addDecision(
  tx: Tx,
  about: { leadId: string; companyId: string },
  made: Decision,
  at: Date,
  { provisional = false } = {},
): Promise<string> {
  const id = newId();
  const { seal } = await leadSeal(tx, about.leadId);
  await tx.insert(decision).values({
    tenantId: tx.tenantId,
    id,
    leadId: about.leadId,
    score: made.score,
    label: made.label,
    reasonsText: seal(made.parts.map((part) => `${part.points} ${part.because}`).join("\n")),
    riskFlags: made.riskFlags,
    gate: made.gate,
    features: made.features,
    unknown: made.unknown,
    bars: made.bars,
    summary: seal(made.summary),
    nextAction: seal(made.nextAction),
    modelVersion: made.modelVersion,
    provisional,
    decidedAt: at,
  });
  if (made.parts.length > 0) {
    await tx.insert(decisionPart).values(
      made.parts.map((part, position) => ({
        tenantId: tx.tenantId,
        decisionId: id,
        position,
        ...part,
        because: seal(part.because),
      })),
    );
  }
  if (made.score !== null && !provisional) {
    const components = Object.fromEntries(
      made.bars.map((bar) => [bar.label.toLowerCase(), bar.points]),
    );
    await tx
      .insert(leadScore)
      .values({
        tenantId: tx.tenantId,
        companyId: about.companyId,
        productId: ONLY_PRODUCT,
        score: made.score,
        components,
        updatedAt: at,
      })
      .onConflictDoUpdate({
        target: [leadScore.tenantId, leadScore.companyId, leadScore.productId],
        set: { score: made.score, components, updatedAt: at },
      });
  }
  return id;
}

export type MadeDecision = Decision & { id: string; decidedAt: Date };

/** Opinions about a lead that count, newest first. */
export function listDecisions(tx: Tx, leadId: string, limit: number): Promise<MadeDecision[]> {
  return read(tx, leadId, limit, false);
}

/** Where a lead that is still being read is heading; undefined where nobody looked yet. */
export async function decisionSoFar(tx: Tx, leadId: string): Promise<MadeDecision | undefined> {
  return (await read(tx, leadId, 1, true))[0];
}

async function read(
  tx: Tx,
  leadId: string,
  limit: number,
  provisional: boolean,
): Promise<MadeDecision[]> {
  const rows = await tx
    .select()
    .from(decision)
    .where(
      and(
        eq(decision.tenantId, tx.tenantId),
        eq(decision.leadId, leadId),
        eq(decision.provisional, provisional),
      ),
    )
    .orderBy(desc(decision.decidedAt), desc(decision.id))
    .limit(limit);
  if (rows.length === 0) return [];
  const { open } = await leadSeal(tx, leadId);
  return Promise.all(
    rows.map(async (row) => {
      const stored = await tx
        .select()
        .from(decisionPart)
        .where(and(eq(decisionPart.tenantId, tx.tenantId), eq(decisionPart.decisionId, row.id)))
        .orderBy(asc(decisionPart.position));
      const parts = stored.map((part) => ({ ...part, because: open(part.because) }));
      const said = { summary: open(row.summary), nextAction: open(row.nextAction) };
      const made = Decision.parse({ ...row, ...said, parts });
      return { ...made, id: row.id, decidedAt: row.decidedAt };
    }),
  );
}

export async function addTrace(tx: Tx, leadId: string, trace: Trace, at: Date): Promise<void> {
  await tx.insert(routing).values({ tenantId: tx.tenantId, id: newId(), leadId, trace, at });
}

export async function latestTrace(
  tx: Tx,
  leadId: string,
): Promise<{ trace: Trace; at: Date } | undefined> {
  const [row] = await tx
    .select({ trace: routing.trace, at: routing.at })
    .from(routing)
    .where(and(eq(routing.tenantId, tx.tenantId), eq(routing.leadId, leadId)))
    .orderBy(desc(routing.at))
    .limit(1);
  return row;
}
