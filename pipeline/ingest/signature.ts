import { createHmac, timingSafeEqual } from "node:crypto";

/** `status` says that the proof could not even be looked at, and that the sender is told why. */
export type SignatureVerdict = { ok: true } | { ok: false; why: string; status?: 415 };

/**
 * Checks that a body was sent by somebody who holds one of the secrets (two while one is being
 * replaced). Reads the plain hex HMAC-SHA256 of the body, with or without `sha256=`, and `v1=`,
 * whose HMAC covers `timestamp.body` and which is only good for `windowMs` either way.
 */
export function verifySignature(request: {
  headers: { signature: string | null; timestamp: string | null };
  body: Buffer;
  secrets: readonly string[];
  nowMs: number;
  windowMs: number;
}): SignatureVerdict {
  const { headers, body, secrets, nowMs, windowMs } = request;
  const [, scheme, hex] =
    /^(sha256=|v1=)?([0-9a-f]{64})$/i.exec(headers.signature?.trim() ?? "") ?? [];
  if (!hex) return no("X-Signature is missing or is not a hex HMAC-SHA256.");

  let signed: Buffer = body;
  if (scheme?.toLowerCase() === "v1=" || headers.timestamp !== null) {
    const timestamp = headers.timestamp ?? "";
    if (!/^\d{1,12}$/.test(timestamp))
      return no("X-Timestamp is missing or is not in whole seconds.");
    if (Math.abs(nowMs - Number(timestamp) * 1000) > windowMs) {
      return no("X-Timestamp is too far from our clock.");
    }
    if (scheme?.toLowerCase() === "v1=")
      signed = Buffer.concat([Buffer.from(`${timestamp}.`), body]);
  }

  const given = Buffer.from(hex, "hex");
  // Every secret is tried, so that the time taken does not tell which one fits.
  const fits = secrets.filter((secret) => secret !== "" && matches(given, signed, secret));
  return fits.length > 0 ? { ok: true } : no("X-Signature does not match the body.");
}

function matches(given: Buffer, signed: Buffer, secret: string): boolean {
  return timingSafeEqual(given, createHmac("sha256", secret).update(signed).digest());
}

function no(why: string): SignatureVerdict {
  return { ok: false, why };
}
