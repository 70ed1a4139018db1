import { importWords } from "../../../cards/import-words.ts";
import type { Tx } from "../../../db/client.ts";
import { findSetting } from "../../../db/settings.ts";
import { doorNameOf } from "../../../db/tenants.ts";
import { UserError } from "../../../pipeline/errors.ts";
import { defaultFileLimits, FileLimits } from "../../../pipeline/ops/file-limits.ts";

const MB = 1024 * 1024;

export async function readFileLimits(tx: Tx): Promise<FileLimits> {
  return FileLimits.parse((await findSetting(tx, "files")) ?? defaultFileLimits);
}

/** The most bytes a file may have that comes through a door, or through a chat where that is null. */
export async function fileLimit(tx: Tx, doorId: string | null): Promise<number> {
  const { mostMb, doors } = await readFileLimits(tx);
  if (doorId === null || doors.length === 0) return mostMb * MB;
  const name = await doorNameOf(tx, doorId);
  const own = doors.find((door) => door.name === doorId || door.name === name);
  return (own?.mostMb ?? mostMb) * MB;
}

/** A file larger than its door takes: nothing of it is kept. */
export class FileTooLarge extends UserError {
  constructor(mostBytes: number) {
    super(importWords.tooLarge(Math.floor(mostBytes / MB)));
  }
}
