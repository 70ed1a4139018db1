import { addChunk } from "../../db/imports/chunks.ts";
import { addImport, changeImport, findImport, type Purpose } from "../../db/imports/imports.ts";
import type { Origin } from "../../db/schema.ts";
import { FileTooLarge, fileLimit } from "../../jobs/ingest/import/file-limit.ts";
import { forgetImport } from "../../jobs/ingest/import/forget-import.ts";
import { wantImportCard } from "../../jobs/ingest/import/import-notice.ts";
import { readImport } from "../../jobs/ingest/import/read-import.ts";
import { enqueue } from "../../jobs/job.ts";
import type { World } from "../../jobs/world.ts";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import type { IncomingFile } from "./request.ts";

/** Who sent a file, and where its card is wanted; without an origin it goes to their own messages. */
export type Sender = {
  tenantId: string;
  personId: string | null;
  origin: Origin | null;
  doorId: string | null;
};

/** What a door that asks beforehand was told. */
export type Said = { purpose?: Purpose; declaration?: string | null };

const PIECE_BYTES = 1024 * 1024;

/**
 * Takes a file in, piece by piece and sealed, and has it read; its card follows. Neither disk nor
 * memory ever holds the whole of it. Throws {@link FileTooLarge} where it is, and keeps nothing of
 * a file that breaks off.
 */
export async function takeFile(
  world: World,
  { tenantId, ...from }: Sender,
  file: IncomingFile,
  { purpose = "leads", declaration = null }: Said = {},
): Promise<{ importId: string; number: number }> {
  const { db, now } = world;
  const mostBytes = await db.inTenant(tenantId, (tx) => fileLimit(tx, from.doorId));
  if (file.size !== null && file.size > mostBytes) throw new FileTooLarge(mostBytes);
  const bytes = await file.read();

  const fileName = cleanLine(file.name.replace(/^.*[\\/]/, ""), 200) || "file";
  const { id, number, row } = await db.inTenant(tenantId, async (tx) => {
    const added = await addImport(tx, { ...from, fileName, purpose, declaration }, now());
    return { ...added, row: await findImport(tx, added.id) };
  });
  if (!row) throw new Error(`import ${id} vanished while it was written down`);
  try {
    let total = 0;
    let seq = 0;
    for await (const piece of inPieces(bytes)) {
      total += piece.length;
      if (total > mostBytes) throw new FileTooLarge(mostBytes);
      await db.inTenant(tenantId, (tx) => addChunk(tx, row, seq, piece));
      seq += 1;
    }
    await db.inTenant(tenantId, async (tx) => {
      await changeImport(tx, id, { state: "reading", bytes: total }, "arriving");
      await enqueue(tx, readImport, { tenantId, id });
      await wantImportCard(tx, world, row);
    });
  } catch (error) {
    await forgetImport(db, tenantId, id);
    throw error;
  }
  return { importId: id, number };
}

async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    for (let at = 0; at < part.length; ) {
      const taken = part.subarray(at, at + PIECE_BYTES - size);
      held.push(taken);
      size += taken.length;
      at += taken.length;
      if (size < PIECE_BYTES) continue;
      yield Buffer.concat(held);
      held = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.concat(held);
}
