import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { UserError } from "../../pipeline/errors.ts";

/*
 * A backup file is gzip of lines of JSON. The last line signs all others with a key made from
 * BATON_KEY, so that a file that was cut, changed or made elsewhere is never taken for a backup.
 */

const NEWLINE = 10;

export function backupKey(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", masterKey, "", "baton backup", 32));
}

/** What the first line says, so that a wrong key is known before anything is read. */
export function keyCheck(key: Buffer): string {
  return createHmac("sha256", key).update("key check").digest("hex");
}

/** Writes a file that is there whole or not at all, for its owner's eyes only. */
export async function writeLines(
  file: string,
  key: Buffer,
  lines: AsyncIterable<unknown>,
): Promise<void> {
  const draft = `${file}.${process.pid}.draft`;
  try {
    const target = createWriteStream(draft, { mode: 0o600, flags: "wx", flush: true });
    await pipeline(signed(lines, key), createGzip(), target);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function* signed(lines: AsyncIterable<unknown>, key: Buffer) {
  const mac = createHmac("sha256", key);
  for await (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    mac.update(text);
    yield text;
  }
  yield `${JSON.stringify({ mac: mac.digest("hex") })}\n`;
}

/**
 * The lines of a backup but the last. `keyFor` names the key once the first line was read. The
 * signature is checked at the very end: commit nothing before this is through.
 */
export async function* readLines(
  file: string,
  keyFor: (first: unknown) => Buffer,
): AsyncGenerator<unknown> {
  let mac: ReturnType<typeof createHmac> | undefined;
  let previous: Buffer | undefined;
  for await (const line of split(unpacked(file))) {
    if (previous) {
      const value = parse(previous);
      mac ??= createHmac("sha256", keyFor(value));
      mac.update(previous);
      yield value;
    }
    previous = line;
  }
  const last = previous && parse(previous);
  const told = typeof last === "object" && last && "mac" in last ? String(last.mac) : "";
  const [said, right] = [Buffer.from(told, "hex"), mac?.digest() ?? Buffer.alloc(0)];
  if (said.length === 0 || said.length !== right.length || !timingSafeEqual(said, right)) {
    throw damaged("its signature does not fit");
  }
}

/** Lines with their line feed. Node's readline would also break at U+2028, which people type. */
async function* split(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, end + 1)]);
      parts = [];
      from = end + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const packed = source.pipe(createGunzip());
  source.once("error", (error) => packed.destroy(error));
  try {
    yield* packed;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT") throw new UserError(`There is no file ${file}.`);
    if (code.startsWith("Z_")) throw damaged(code === "Z_BUF_ERROR" ? "it ends too early" : code);
    throw new UserError(`${file} cannot be read (${code}).`, { cause: error });
  } finally {
    source.destroy();
  }
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString("utf8"));
  } catch {
    throw damaged("a line is no JSON");
  }
}

export function damaged(why: string): UserError {
  return new UserError(`This is no whole backup: ${why}. Nothing was restored; take another copy.`);
}
