import { availableParallelism } from "node:os";
import { setImmediate as breathe } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type Db, tenantKeyOf } from "../../../db/client.ts";
import { copyText, type ReadRow } from "../../../db/imports/stage.ts";
import type { Mapping } from "../../../pipeline/ingest/columns/fields.ts";
import type { TableRow } from "../table/table.ts";
import { rowSealer } from "./seal-row.ts";

/** Reads and seals rows, so that they can be staged as they are. */
export type Sealer = {
  seal: (rows: TableRow[]) => Promise<Uint8Array>;
  /** So many calls are worked on at once. */
  atOnce: number;
  close: () => Promise<unknown>;
};

/** What a thread is told when it starts. */
export type SealOrder = { key: Uint8Array; header: readonly string[]; mapping: Mapping };

/** Starting threads takes longer than sealing what is in a smaller file. */
const THREADS_FROM_BYTES = 1024 * 1024;
const MOST_THREADS = 3;
/** What a row leaves behind is garbage at once: with more room, a thread would only collect later. */
const ROOM = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 128 };
/** So many rows are sealed before others get a word in: a few milliseconds. */
const ROWS_BETWEEN_BREATHS = 20;

/**
 * A sealer for the rows of one file. Sealing is most of what reading a file takes; large files have
 * threads of their own for it, so that it is done sooner and whoever asks this process for
 * something meanwhile is not kept waiting.
 */
export async function openSealer(
  db: Db,
  tenantId: string,
  { bytes, ...table }: { bytes: number; header: readonly string[]; mapping: Mapping },
): Promise<Sealer> {
  if (bytes < THREADS_FROM_BYTES) {
    const seal = rowSealer(await db.vault(tenantId), table.header, table.mapping);
    return { seal: (rows) => sealHere(rows, seal), atOnce: 1, close: () => Promise.resolve() };
  }
  const key = await tenantKeyOf(db, tenantId);
  const count = Math.min(MOST_THREADS, availableParallelism());
  const threads = Array.from({ length: count }, () => startThread({ key, ...table }));
  let turn = 0;
  return {
    seal(rows) {
      turn = (turn + 1) % count;
      return threads[turn]?.seal(rows) ?? Promise.reject(new Error("there are no threads"));
    },
    atOnce: count,
    close: () => Promise.all(threads.map(({ stop }) => stop())),
  };
}

async function sealHere(
  rows: readonly TableRow[],
  seal: (row: TableRow) => ReadRow,
): Promise<Uint8Array> {
  const sealed: ReadRow[] = [];
  for (const row of rows) {
    sealed.push(seal(row));
    if (sealed.length % ROWS_BETWEEN_BREATHS === 0) await breathe();
  }
  return copyText(sealed);
}

/** A thread answers in the order it was asked; when it dies, so does whatever it was asked. */
function startThread(order: SealOrder) {
  const script = new URL("./seal-thread.ts", import.meta.url);
  const thread = new Worker(script, { workerData: order, resourceLimits: ROOM });
  const asked: PromiseWithResolvers<Uint8Array>[] = [];
  thread.on("message", (text: Uint8Array) => asked.shift()?.resolve(text));
  thread.on("error", (error) => {
    for (const { reject } of asked.splice(0)) reject(error);
  });
  return {
    seal(rows: TableRow[]): Promise<Uint8Array> {
      const answer = Promise.withResolvers<Uint8Array>();
      asked.push(answer);
      thread.postMessage(rows);
      return answer.promise;
    },
    stop: () => thread.terminate(),
  };
}
