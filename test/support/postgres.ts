import { globSync, mkdirSync, rmSync } from "node:fs";
import { ensureEmbeddedPg } from "../../db/embedded.ts";

const folders = ".data/test-";

/** The server the suite runs on: that of `TEST_DATABASE_URL`, or a fast and forgetful one of its own. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };

  forgetOldRuns();
  const dataDir = `${folders}${process.pid}`;
  mkdirSync(dataDir, { recursive: true });
  const server = await ensureEmbeddedPg({ dataDir, durable: false, dieWithUs: true });
  return {
    url: server.url,
    async stop() {
      await server.stop({ force: true });
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** A suite that was killed could not clean up after itself. */
function forgetOldRuns(): void {
  for (const folder of globSync(`${folders}*`)) {
    if (!isRunning(Number(folder.slice(folders.length)))) rmSync(folder, { recursive: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
