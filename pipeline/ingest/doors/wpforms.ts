import { defineProfile } from "./door.ts";
import { FORM_BYTES, FormConfig } from "./form-config.ts";
import type { FormField } from "./form-fields.ts";
import { formItem } from "./form-item.ts";
import { fieldsOf, mediaTypeOf, parseObject, unreadable } from "./read-fields.ts";
import { isSignedBy, macIn, no, WINDOW_MS } from "./signed.ts";

/** Between the answers of one field with several, as WPForms joins them. */
const between = "||";

/**
 * WordPress: the Webhooks addon of WPForms. It tries once and logs a failure, nothing more. Sent as
 * form data it signs other bytes than it sends, so its format has to be JSON.
 */
export const wpforms = defineProfile({
  kind: "wpforms",
  config: FormConfig,
  maxBytes: FORM_BYTES,

  verify(knock, { secrets }) {
    const type = mediaTypeOf(knock);
    if (type !== "application/json") {
      const why = "This webhook sends form data. Set its Request Format to JSON in WPForms.";
      return { ok: false, status: 415, why };
    }
    const { at, mac } = signatureIn(knock.header("x-wpforms-webhook-signature"));
    if (!at || !mac) return no("X-WPForms-Webhook-Signature is missing or is not t=…,v=….");
    if (Math.abs(knock.nowMs - Number(at) * 1_000) > WINDOW_MS) {
      return no("X-WPForms-Webhook-Signature is from another time. Is the server's clock right?");
    }
    return isSignedBy(secrets, mac, `${at}.`, knock.body)
      ? { ok: true }
      : no("X-WPForms-Webhook-Signature does not match. Is the Secret the one of this door?");
  },

  read(knock, door) {
    const read = parseObject(knock.body);
    if (!read.ok) return read;
    const fields = fieldsOf(withoutParts(read.json)).map(spelledOut);
    if (fields.length === 0)
      return unreadable("body", "No field is mapped in the webhook. Map some.");
    const { mac } = signatureIn(knock.header("x-wpforms-webhook-signature"));
    const webhook = knock.header("x-wpforms-webhook-id") ?? "";
    const key = `wpforms:${webhook}:${mac?.toString("hex") ?? ""}`;
    const raw = knock.body.toString("utf8");
    return { ok: true, items: [formItem({ fields, key, raw, at: null }, door, knock.nowMs)] };
  },
});

function signatureIn(header: string | null): { at: string | null; mac: Buffer | null } {
  const [, at, hex] = /^t=(\d{1,12}),v=([0-9a-f]{64})$/i.exec(header?.trim() ?? "") ?? [];
  return { at: at ?? null, mac: macIn(hex, "hex") };
}

/** A date is told as a text and as a number: the text is enough. */
function withoutParts(json: object): object {
  const entries = Object.entries(json).map(([name, value]) => {
    return [name, isDate(value) ? value.value : value] as const;
  });
  return Object.fromEntries(entries);
}

function isDate(value: unknown): value is { value: unknown } {
  return typeof value === "object" && value !== null && "value" in value && "unix" in value;
}

function spelledOut({ name, value }: FormField): FormField {
  return { name, value: value.split(between).join(", ") };
}
