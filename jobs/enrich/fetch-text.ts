import { TextDecoder } from "node:util";

/** Where a page must name its encoding to be heard. https://html.spec.whatwg.org/#charset */
const META_BYTES = 1_024;

/**
 * Decodes a page as browsers do: its byte order mark, else the header's charset, else the page's
 * own `<meta>`, else UTF-8 where that fits and Windows-1252 where it does not.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const decoder =
    markedDecoder(bytes) ??
    decoderFor(/charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1]) ??
    decoderFor(metaCharset(bytes));
  if (decoder) return decoder.decode(bytes);

  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function markedDecoder([first, second, third]: Uint8Array): TextDecoder | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder("utf-8");
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le");
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be");
  return null;
}

function decoderFor(label: string | undefined): TextDecoder | null {
  try {
    return label ? new TextDecoder(label) : null;
  } catch {
    return null; // a made-up name is no name
  }
}

function metaCharset(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, META_BYTES));
  const label = /<meta[^>]+charset\s*=\s*["']?\s*([^"'\s/>;]+)/i.exec(start)?.[1];
  return label?.toLowerCase().startsWith("utf-16") ? "utf-8" : label; // we just read it as ASCII
}
