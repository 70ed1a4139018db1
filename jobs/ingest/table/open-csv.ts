import { BLOCK_BYTES } from "./blocks.ts";
import { decoded, decodedHead } from "./decode.ts";
import { encodingOf } from "./encoding.ts";
import type { Unframed } from "./frame-table.ts";
import { refuseOtherText } from "./refuse-kind.ts";
import { declaredSeparator, detectSeparator } from "./separator.ts";
import { rowSplitter } from "./split-rows.ts";
import type { TableRow } from "./table.ts";

/** Opens the text of a table: `head` is its first block, `rest` what follows. */
export function openCsv(head: Buffer, rest: AsyncGenerator<Buffer>, name: string): Unframed {
  const text = decodedHead(head);
  refuseOtherText(text, name);
  const declared = declaredSeparator(text);
  const separator = declared ?? detectSeparator(text);
  const skip = declared ? 1 : 0;
  const isWhole = head.length < BLOCK_BYTES;
  return {
    first: rowSplitter(separator)(text, isWhole).filter(({ line }) => line > skip),
    all: () => rowsOf(head, rest, separator, skip),
    close: async () => void (await rest.return(undefined)),
    format: { kind: "csv", encoding: encodingOf(head) ?? "utf-8", separator, sheet: null },
  };
}

async function* rowsOf(
  head: Buffer,
  rest: AsyncGenerator<Buffer>,
  separator: string,
  skip: number,
): AsyncGenerator<TableRow[]> {
  const split = rowSplitter(separator);
  for await (const text of decoded(headFirst(head, rest))) {
    const rows = split(text, false);
    yield skip > 0 ? rows.filter(({ line }) => line > skip) : rows;
  }
  yield split("", true);
}

async function* headFirst(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield head;
    yield* rest;
  } finally {
    await rest.return(undefined); // who stops at the first block lets go of the others too
  }
}
