import assert from "node:assert/strict";
import type { IncomingFile } from "../../../../bot/handlers/request.ts";
import type { Card } from "../../../../cards/card.ts";
import { toText } from "../../../../cards/to-text.ts";
import type { Db } from "../../../../db/client.ts";
import { findImportByNumber, type LeadImport } from "../../../../db/imports/imports.ts";
import { runImport } from "../../../../jobs/ingest/import/run-import.ts";
import type { Desk, Name } from "../../../bot/handlers/desk.ts";
import { workOff } from "../../../support/queue.ts";
import type { Sent } from "../../../support/world.ts";

/** A file as a chat hands it over, in pieces of a few bytes. */
export function fileOf(name: string, text: string, pieceBytes = 1_000): IncomingFile {
  const bytes = Buffer.from(text);
  return {
    name,
    contentType: "text/csv",
    size: bytes.length,
    read: () => Promise.resolve(pieces(bytes, pieceBytes)),
  };
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Somebody drops a file into the channel, and it is read; returns the import's id. */
export async function drop(desk: Desk, name: Name, text: string, file = "leads-nov.csv") {
  await desk.handlers.file(desk.as(name, null), fileOf(file, text));
  await workOff(desk.world);
  return (await newest(desk)).id;
}

/** The import of a number, or the newest one. */
export async function newest({ world, tenantId }: Desk, number?: number): Promise<LeadImport> {
  const row = await world.db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ n: number }>(
      "select max(number) as n from lead_import",
    );
    return findImportByNumber(tx, number ?? rows[0]?.n ?? 0);
  });
  assert.ok(row, "there is no such import");
  return row;
}

/** Somebody says yes to an import. */
export function approve(
  desk: Desk,
  name: Name,
  importId: string,
  values: Record<string, string> = { declaration: "website_or_event", purpose: "leads" },
) {
  return desk.handlers.submit(desk.as(name, "m1"), {
    verb: "import_approve",
    args: { import: importId },
    values,
  });
}

export function pressOn(desk: Desk, name: Name, verb: string, importId: string) {
  return desk.handlers.press(desk.as(name, "m1"), { verb, args: { import: importId }, version: 1 });
}

/** Drops a file, says yes, and works until all its lines are settled. */
export async function importAll(desk: Desk, name: Name, text: string): Promise<string> {
  const id = await drop(desk, name, text);
  await approve(desk, name, id);
  await finish(desk, id);
  return id;
}

/** Works on an import that was approved until it is done, without the waits in between. */
export async function finish(desk: Desk, id: string): Promise<void> {
  const { world, tenantId } = desk;
  await workOff(world); // hands the lines on
  await workOff(world); // takes them in
  await runImport.run({ tenantId, id }, world);
  await workOff(world); // cards and files
}

/** What the card of the import says, wherever it stands. */
export function lastCard(sent: readonly Sent[]): Card {
  const cards = sent.filter(({ card }) => card.id.startsWith("import:"));
  const card = cards.at(-1)?.card;
  assert.ok(card, "no card of an import was posted");
  return card;
}

export function lastText(sent: readonly Sent[]): string {
  return toText(lastCard(sent));
}

/** How many rows a table of the tenant has. */
export async function countOf(
  { world, tenantId }: { world: { db: Db }; tenantId: string },
  table: string,
): Promise<number> {
  return world.db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ n: number }>(
      `select count(*)::int as n from "${table}"`,
    );
    return rows[0]?.n ?? 0;
  });
}
