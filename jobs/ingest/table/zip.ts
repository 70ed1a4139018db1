import { createInflateRaw } from "node:zlib";
import { type TableLimits, TableRefused } from "./table.ts";

/** A file in a ZIP archive, still packed. */
export type ZipPart = { packed: Buffer; isDeflated: boolean; size: number };

const DIRECTORY_END = 0x06054b50;
const ENTRY = 0x02014b50;
const HEADER = 0x04034b50;
/** The end of the directory may have a comment behind it: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const DIRECTORY_END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const BEYOND_32_BITS = 0xffffffff;

/** Reads an archive's directory, and refuses one that would unpack to more than the limit before anything is unpacked. */
export function readZip(file: Buffer, { maxUnpackedBytes }: TableLimits): Map<string, ZipPart> {
  const parts = new Map<string, ZipPart>();
  try {
    const end = directoryEnd(file);
    let at = file.readUInt32LE(end + 16);
    for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
      const { name, part, next } = readEntry(file, at);
      parts.set(name.toLowerCase(), part);
      at = next;
    }
  } catch (error) {
    throw error instanceof TableRefused ? error : damaged();
  }
  const size = [...parts.values()].reduce((sum, part) => sum + part.size, 0);
  if (size <= maxUnpackedBytes) return parts;
  const limit = `${Math.floor(maxUnpackedBytes / 1e6)} MB`;
  throw new TableRefused(`The workbook unpacks to more than ${limit}. Save it as CSV.`);
}

/** What a part holds, in pieces. One that turns out larger than its directory says is refused. */
export async function* unpacked({ packed, isDeflated, size }: ZipPart): AsyncGenerator<Buffer> {
  if (!isDeflated) return yield packed;

  const inflate = createInflateRaw({ chunkSize: 65_536 });
  inflate.end(packed);
  let left = size;
  try {
    for await (const piece of inflate) {
      left -= piece.length;
      if (left < 0) throw damaged();
      yield piece;
    }
  } catch (error) {
    throw isBadData(error) ? damaged() : error;
  }
}

export function damaged(): TableRefused {
  return new TableRefused("The workbook is damaged. Open it, save it again and send that.");
}

function directoryEnd(file: Buffer): number {
  const last = file.length - DIRECTORY_END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (file.readUInt32LE(at) === DIRECTORY_END) return at;
  }
  throw damaged();
}

function readEntry(file: Buffer, at: number): { name: string; part: ZipPart; next: number } {
  if (file.readUInt32LE(at) !== ENTRY) throw damaged();
  const isEncrypted = (file.readUInt16LE(at + 8) & 1) === 1;
  if (isEncrypted) throw new TableRefused("The file is protected with a password. Remove it.");

  const method = file.readUInt16LE(at + 10);
  const packedSize = file.readUInt32LE(at + 20);
  const size = file.readUInt32LE(at + 24);
  const start = file.readUInt32LE(at + 42);
  if ((method !== 0 && method !== 8) || size === BEYOND_32_BITS) throw damaged();

  const nameEnd = at + 46 + file.readUInt16LE(at + 28);
  const next = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  if (file.readUInt32LE(start) !== HEADER) throw damaged();
  const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
  const packed = file.subarray(from, from + packedSize);
  if (method === 0 && packed.length !== size) throw damaged();
  return {
    name: file.toString("utf8", at + 46, nameEnd),
    part: { packed, isDeflated: method === 8, size },
    next,
  };
}

function isBadData(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
