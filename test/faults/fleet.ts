import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { WorkerOrder } from "./worker-order.ts";

/** Worker processes that are started, killed and stopped as an experiment wants. */
export type Fleet = {
  /** Starts one, and waits until it works. */
  launch: (own?: Partial<WorkerOrder>) => Promise<ChildProcess>;
  close: () => Promise<void>;
};

const script = fileURLToPath(new URL("worker.ts", import.meta.url));

export function openFleet(order: WorkerOrder): Fleet {
  const children = new Set<ChildProcess>();
  return {
    async launch(own = {}) {
      const child = fork(script, [JSON.stringify({ ...order, ...own })], {
        env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: "node_modules/.cache/compile" },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      children.add(child);
      child.once("exit", () => children.delete(child));
      const ended = once(child, "exit").then(([code, signal]) => {
        throw new Error(`a worker ended with ${code ?? signal} before it worked`);
      });
      await Promise.race([once(child, "message"), ended]);
      ended.catch(() => {});
      return child;
    },
    async close() {
      await Promise.all([...children].map((child) => end(child, "SIGKILL")));
    },
  };
}

/** Sends a signal and waits until the process is gone; throws when it takes its time. */
export async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
  patienceMs = 60_000,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit", { signal: AbortSignal.timeout(patienceMs) });
  child.kill(signal);
  await gone;
}
