/** The raw bytes of a request, or `too_large` as soon as that is known: the rest is not read. */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer | "too_large"> {
  const announced = request.headers.get("content-length");
  if (Number(announced ?? 0) > maxBytes) return "too_large";
  return announced === null ? readStream(request, maxBytes) : readAnnounced(request, maxBytes);
}

/** In one piece, which is much faster than a stream: the server hands over no more than was announced. */
async function readAnnounced(request: Request, maxBytes: number): Promise<Buffer | "too_large"> {
  const body = Buffer.from(await request.arrayBuffer());
  return body.length > maxBytes ? "too_large" : body;
}

async function readStream(request: Request, maxBytes: number): Promise<Buffer | "too_large"> {
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > maxBytes) return "too_large";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
