import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { NotFound } from "../pipeline/errors.ts";
import { Claim, Mail } from "../pipeline/outreach/mail.ts";
import type { LeadOutreach, WaitingApproval } from "../pipeline/outreach/outreach-view.ts";
import type { Tx } from "./client.ts";
import { mayWriteTo } from "./consent.ts";
import { newId } from "./ids.ts";
import type { LeadRow } from "./leads.ts";
import { contact, outreach, touch } from "./schema.ts";

const Content = z.object({ mail: Mail, claims: z.array(Claim) });
export type Content = z.infer<typeof Content>;

type Row = typeof outreach.$inferSelect;
/** A mail with its text opened; null once that was destroyed. */
export type Outreach = Omit<Row, "content" | "remark" | "dataKey"> & {
  content: Content | null;
  remark: string | null;
};

const mine = (tx: Tx, id: string) => and(eq(outreach.tenantId, tx.tenantId), eq(outreach.id, id));

export async function addOutreach(
  tx: Tx,
  draft: Pick<Row, "leadId" | "contactId" | "consentId" | "createdBy" | "surface" | "createdAt"> &
    Pick<Row, "asked" | "expiresAt">,
  content: Content,
): Promise<string> {
  const id = newId();
  const { wrapped: dataKey } = tx.vault.newDataKey();
  const key = await textKey(tx, { ...draft, dataKey });
  const sealed = key.seal(JSON.stringify(content));
  await tx
    .insert(outreach)
    .values({ tenantId: tx.tenantId, id, ...draft, dataKey, content: sealed });
  return id;
}

/** A mail, and nobody else can change it until the transaction ends. */
export async function lockOutreach(tx: Tx, id: string): Promise<Outreach> {
  const [row] = await tx.select().from(outreach).where(mine(tx, id)).for("update");
  if (!row) throw new NotFound("outreach", id);
  return opened(tx, row);
}

export async function findOutreach(tx: Tx, id: string): Promise<Outreach | undefined> {
  const [row] = await tx.select().from(outreach).where(mine(tx, id));
  return row && opened(tx, row);
}

/** The newest mail of a lead. */
export async function latestOutreach(tx: Tx, leadId: string): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(outreach)
    .where(and(eq(outreach.tenantId, tx.tenantId), eq(outreach.leadId, leadId)))
    .orderBy(desc(outreach.createdAt), desc(outreach.id))
    .limit(1);
  return row;
}

/** What a lead's card says about mail. */
export async function readLeadOutreach(tx: Tx, lead: LeadRow, now: Date): Promise<LeadOutreach> {
  if (lead.contactId === null) return { mayWrite: false, last: null };
  const { refusal } = await mayWriteTo(tx, lead, now);
  const row = await latestOutreach(tx, lead.id);
  const at = row && (row.endedAt ?? row.decidedAt ?? row.createdAt);
  return {
    mayWrite: refusal === null,
    last: row && at ? { state: row.state, at, sendsAt: row.sendsAt } : null,
  };
}

type Change = Partial<Omit<Row, "tenantId" | "id" | "revision" | "content" | "remark">> & {
  content?: Content;
  remark?: string | null;
};

/** Changes what a card could show. Texts are sealed with the mail's own key. */
export async function changeOutreach(
  tx: Tx,
  id: string,
  { content, remark, ...change }: Change,
): Promise<void> {
  const [row] = await tx
    .select({ contactId: outreach.contactId, dataKey: outreach.dataKey })
    .from(outreach)
    .where(mine(tx, id));
  if (!row) throw new NotFound("outreach", id);
  const key = await textKey(tx, row);
  await tx
    .update(outreach)
    .set({
      ...change,
      ...(content ? { content: key.seal(JSON.stringify(content)) } : {}),
      ...(remark === undefined ? {} : { remark: remark === null ? null : key.seal(remark) }),
      revision: sql`${outreach.revision} + 1`,
    })
    .where(mine(tx, id));
}

/** Mails that wait for a yes, the oldest first. */
export async function listWaitingApprovals(tx: Tx): Promise<WaitingApproval[]> {
  const { rows } = await tx.execute<Omit<WaitingApproval, "since"> & { since: string }>(sql`
    select o.id, c.name as company, p.name as author, o.created_at as since
    from outreach o
    join lead l on l.tenant_id = o.tenant_id and l.id = o.lead_id
    join company c on c.tenant_id = l.tenant_id and c.id = l.company_id
    join person p on p.tenant_id = o.tenant_id and p.id = o.created_by
    where o.tenant_id = ${tx.tenantId} and o.state = 'waiting' order by o.created_at limit 20`);
  return rows.map((row) => ({ ...row, since: new Date(row.since) }));
}

/** A mail that left is something that happened between us and the lead. */
export async function addSentTouch(
  tx: Tx,
  sent: { leadId: string; personId: string },
  at: Date,
): Promise<void> {
  await tx.insert(touch).values({ tenantId: tx.tenantId, id: newId(), kind: "sent", ...sent, at });
}

async function opened(tx: Tx, { content, remark, dataKey, ...row }: Row): Promise<Outreach> {
  const key = await textKey(tx, { ...row, dataKey });
  const text = key.open(content);
  return {
    ...row,
    content: text === null ? null : Content.parse(JSON.parse(text)),
    remark: key.open(remark),
  };
}

/** Seals a mail's texts under its person's key and its own: destroying either makes them unreadable. */
async function textKey(tx: Tx, mail: Pick<Row, "contactId" | "dataKey">) {
  const [row] = await tx
    .select({ dataKey: contact.dataKey })
    .from(contact)
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.id, mail.contactId)));
  const [outer, inner] = [tx.vault.dataKey(mail.dataKey), tx.vault.dataKey(row?.dataKey ?? null)];
  return {
    seal: (text: string) => outer.sealBytes(inner.sealBytes(Buffer.from(text))),
    open(sealed: Buffer | null) {
      const half = sealed && outer.openBytes(sealed);
      return half && half.length > 0 ? inner.open(half) : null;
    },
  };
}
