import { defineProfile } from "./door.ts";
import { keyOf } from "./form.ts";
import { FORM_BYTES, FormConfig } from "./form-config.ts";
import type { FormField } from "./form-fields.ts";
import { formItem } from "./form-item.ts";
import { fieldsOf, mediaTypeOf, parseObject, unreadable, urlencodedFields } from "./read-fields.ts";
import { isOneOf } from "./shown-secret.ts";
import { bearerIn, no } from "./signed.ts";

/** What an entry says about itself; the rest is what somebody filled in. */
const ownFields = new Set(
  (
    "id form_id post_id date_created date_updated is_starred is_read ip source_url source_id user_agent " +
    "currency payment_status payment_date payment_amount payment_method transaction_id is_fulfilled " +
    "created_by transaction_type status is_approved"
  ).split(" "),
);

/**
 * WordPress: the Webhooks addon of Gravity Forms. It cannot sign; the header `Authorization: Bearer`
 * is set by hand in its feed. An entry has numbers for names, and a name's halves behind a dot.
 */
export const gravityForms = defineProfile({
  kind: "gravity_forms",
  config: FormConfig,
  maxBytes: FORM_BYTES,

  verify(knock, { secrets }) {
    const token = bearerIn(knock.header("authorization")) ?? knock.pathSecret;
    return isOneOf(token ?? "", secrets)
      ? { ok: true }
      : no("Authorization is not Bearer with this door's secret. Set it in the feed's headers.");
  },

  read(knock, door) {
    const fields = entryOf(mediaTypeOf(knock), knock.body);
    if (!Array.isArray(fields)) return fields;
    const of = (wanted: string) => fields.find(({ name }) => name === wanted)?.value ?? null;
    const filled = fields.filter(({ name }) => !ownFields.has(name));
    if (filled.length === 0) return unreadable("body", "The entry has no fields. Send all fields.");

    const [entry, form] = [of("id"), of("form_id")];
    const key = entry && form ? `gf:${form}:${entry}` : keyOf(knock);
    const about = { key, raw: knock.body.toString("utf8"), at: dateOf(of("date_created")) };
    const said = { ...about, pageUrl: of("source_url"), fields: filled.map(namedParts(filled)) };
    return { ok: true, items: [formItem(said, door, knock.nowMs)] };
  },
});

function entryOf(mediaType: string, body: Buffer) {
  if (mediaType === "application/x-www-form-urlencoded") return urlencodedFields(body);
  const read = parseObject(body);
  return read.ok ? fieldsOf(read.json) : read;
}

/** The parts of a name field; an address has a first line and a city under other numbers. */
const nameParts: Record<string, string> = { "3": "first name", "6": "last name" };
const addressParts: Record<string, string> = { "6": "country" };

/** What `1.3` is: the numbers behind the dot are the same in every form. */
function namedParts(all: readonly FormField[]): (field: FormField) => FormField {
  return (field) => {
    const [, base, part = ""] = /^(\d+)\.(\d+)$/.exec(field.name) ?? [];
    if (!base) return field;
    const isAddress = all.some(({ name }) => name === `${base}.1` || name === `${base}.5`);
    const label = (isAddress ? addressParts : nameParts)[part];
    return label === undefined ? field : { ...field, label };
  };
}

/** `2026-03-01 08:59:58`, always UTC. */
function dateOf(text: string | null): Date | null {
  const date = new Date(`${text?.replace(" ", "T")}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}
