import { hash } from "node:crypto";
import { dedupeKey } from "../dedupe.ts";
import { verifySignature } from "../signature.ts";
import { defineProfile, type Knock } from "./door.ts";
import { FORM_BYTES, FormConfig } from "./form-config.ts";
import { formItem } from "./form-item.ts";
import { fieldsOf, mediaTypeOf, parseObject, unreadable, urlencodedFields } from "./read-fields.ts";
import { isOneOf } from "./shown-secret.ts";
import { bearerIn, no, WINDOW_MS } from "./signed.ts";

/**
 * Any form: JSON, or as browsers send it. Proved by `X-Signature` as at the intake door, by the
 * secret as a bearer token, or, for pages that can do neither, as the last part of the address.
 */
export const form = defineProfile({
  kind: "form",
  config: FormConfig,
  maxBytes: FORM_BYTES,

  verify(knock, { secrets }) {
    const authorization = knock.header("authorization");
    if (authorization !== null) {
      if (isOneOf(bearerIn(authorization) ?? "", secrets)) return { ok: true };
      return no("Authorization is not Bearer with this door's secret.");
    }
    if (knock.pathSecret !== null) {
      return isOneOf(knock.pathSecret, secrets)
        ? { ok: true }
        : no("The address does not end in this door's secret.");
    }
    const headers = {
      signature: knock.header("x-signature"),
      timestamp: knock.header("x-timestamp"),
    };
    const { body, nowMs } = knock;
    return verifySignature({ headers, body, secrets, nowMs, windowMs: WINDOW_MS });
  },

  read(knock, door) {
    const fields = fieldsIn(knock);
    if (!Array.isArray(fields)) return fields;
    if (fields.length === 0) return unreadable("body", "The form is empty. Send its fields.");
    const raw = knock.body.toString("utf8");
    return {
      ok: true,
      items: [formItem({ fields, key: keyOf(knock), raw, at: null }, door, knock.nowMs)],
    };
  },
});

function fieldsIn(knock: Knock) {
  switch (mediaTypeOf(knock)) {
    case "application/x-www-form-urlencoded":
      return urlencodedFields(knock.body);
    case "application/json":
    case "text/plain": // what pages may send elsewhere without asking first
    case "": {
      const read = parseObject(knock.body);
      return read.ok ? fieldsOf(read.json) : read;
    }
    default:
      return unreadable(
        "content-type",
        "Send application/json, application/x-www-form-urlencoded or multipart/form-data.",
      );
  }
}

/** The same bytes within ten minutes are a retry, unless the sender names its submissions. */
export function keyOf({ header, body, nowMs }: Knock): string {
  return dedupeKey({
    idempotencyKey: header("idempotency-key"),
    bodySha256: hash("sha256", body),
    source: "",
    receivedAt: new Date(nowMs),
  });
}
