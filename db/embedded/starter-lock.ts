import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs `work` while no other process starts the same cluster.
 *
 * The lock is a name in the kernel, which forgets it with its process: unlike a lock file it can
 * never be stale. Only Linux has such names; elsewhere PostgreSQL's own lock file decides.
 */
export async function asOnlyStarter<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.platform !== "linux") return work();

  const name = `\0baton-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`;
  const lock = await claim(name);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function claim(name: string) {
  for (;;) {
    const lock = createServer((stranger) => stranger.destroy());
    lock.listen(name);
    try {
      await once(lock, "listening");
      return lock;
    } catch (error) {
      if (!isTaken(error)) throw error;
      await sleep(20);
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
