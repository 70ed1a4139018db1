import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { draft } from "./schema.ts";

const LIFE_MS = 86_400_000;

/** Keeps what a person is about to do until they confirm; a day later it is gone. */
export async function saveDraft(
  tx: Tx,
  kind: string,
  personId: string,
  body: unknown,
  now: Date,
): Promise<string> {
  const key = tx.vault.newDataKey();
  const id = newId();
  const sealed = key.sealBytes(Buffer.from(JSON.stringify(body)));
  const expiresAt = new Date(now.getTime() + LIFE_MS);
  await tx.insert(draft).values({
    tenantId: tx.tenantId,
    id,
    kind,
    personId,
    dataKey: key.wrapped,
    body: sealed,
    expiresAt,
  });
  return id;
}

/** Takes a draft, so that confirming twice does it once. Undefined when it is gone or somebody else's. */
export async function takeDraft(
  tx: Tx,
  id: string,
  kind: string,
  personId: string,
  now: Date,
): Promise<unknown> {
  const [row] = await tx
    .delete(draft)
    .where(isDraft(tx, id, kind, personId, now))
    .returning({ dataKey: draft.dataKey, body: draft.body });
  return opened(tx, row);
}

/** Looks at a draft and leaves it. */
export async function readDraft(
  tx: Tx,
  id: string,
  kind: string,
  personId: string,
  now: Date,
): Promise<unknown> {
  const [row] = await tx
    .select({ dataKey: draft.dataKey, body: draft.body })
    .from(draft)
    .where(isDraft(tx, id, kind, personId, now));
  return opened(tx, row);
}

function isDraft(tx: Tx, id: string, kind: string, personId: string, now: Date) {
  return and(
    eq(draft.tenantId, tx.tenantId),
    eq(draft.id, id),
    eq(draft.kind, kind),
    eq(draft.personId, personId),
    gt(draft.expiresAt, now),
  );
}

function opened(tx: Tx, row: { dataKey: Buffer; body: Buffer } | undefined): unknown {
  const text = row && tx.vault.dataKey(row.dataKey).open(row.body);
  return text ? JSON.parse(text) : undefined;
}
