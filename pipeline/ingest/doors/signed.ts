import { createHmac, timingSafeEqual } from "node:crypto";
import type { SignatureVerdict } from "../signature.ts";

/** Signed requests are good for five minutes either way. */
export const WINDOW_MS = 300_000;

const hex = /^[0-9a-f]{64}$/i;
const base64 = /^[A-Za-z0-9+/]{43}=$/;

/** The 32 bytes of an HMAC-SHA256 as a header says them; null where it says something else. */
export function macIn(text: string | null | undefined, encoding: "hex" | "base64"): Buffer | null {
  const form = encoding === "hex" ? hex : base64;
  return text && form.test(text) ? Buffer.from(text, encoding) : null;
}

/**
 * Whether one of the secrets made this HMAC-SHA256 of the parts, one after the other. Every secret
 * is tried, so that the time taken does not tell which one fits; an empty one fits nothing.
 */
export function isSignedBy(
  secrets: readonly string[],
  given: Buffer,
  ...parts: readonly (string | Buffer)[]
): boolean {
  const fits = secrets.filter((secret) => {
    const mac = createHmac("sha256", secret);
    for (const part of parts) mac.update(part);
    return timingSafeEqual(given, mac.digest()) && secret !== "";
  });
  return fits.length > 0;
}

/** The same for a header that holds nothing but the hex MAC, behind a prefix. */
export function verifyHexMac(
  header: string | null,
  prefix: string,
  secrets: readonly string[],
  ...parts: readonly (string | Buffer)[]
): SignatureVerdict {
  const said = header?.trim() ?? "";
  const given = said.startsWith(prefix) ? macIn(said.slice(prefix.length), "hex") : null;
  if (!given) return no("The signature is missing or is not a hex HMAC-SHA256.");
  return isSignedBy(secrets, given, ...parts) ? { ok: true } : no("The signature does not match.");
}

/** What stands behind `Authorization: Bearer`. */
export function bearerIn(authorization: string | null): string | null {
  return /^Bearer +(\S{1,300})$/i.exec(authorization ?? "")?.[1] ?? null;
}

export function no(why: string): SignatureVerdict {
  return { ok: false, why };
}
