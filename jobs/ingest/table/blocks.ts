import { TableRefused } from "./table.ts";

/** Enough of a file to tell what it is and how it is written. */
export const BLOCK_BYTES = 256 * 1024;

/**
 * A stream in blocks of at least {@link BLOCK_BYTES}, the last one excepted, so that whoever reads
 * the first block has seen the start of the file however it came.
 */
export async function* inBlocks(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let total = 0;
  for await (const piece of bytes) {
    total += piece.length;
    if (total > maxBytes) throw tooLarge(maxBytes);
    waiting.push(piece);
    size += piece.length;
    if (size < BLOCK_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

function tooLarge(maxBytes: number): TableRefused {
  const limit = maxBytes >= 1e6 ? `${Math.floor(maxBytes / 1e6)} MB` : `${maxBytes} bytes`;
  return new TableRefused(`The file is larger than ${limit}. Split it and send the parts.`);
}
