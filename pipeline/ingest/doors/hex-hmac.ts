import { type Hmac, timingSafeEqual } from "node:crypto";
import type { SignatureVerdict } from "../signature.ts";

/** Checks a hex HMAC-SHA256 in a header against every secret, in a time that tells nothing. */
export function verifyHexHmac(
  header: string | null,
  prefix: string,
  secrets: readonly string[],
  sign: (secret: string) => Hmac,
): SignatureVerdict {
  const given = header?.trim() ?? "";
  const hex = given.startsWith(prefix) ? given.slice(prefix.length) : "";
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    return { ok: false, why: "The signature is missing or is not a hex HMAC-SHA256." };
  }
  const bytes = Buffer.from(hex, "hex");
  const fits = secrets.filter(
    (secret) => secret !== "" && timingSafeEqual(bytes, sign(secret).digest()),
  );
  return fits.length > 0 ? { ok: true } : { ok: false, why: "The signature does not match." };
}
