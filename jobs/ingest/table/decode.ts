import { TextDecoder } from "node:util";
import { encodingOf } from "./encoding.ts";

/**
 * The text of a file, piece by piece. Its line ends become `\n`, whatever they were, and zero
 * bytes go. The encoding is settled by the first block that holds more than ASCII.
 */
export async function* decoded(blocks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let pending = "";
  for await (const block of blocks) {
    decoder ??= decoderOf(block);
    const text = pending + (decoder?.decode(block, { stream: true }) ?? block.toString("latin1"));
    pending = text.endsWith("\r") ? "\r" : ""; // its line feed may be in the next block
    yield plain(pending ? text.slice(0, -1) : text);
  }
  yield plain(pending + (decoder?.decode() ?? ""));
}

/** The start of a file as {@link decoded} would read it. */
export function decodedHead(block: Buffer): string {
  const text = new TextDecoder(encodingOf(block) ?? "utf-8").decode(block, { stream: true });
  return plain(text);
}

function decoderOf(block: Buffer): TextDecoder | undefined {
  const encoding = encodingOf(block);
  return encoding ? new TextDecoder(encoding) : undefined;
}

function plain(text: string): string {
  const joined = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  return joined.includes("\0") ? joined.replaceAll("\0", "") : joined;
}
