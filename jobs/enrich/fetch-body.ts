import { PassThrough, type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Refusal } from "./fetch-refusal.ts";

export type Caps = {
  /** What may come over the wire. */
  wireBytes: number;
  /** What it may unpack to. */
  bodyBytes: number;
  /** Keeps what was read when a cap is hit, instead of refusing the whole. */
  cut: boolean;
};

export const acceptEncoding = "gzip, br, deflate";

/** Reads and unpacks a body, counting while it streams: a bomb never gets to explode. */
export async function readBody(
  body: Readable,
  encoding: string,
  caps: Caps,
  onWire: (bytes: number) => void,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    await pipeline(
      body,
      meter(caps.wireBytes, onWire),
      unpacker(encoding),
      meter(caps.bodyBytes, () => {}),
      async (source: AsyncIterable<Buffer>) => {
        for await (const chunk of source) chunks.push(chunk);
      },
    );
  } catch (error) {
    const tooLarge = error instanceof Refusal && error.failure === "too_large";
    if (!tooLarge || !caps.cut) throw error;
  }
  return Buffer.concat(chunks);
}

export function tooLarge(limit: number): Refusal {
  return new Refusal("too_large", `the page is larger than ${limit / 1_000_000} MB`);
}

function meter(limit: number, onBytes: (bytes: number) => void): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      total += chunk.length;
      onBytes(chunk.length);
      if (total > limit) callback(tooLarge(limit));
      else callback(null, chunk);
    },
  });
}

/** Pages that end in the middle of their compression are common; what came is used, as browsers do. */
function unpacker(encoding: string): Transform {
  switch (encoding.trim().toLowerCase()) {
    case "":
    case "identity":
      return new PassThrough();
    case "gzip":
    case "x-gzip":
      return createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    case "deflate":
      return createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
    case "br":
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      throw new Refusal("not_html", "it is packed in a way we did not ask for");
  }
}
