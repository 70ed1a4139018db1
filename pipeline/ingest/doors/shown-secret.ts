import { hash, timingSafeEqual } from "node:crypto";
import type { SignatureVerdict } from "../signature.ts";
import type { Knock } from "./door.ts";

const why =
  "The secret is missing or wrong. Put it into the path after the door's id, or send it as the password of HTTP Basic.";

/** The proof of senders that cannot sign: the door's secret in the path, or as the password of HTTP Basic. */
export function verifyShownSecret(
  knock: Pick<Knock, "pathSecret" | "header">,
  secrets: readonly string[],
): SignatureVerdict {
  const shown = [knock.pathSecret, passwordOf(knock.header("authorization"))];
  return shown.some((secret) => secret !== null && isOneOf(secret, secrets))
    ? { ok: true }
    : { ok: false, why };
}

/** Whether a text is one of the secrets; how long it takes tells nothing about them. */
export function isOneOf(shown: string, secrets: readonly string[]): boolean {
  const given = digest(shown);
  const fits = secrets.filter((secret) => secret !== "" && timingSafeEqual(digest(secret), given));
  return fits.length > 0;
}

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}

function passwordOf(authorization: string | null): string | null {
  return authorization !== null && /^Basic /i.test(authorization)
    ? readBasic(authorization).password
    : null;
}

/** Both halves of `user:password`; empty where there are none. */
export function readBasic(authorization: string): { user: string; password: string } {
  const [, encoded = ""] = /^Basic ([A-Za-z0-9+/=]{1,2000})$/i.exec(authorization.trim()) ?? [];
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon < 0) return { user: "", password: "" };
  return { user: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
