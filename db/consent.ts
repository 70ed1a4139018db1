import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import {
  type Basis,
  type Given,
  permissionToWrite,
  type Refusal,
  type Stated,
} from "../pipeline/outreach/consent.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { knownStanding } from "./known-standing.ts";
import type { LeadRow } from "./leads.ts";
import { mergedInto, rootOf } from "./merges.ts";
import { consent, contact, lead } from "./schema.ts";
import { isSuppressed } from "./suppression.ts";

const Evidence = z.object({ quote: z.string(), pageUrl: z.string().nullable() });
type Evidence = z.infer<typeof Evidence>;

/** Keeps what a person said about being written to. A no takes back every earlier yes. */
export async function noteConsent(
  tx: Tx,
  stated: Stated,
  said: { contactId: string; sourceEventId: string; pageUrl: string | null; at: Date },
): Promise<void> {
  const { contactId, sourceEventId, pageUrl, at } = said;
  if (stated.kind === "refused") return withdrawConsents(tx, contactId, at);
  const key = await contactKey(tx, contactId);
  const evidence: Evidence = { quote: stated.quote, pageUrl };
  await tx
    .insert(consent)
    .values({
      tenantId: tx.tenantId,
      id: newId(),
      contactId,
      basis: stated.kind,
      sourceEventId,
      evidence: key.sealBytes(Buffer.from(JSON.stringify(evidence))),
      at,
    })
    .onConflictDoNothing();
}

/**
 * Takes back everything a person allowed, by whichever address; waits for a mail that is on its way
 * to them just now.
 */
async function withdrawConsents(tx: Tx, contactId: string, at: Date): Promise<void> {
  const root = await rootOf(tx, "contact", contactId);
  await tx
    .update(consent)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(consent.tenantId, tx.tenantId),
        sql`${consent.contactId} in ${mergedInto(tx, "contact", root)}`,
        isNull(consent.withdrawnAt),
      ),
    );
}

/** One basis with its proof; undefined when its person was erased. */
export async function readConsent(
  tx: Tx,
  id: string,
): Promise<{ kind: Basis; at: Date; evidence: Evidence | null } | undefined> {
  const [row] = await tx
    .select({ consent, dataKey: contact.dataKey })
    .from(consent)
    .innerJoin(
      contact,
      and(eq(contact.tenantId, consent.tenantId), eq(contact.id, consent.contactId)),
    )
    .where(and(eq(consent.tenantId, tx.tenantId), eq(consent.id, id)));
  if (!row) return undefined;
  const text = tx.vault.dataKey(row.dataKey).open(row.consent.evidence);
  const evidence = text === null ? null : Evidence.parse(JSON.parse(text));
  return { kind: row.consent.basis, at: row.consent.at, evidence };
}

/** Whom a lead's mail goes to. */
type Recipient = { contactId: string; name: string | null; address: string };

export type Permission =
  | { refusal: Refusal }
  | { refusal: null; consentId: string; basis: Basis; to: Recipient };

type About = Pick<
  LeadRow,
  "id" | "companyId" | "mergedInto" | "flags" | "state" | "closedAs" | "contactId"
>;

/** Whether a lead's person may be written to now, and why not. `except` is a mail that asks about itself. */
export async function mayWriteTo(
  tx: Tx,
  lead: About,
  now: Date,
  except: string | null = null,
): Promise<Permission> {
  const to = await recipientOf(tx, lead.contactId);
  const verdict = permissionToWrite({
    state: lead.state,
    closed: lead.closedAs !== null || lead.mergedInto !== null, // the whole lead speaks with them
    known: await isKnown(tx, lead),
    hasAddress: to !== undefined,
    suppressed: to !== undefined && (await isSilenced(tx, to)),
    given: lead.contactId === null ? [] : await listGiven(tx, lead.contactId, except),
    now,
  });
  if ("refusal" in verdict) return verdict;
  if (!to) throw new Error("permission to write to nobody");
  const { index: _, ...recipient } = to;
  const { id: consentId, basis } = verdict.basis;
  return { refusal: null, consentId, basis, to: recipient };
}

/**
 * The same, and it stays true until the transaction ends: whoever opts out, withdraws or closes
 * the lead meanwhile waits for it.
 */
export async function holdPermission(
  tx: Tx,
  leadId: string,
  now: Date,
  except: string,
): Promise<Permission> {
  const [row] = await tx
    .select()
    .from(lead)
    .where(and(eq(lead.tenantId, tx.tenantId), eq(lead.id, leadId)))
    .for("share");
  if (!row?.contactId) return { refusal: "no_address" };
  const to = await recipientOf(tx, row.contactId);
  const lock = `${tx.tenantId}:mail:${to?.index.toString("hex")}`; // as registry.wait_for_mail() spells it
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${lock}, 0))`);
  await tx
    .select({ id: consent.id })
    .from(consent)
    .where(and(eq(consent.tenantId, tx.tenantId), eq(consent.contactId, row.contactId)))
    .for("share");
  return mayWriteTo(tx, row, now, except);
}

/** Whether any address of that person asked not to be contacted. */
async function isSilenced(tx: Tx, { contactId }: Recipient): Promise<boolean> {
  const root = await rootOf(tx, "contact", contactId);
  const rows = await tx
    .select({ index: contact.emailIndex })
    .from(contact)
    .where(
      and(
        eq(contact.tenantId, tx.tenantId),
        sql`${contact.id} in ${mergedInto(tx, "contact", root)}`,
      ),
    );
  for (const { index } of rows) if (index && (await isSuppressed(tx, "email", index))) return true;
  return false;
}

/** Customers, open deals … are others' to write to, unless somebody overruled that. */
async function isKnown(tx: Tx, { id, companyId, flags }: About): Promise<boolean> {
  if (flags.includes("gate_overruled")) return false;
  return (await knownStanding(tx, companyId, { besides: id })).account !== undefined;
}

async function recipientOf(
  tx: Tx,
  contactId: string | null,
): Promise<(Recipient & { index: Buffer }) | undefined> {
  if (contactId === null) return undefined;
  const [row] = await tx
    .select()
    .from(contact)
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.id, contactId)));
  if (!row?.emailIndex) return undefined;
  const key = tx.vault.dataKey(row.dataKey);
  const address = key.open(row.email);
  if (address === null) return undefined;
  return { contactId, name: key.open(row.name), address, index: row.emailIndex };
}

async function listGiven(tx: Tx, contactId: string, except: string | null): Promise<Given[]> {
  const { rows } = await tx.execute<
    Omit<Given, "at" | "withdrawnAt"> & { at: string; withdrawnAt: string | null }
  >(sql`
    select c.id, c.basis, c.at, c.withdrawn_at as "withdrawnAt",
      exists (select from outreach o where o.tenant_id = c.tenant_id and o.consent_id = c.id
        and o.state in ('sending', 'sent', 'unknown') and o.id is distinct from ${except}::uuid) as used
    from consent c where c.tenant_id = ${tx.tenantId} and c.contact_id = ${contactId}::uuid
    order by c.at desc`);
  return rows.map(({ at, withdrawnAt, ...row }) => ({
    ...row,
    at: new Date(at),
    withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt),
  }));
}

async function contactKey(tx: Tx, contactId: string) {
  const [row] = await tx
    .select({ dataKey: contact.dataKey })
    .from(contact)
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.id, contactId)));
  return tx.vault.dataKey(row?.dataKey ?? null);
}
