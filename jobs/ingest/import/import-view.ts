import type { ImportView } from "../../../cards/import-card.ts";
import type { Tx } from "../../../db/client.ts";
import type { LeadImport } from "../../../db/imports/imports.ts";
import { listRows } from "../../../db/imports/rows.ts";
import { namesOfLeads } from "../../../db/imports/undo.ts";
import { listPeople } from "../../../db/people.ts";
import { LeadInput } from "../../../pipeline/ingest/lead-input.ts";

const SAMPLES = 3;
/** How long an import can be undone. */
const UNDO_MS = 24 * 3_600_000;

/** An import as its card shows it. */
export async function importView(tx: Tx, row: LeadImport): Promise<ImportView> {
  const people = await listPeople(tx);
  const name = (id: string | null) => people.find((one) => one.personId === id)?.name ?? null;
  const { id, number, revision, fileName, state, purpose, declaration, rowsRead, failure } = row;
  const { counts, skipped, createdAt } = row;
  return {
    ...{ id, number, revision, fileName, state, purpose, declaration, rowsRead, failure },
    ...{ counts, skipped, createdAt },
    columns: row.columns ?? [],
    mapping: row.mapping ?? {},
    unsure: unsureOf(row),
    samples: state === "waiting" ? await samplesOf(tx, id) : [],
    droppedBy: name(row.personId),
    approvedBy: name(row.approvedBy),
    undoUntil: undoUntil(row),
    kept: await keptOf(tx, row),
  };
}

/** Until when an import can be undone; null where it cannot. */
export function undoUntil({ state, endedAt }: Pick<LeadImport, "state" | "endedAt">): Date | null {
  return state === "done" && endedAt ? new Date(endedAt.getTime() + UNDO_MS) : null;
}

async function samplesOf(tx: Tx, importId: string): Promise<string[][]> {
  const rows = await listRows(tx, importId, ["create", "update"], 0, SAMPLES);
  return rows.map(({ normalised }) => {
    const { company, domain, website, name, email } = LeadInput.parse(JSON.parse(normalised));
    return [company, domain ?? website, name, email].map((cell) => cell ?? "");
  });
}

function unsureOf({ format, columns }: LeadImport): string[] {
  const unsure = format?.unsure;
  if (!Array.isArray(unsure)) return [];
  return unsure.flatMap((column) => (typeof column === "number" && columns?.[column]) || []);
}

async function keptOf(tx: Tx, { kept }: LeadImport): Promise<ImportView["kept"]> {
  const names = await namesOfLeads(
    tx,
    Object.values(kept).flatMap(({ leads }) => leads),
  );
  return Object.entries(kept).map(([reason, { count, leads }]) => ({
    reason,
    count,
    names: leads.flatMap((lead) => names.get(lead) ?? []),
  }));
}
