import { z } from "zod";
import { cleanLine, cleanText } from "./clean-text.ts";

const text = z.string({ error: "must be text" });
const line = (max: number) =>
  text.nullish().transform((value) => (value && cleanLine(value, max)) || null);

/** The strict JSON of the intake door. Empty text and null count as missing; anything else extra is ignored. */
export const IntakeBody = z.object(
  {
    company: line(200),
    url: line(2_000),
    email: line(320),
    source: line(100),
    name: line(200),
    title: line(200),
    phone: line(50),
    website: line(2_000),
    country: line(100),
    product_interest: line(500),
    free_text: text.nullish().transform((value) => (value && cleanText(value, 10_000)) || null),
    external_id: optional(
      z
        .union([z.string(), z.number()], { error: "must be text or a number" })
        .transform((value) => cleanLine(String(value), 200) || null),
    ),
    page_url: line(2_000),
    utm_source: line(200),
    utm_medium: line(200),
    utm_campaign: line(200),
    utm_term: line(200),
    utm_content: line(200),
    budget: optional(
      z
        .union(
          [
            z.number(),
            z
              .string()
              .trim()
              .regex(/^(?:\d+(?:\.\d+)?)?$/),
          ],
          {
            error: "must be a number, for example 15000",
          },
        )
        .transform((value) => (value === "" ? null : Math.round(Number(value))))
        .refine((value) => value === null || (value >= 0 && value <= Number.MAX_SAFE_INTEGER), {
          error: "must be a number of zero or more",
        }),
    ),
    consent: optional(
      z
        .union([z.string(), z.boolean()], { error: "must be text, true or false" })
        .transform((value) => cleanText(String(value), 2_000) || null),
    ),
  },
  { error: "must be one JSON object" },
);
export type IntakeBody = z.infer<typeof IntakeBody>;

function optional<T>(schema: z.ZodType<T | null>) {
  return schema.nullish().transform((value) => value ?? null);
}
