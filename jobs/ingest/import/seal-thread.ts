import { parentPort, workerData } from "node:worker_threads";
import { copyText } from "../../../db/imports/stage.ts";
import { vaultOf } from "../../../db/vault.ts";
import type { TableRow } from "../table/table.ts";
import { rowSealer } from "./seal-row.ts";
import type { SealOrder } from "./sealer.ts";

/* A thread of its own for reading and sealing rows: sealer.ts starts it. */

const { key, header, mapping } = workerData as SealOrder; // of this very process
const seal = rowSealer(vaultOf(Buffer.from(key)), header, mapping);

parentPort?.on("message", (rows: TableRow[]) => {
  const text = copyText(rows.map(seal));
  parentPort?.postMessage(text, [text.buffer]);
});
