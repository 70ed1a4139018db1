import { z } from "zod";
import { defineProfile } from "./door.ts";
import { FORM_BYTES, FormConfig } from "./form-config.ts";
import { dateIn, readDelivery } from "./form-delivery.ts";
import type { FormField } from "./form-fields.ts";
import { textOf } from "./read-fields.ts";
import { isSignedBy, macIn, no } from "./signed.ts";

const Field = z.looseObject({
  key: z.string(),
  label: z.string().nullish(),
  type: z.string().nullish(),
  value: z.unknown(),
  options: z.array(z.looseObject({ id: z.string(), text: z.string() })).nullish(),
});

const Submission = z.looseObject({
  submissionId: z.string().min(1).max(200),
  createdAt: z.string().nullish(),
  fields: z.array(Field),
});

/** Tally. Choices come as ids of their options, and a box that was ticked comes twice. */
export const tally = defineProfile({
  kind: "tally",
  config: FormConfig,
  maxBytes: FORM_BYTES,

  verify({ header, body }, { secrets }) {
    const mac = macIn(header("tally-signature"), "base64");
    if (!mac) return no("Tally-Signature is missing. Add a signing secret to the webhook.");
    return isSignedBy(secrets, mac, body)
      ? { ok: true }
      : no("Tally-Signature does not match. Is the signing secret the one of this door?");
  },

  read: (knock, door) =>
    readDelivery(
      {
        kind: "tally",
        type: { at: "eventType", wanted: "FORM_RESPONSE" },
        content: { at: "data", schema: Submission },
        filled: ({ submissionId, createdAt, fields }) => ({
          fields: fields.flatMap(fieldOf),
          key: `tally:${submissionId}`,
          at: dateIn(createdAt),
        }),
      },
      knock,
      door,
    ),
});

function fieldOf({ key, label, type, value, options }: z.infer<typeof Field>): FormField[] {
  if (type === "CHECKBOXES" && typeof value === "boolean") return []; // the same box once more
  const text = textOf(options ? chosenOf(value, options) : filesOf(value));
  // A hidden field is known by what the form calls it.
  const name = type === "HIDDEN_FIELDS" ? (label ?? key) : key;
  return text === undefined ? [] : [{ name, label: label ?? null, value: text }];
}

function chosenOf(value: unknown, options: readonly { id: string; text: string }[]): unknown {
  const ids: unknown[] = Array.isArray(value) ? value : [value];
  return ids
    .filter((id) => id !== null)
    .map((id) => options.find((option) => option.id === id)?.text ?? id);
}

/** Files stay where they are; their addresses are kept. */
function filesOf(value: unknown): unknown {
  const files = z.array(z.looseObject({ url: z.string() })).safeParse(value).data;
  return files ? files.map(({ url }) => url) : value;
}
