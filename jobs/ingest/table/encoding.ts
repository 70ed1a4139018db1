import { isUtf8 } from "node:buffer";
import { analyse } from "chardet";
import { BLOCK_BYTES } from "./blocks.ts";

/** Names the encoding of the start of a text; undefined while it holds nothing but ASCII. */
export function encodingOf(head: Buffer): string | undefined {
  return marked(head) ?? unmarkedUtf16(head) ?? (isAscii(head) ? undefined : ofBytes(head));
}

function marked(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return undefined;
}

/** Spaces, separators and line ends are ASCII in every language: every such character has a zero byte, always on the same side. */
function unmarkedUtf16(head: Buffer): string | undefined {
  const zeros = [0, 0];
  const length = Math.min(head.length, 4_096);
  for (let at = 0; at < length; at++) {
    if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const few = Math.max(4, length / 10);
  if (odd > few && odd > even * 10) return "utf-16le";
  if (even > few && even > odd * 10) return "utf-16be";
  return undefined;
}

function isAscii(head: Buffer): boolean {
  return !/[\x80-\xff]/.test(head.toString("latin1"));
}

function ofBytes(head: Buffer): string {
  return isMostlyUtf8(head) ? "utf-8" : (ofAlphabet(head) ?? ofStatistics(head));
}

/** One bad byte in a UTF-8 file is a bad byte. A file in another encoding has hardly any good ones. */
function isMostlyUtf8(head: Buffer): boolean {
  if (isUtf8(head) || isUtf8(withoutCutCharacter(head))) return true;
  const text = head.toString("utf8");
  const bad = text.match(/\uFFFD/g)?.length ?? 0;
  const good = text.match(/[^\0-\x7f\uFFFD]/g)?.length ?? 0;
  return good >= bad;
}

/** Only a full block may end within a character: what is shorter is all there is. */
function withoutCutCharacter(head: Buffer): Buffer {
  if (head.length < BLOCK_BYTES) return head;
  const start = head.findLastIndex((byte) => byte < 0x80 || byte >= 0xc0);
  return head.subarray(0, start);
}

/**
 * Languages whose letters give them away where statistics over a few names do not: every letter
 * beyond ASCII is theirs, and one of them is nobody else's.
 */
const alphabets = [
  { encoding: "windows-1250", letters: /^[áéíóöőúüűÁÉÍÓÖŐÚÜŰ]*$/, sure: /[őŐ]/ },
  { encoding: "windows-1250", letters: /^[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]*$/, sure: /[łŁąś]/ },
  { encoding: "iso-8859-2", letters: /^[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]*$/, sure: /[łŁąś]/ },
  { encoding: "windows-1254", letters: /^[çğıöşüâÇĞİÖŞÜ]*$/, sure: /[ğışŞİ]/ },
];

function ofAlphabet(head: Buffer): string | undefined {
  return alphabets.find(({ encoding, letters, sure }) => {
    const beyond = new TextDecoder(encoding).decode(head).replace(/[\0-\x7f«»„“”‚‘’–—…°§€]/g, "");
    return letters.test(beyond) && sure.test(beyond);
  })?.encoding;
}

/** The web's names: what calls itself ISO-8859-1 is Windows' superset of it. */
const decodable: Readonly<Record<string, string>> = {
  "ISO-8859-1": "windows-1252",
  "windows-1252": "windows-1252",
  "ISO-8859-2": "iso-8859-2",
  "windows-1250": "windows-1250",
  "ISO-8859-5": "iso-8859-5",
  "windows-1251": "windows-1251",
  "KOI8-R": "koi8-r",
  "ISO-8859-7": "windows-1253",
  "windows-1253": "windows-1253",
  "ISO-8859-8": "windows-1255",
  "windows-1255": "windows-1255",
  "ISO-8859-9": "windows-1254",
  "windows-1254": "windows-1254",
  "windows-1257": "windows-1257",
  Shift_JIS: "shift_jis",
  "EUC-JP": "euc-jp",
  "EUC-KR": "euc-kr",
  GB18030: "gb18030",
  Big5: "big5",
};

function ofStatistics(head: Buffer): string {
  const known = analyse(head).find(({ name }) => name in decodable);
  return decodable[known?.name ?? ""] ?? "windows-1252";
}
