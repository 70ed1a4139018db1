import { z } from "zod";
import { usualHoneypots } from "../spam.ts";
import { formFields } from "./form-fields.ts";

/** What every kind of form may be told about itself. */
export const FormConfig = z.object({
  /** What its leads' source is called; the door's name where absent. */
  source: z.string().min(1).max(100).optional(),
  /** The sender's field names, or labels, to ours. */
  fields: z.record(z.string(), z.enum(formFields)).default({}),
  honeypot: z.array(z.string()).default([...usualHoneypots]),
  /** Where the form says in `_ts` when it was opened. */
  minSeconds: z.number().nonnegative().default(2),
  /** More deliveries in a minute than this are turned away. */
  perMinute: z.int().positive().optional(),
  maxLinks: z.int().nonnegative().default(5),
});
export type FormConfig = z.infer<typeof FormConfig>;

/** A form's words, with room for long messages. */
export const FORM_BYTES = 500_000;
