import { TextDecoder } from "node:util";

/** How a file of the corpus is written. */
export type Manner = {
  encoding: string;
  separator: string;
  lineEnd: string;
  quoting: "needed" | "all";
  /** Lines above the header. */
  preamble: string[];
  endsWithLine: boolean;
  blankLines: boolean;
};

export const plainManner: Manner = {
  encoding: "utf-8",
  separator: ",",
  lineEnd: "\n",
  quoting: "needed",
  preamble: [],
  endsWithLine: true,
  blankLines: false,
};

/** A table as a file, byte for byte as some program would write it. */
export function writeTable(rows: readonly string[][], manner: Manner): Buffer {
  const { separator, lineEnd, quoting, preamble, endsWithLine, blankLines } = manner;
  const quoted = (cell: string) =>
    quoting === "all" || /["\r\n]/.test(cell) || cell.includes(separator)
      ? `"${cell.replaceAll('"', '""').replaceAll("\n", lineEnd)}"`
      : cell;
  const lines = rows.map((row) => row.map(quoted).join(separator));
  const body = blankLines ? lines.flatMap((line) => [line, ""]) : lines;
  return encode(
    [...preamble, ...body].join(lineEnd) + (endsWithLine ? lineEnd : ""),
    manner.encoding,
  );
}

/** Text as bytes: `utf-16le+bom` begins with its mark. */
export function encode(text: string, name: string): Buffer {
  const encoding = name.replace("+bom", "");
  const marked = name.endsWith("+bom") ? `\uFEFF${text}` : text;
  if (encoding === "utf-8") return Buffer.from(marked, "utf8");
  if (encoding === "utf-16le") return Buffer.from(marked, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(marked, "utf16le").swap16();
  const bytes = byteOf(encoding);
  return Buffer.from(
    [...text].map((letter) => {
      const byte = bytes.get(letter);
      if (byte === undefined) throw new Error(`${encoding} has no ${letter}`);
      return byte;
    }),
  );
}

const tables = new Map<string, Map<string, number>>();

function byteOf(encoding: string): Map<string, number> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const table = new Map(all.map((byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  tables.set(encoding, table);
  return table;
}

/** Bytes as they come over a network: in pieces of a size. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
