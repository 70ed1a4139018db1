import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { migrate, migrationsFolder } from "../migrate.ts";

const Journal = z.looseObject({
  entries: z.array(z.looseObject({ when: z.number(), tag: z.string() })),
});

/** Migrates as a Baton would that ended with the migration made at `last`. */
export async function migrateUpTo(url: string, last: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "baton-migrations-"));
  try {
    const journal = Journal.parse(
      JSON.parse(readFileSync(join(migrationsFolder, journalFile), "utf8")),
    );
    const entries = journal.entries.filter(({ when }) => when <= last);
    for (const { tag } of entries) {
      cpSync(join(migrationsFolder, `${tag}.sql`), join(folder, `${tag}.sql`));
    }
    mkdirSync(join(folder, "meta"));
    writeFileSync(join(folder, journalFile), JSON.stringify({ ...journal, entries }));
    await migrate(url, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const journalFile = "meta/_journal.json";
