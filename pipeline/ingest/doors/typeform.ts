import { z } from "zod";
import { defineProfile } from "./door.ts";
import { FORM_BYTES, FormConfig } from "./form-config.ts";
import { dateIn, readDelivery } from "./form-delivery.ts";
import type { FormField } from "./form-fields.ts";
import { textOf } from "./read-fields.ts";
import { isSignedBy, macIn, no } from "./signed.ts";

const Answer = z.looseObject({
  type: z.string(),
  field: z.looseObject({ id: z.string(), ref: z.string().nullish() }),
});

const Response = z.looseObject({
  token: z.string().min(1).max(200),
  landed_at: z.string().nullish(),
  submitted_at: z.string().nullish(),
  hidden: z.record(z.string(), z.unknown()).nullish(),
  definition: z
    .looseObject({
      fields: z.array(z.looseObject({ id: z.string(), title: z.string().nullish() })),
    })
    .nullish(),
  answers: z.array(Answer).nullish(),
});

/** Typeform. Each submission has a token, and comes again with it until it is taken. */
export const typeform = defineProfile({
  kind: "typeform",
  config: FormConfig,
  maxBytes: FORM_BYTES,

  verify({ header, body }, { secrets }) {
    const [, sent] = /^sha256=(.*)$/.exec(header("typeform-signature") ?? "") ?? [];
    const mac = macIn(sent, "base64");
    if (!mac) return no("Typeform-Signature is missing. Set a secret in the webhook.");
    return isSignedBy(secrets, mac, body)
      ? { ok: true }
      : no("Typeform-Signature does not match. Is the secret the one of this door?");
  },

  read: (knock, door) =>
    readDelivery(
      {
        kind: "typeform",
        type: { at: "event_type", wanted: "form_response" },
        content: { at: "form_response", schema: Response },
        filled: (response) => ({
          fields: fieldsIn(response),
          key: `typeform:${response.token}`,
          openedAt: dateIn(response.landed_at),
          at: dateIn(response.submitted_at),
        }),
      },
      knock,
      door,
    ),
});

/** Answers under what their authors call them, and what the page's address carried. */
function fieldsIn({ answers, definition, hidden }: z.infer<typeof Response>): FormField[] {
  const titles = new Map(definition?.fields.map(({ id, title }) => [id, title]));
  const asked = (answers ?? []).map((answer) => {
    const { id, ref } = answer.field;
    return { name: ref ?? id, label: titles.get(id) ?? null, value: answerIn(answer) };
  });
  const carried = Object.entries(hidden ?? {}).map(([name, value]) => {
    return { name, label: null, value: textOf(value) };
  });
  return [...asked, ...carried].flatMap(({ value, ...field }) =>
    value === undefined ? [] : [{ ...field, value }],
  );
}

const Choice = z.looseObject({ label: z.string().nullish(), other: z.string().nullish() });
const Choices = z.looseObject({
  labels: z.array(z.string()).nullish(),
  other: z.string().nullish(),
});

/** An answer stands under the name of its type: `{"type": "email", "email": "…"}`. */
function answerIn(answer: z.infer<typeof Answer>): string | undefined {
  const value = answer[answer.type];
  if (answer.type === "choice") {
    const choice = Choice.safeParse(value).data;
    return choice?.label ?? choice?.other ?? undefined;
  }
  if (answer.type === "choices") {
    const { labels, other } = Choices.safeParse(value).data ?? {};
    return [...(labels ?? []), ...(other ? [other] : [])].join(", ");
  }
  return textOf(value);
}
