import type { Logger } from "pino";
import { ensureEmbeddedPg } from "../db/embedded.ts";

/** How often we look whether the embedded PostgreSQL lives. */
const WATCH_MS = 2_000;

/** Remembers how to take down what was brought up. */
export type CloseLater = (what: string, close: () => Promise<unknown>) => void;

/** Starts the embedded PostgreSQL, and again on its port whenever somebody killed it. */
export async function keepEmbedded(
  dataDir: string,
  log: Logger,
  closeLater: CloseLater,
): Promise<string> {
  let server = await ensureEmbeddedPg({ dataDir });
  let restarting: Promise<void> | undefined;
  const restart = async () => {
    log.error("PostgreSQL is gone; starting it again");
    server = await ensureEmbeddedPg({ dataDir });
  };
  const watch = setInterval(() => {
    if (restarting || isRunning(server.pid)) return;
    restarting = restart()
      .catch((error: unknown) => log.error({ err: error }, "PostgreSQL did not start"))
      .finally(() => {
        restarting = undefined;
      });
  }, WATCH_MS);
  closeLater("embedded PostgreSQL", async () => {
    clearInterval(watch);
    await restarting;
    await server.stop();
  });
  return server.url;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
