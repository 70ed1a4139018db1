import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import type { Context } from "hono";
import type { Knock } from "../../pipeline/ingest/doors/door.ts";
import { readBody } from "./body.ts";

type Refusal = { status: 400 | 413 | 415; why: string };

/** How a body may have been packed for its journey. What it says is signed unpacked. */
const unpackers: Record<
  string,
  (body: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>
> = { gzip: promisify(gunzip), "x-gzip": promisify(gunzip), deflate: promisify(inflate) };

/** A request as a profile sees it, or why it cannot be looked at. No body is ever larger than `maxBytes`. */
export async function knockOf(
  c: Context,
  at: { publicUrl: string; nowMs: number; maxBytes: number },
): Promise<Knock | Refusal> {
  const { publicUrl, nowMs, maxBytes } = at;
  const packed = await readBody(c.req.raw, maxBytes);
  if (packed === "too_large") return tooLarge(maxBytes);
  const body = await unpack(packed, c.req.header("content-encoding"), maxBytes);
  if (!Buffer.isBuffer(body)) return body;
  return {
    method: c.req.method,
    url: publicUrl + calledPath(c),
    pathSecret: c.req.param("secret") ?? null,
    header: (name) => c.req.header(name) ?? null,
    body,
    nowMs,
  };
}

async function unpack(
  packed: Buffer,
  encoding: string | undefined,
  maxOutputLength: number,
): Promise<Buffer | Refusal> {
  const name = encoding?.trim().toLowerCase() ?? "identity";
  if (name === "identity" || name === "") return packed;
  const unpacker = Object.hasOwn(unpackers, name) ? unpackers[name] : undefined;
  if (!unpacker) {
    return { status: 415, why: "Content-Encoding is unknown here. Send gzip, deflate or neither." };
  }
  try {
    return await unpacker(packed, { maxOutputLength });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ERR_BUFFER_TOO_LARGE") return tooLarge(maxOutputLength);
    return { status: 400, why: "The body is not what Content-Encoding says it is." };
  }
}

function tooLarge(maxBytes: number): Refusal {
  return { status: 413, why: `The body is larger than ${Math.round(maxBytes / 1_000)} kB.` };
}

/** Path and query as they were sent: some sign them, and a parsed address is written otherwise. */
function calledPath(c: Context): string {
  const sent: unknown = c.env?.incoming?.url;
  if (typeof sent === "string" && sent.startsWith("/")) return sent;
  return c.req.url.replace(/^[a-z]+:\/\/[^/?#]*/i, "") || "/";
}
