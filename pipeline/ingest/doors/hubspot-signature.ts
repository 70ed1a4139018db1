import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { SignatureVerdict } from "../signature.ts";
import type { Knock } from "./door.ts";

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation */
const WINDOW_MS = 300_000;

/** The escapes HubSpot undoes before it signs, and no others. */
const undone = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/** What HubSpot's v3 signature covers. */
export function hubspotSignature(
  secret: string,
  { method, url, body }: Pick<Knock, "method" | "url" | "body">,
  timestamp: string,
): string {
  const uri = url.replace(undone, decodeURIComponent);
  return createHmac("sha256", secret)
    .update(method + uri)
    .update(body)
    .update(timestamp)
    .digest("base64");
}

/**
 * Proves a delivery by v3, which covers address, body and time. v1 covers the body alone and is
 * good for ever, so it is taken from private apps only, which have nothing else.
 */
export function verifyHubspot(
  knock: Knock,
  secrets: readonly string[],
  privateApp: boolean,
): SignatureVerdict {
  const v3 = knock.header("x-hubspot-signature-v3");
  if (v3 !== null) return verifyV3(knock, secrets, v3);
  const v1 = knock.header("x-hubspot-signature");
  if (v1 === null) return no("X-HubSpot-Signature-v3 is missing.");
  const version = knock.header("x-hubspot-signature-version") ?? "v1";
  if (version !== "v1" || !privateApp) {
    return no("Only signature v3 is taken; v1 where the door says privateApp=true.");
  }
  const fits = secrets.filter((secret) =>
    same(v1.toLowerCase(), hash("sha256", Buffer.concat([Buffer.from(secret), knock.body]))),
  );
  return fits.length > 0 ? { ok: true } : no("X-HubSpot-Signature does not match the body.");
}

function verifyV3(knock: Knock, secrets: readonly string[], given: string): SignatureVerdict {
  const timestamp = knock.header("x-hubspot-request-timestamp") ?? "";
  if (!/^\d{1,15}$/.test(timestamp)) {
    return no("X-HubSpot-Request-Timestamp is missing or is not in milliseconds.");
  }
  if (Math.abs(knock.nowMs - Number(timestamp)) > WINDOW_MS) {
    return no("X-HubSpot-Request-Timestamp is too far from our clock.");
  }
  const fits = secrets.filter((secret) => same(given, hubspotSignature(secret, knock, timestamp)));
  return fits.length > 0 ? { ok: true } : no("X-HubSpot-Signature-v3 does not match.");
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function no(why: string): SignatureVerdict {
  return { ok: false, why };
}
