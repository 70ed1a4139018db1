import { z } from "zod";
import { defineProfile } from "./door.ts";
import { FORM_BYTES, FormConfig } from "./form-config.ts";
import { dateIn, readDelivery } from "./form-delivery.ts";
import { fieldsOf } from "./read-fields.ts";
import { isSignedBy, macIn, no, WINDOW_MS } from "./signed.ts";

const Submission = z.looseObject({
  id: z.string().min(1).max(200),
  submittedAt: z.string().nullish(),
  data: z.looseObject({}),
});

/** Webflow: signs its clock in milliseconds, a colon and the body. */
export const webflow = defineProfile({
  kind: "webflow",
  config: FormConfig,
  maxBytes: FORM_BYTES,

  verify({ header, body, nowMs }, { secrets }) {
    const at = header("x-webflow-timestamp") ?? "";
    const mac = macIn(header("x-webflow-signature"), "hex");
    if (!mac || !/^\d{10,14}$/.test(at)) {
      return no("x-webflow-timestamp or x-webflow-signature is missing.");
    }
    if (Math.abs(nowMs - Number(at)) > WINDOW_MS) {
      return no("x-webflow-timestamp is more than five minutes from our clock.");
    }
    return isSignedBy(secrets, mac, `${at}:`, body)
      ? { ok: true }
      : no("x-webflow-signature does not match. Is the secret the one of this door?");
  },

  read: (knock, door) =>
    readDelivery(
      {
        kind: "webflow",
        type: { at: "triggerType", wanted: "form_submission" },
        content: { at: "payload", schema: Submission },
        filled: ({ id, submittedAt, data }) => ({
          fields: fieldsOf(data),
          key: `webflow:${id}`,
          at: dateIn(submittedAt),
        }),
      },
      knock,
      door,
    ),
});
