import { z } from "zod";

const Party = z.object({ name: z.string(), address: z.string() });

/** A mail before it is sent. */
export const Mail = z.object({
  from: Party,
  to: Party,
  subject: z.string(),
  body: z.string(),
});
export type Mail = z.infer<typeof Mail>;

/** A sentence of a draft, word for word, and what proves it. */
export const Claim = z.object({
  text: z.string(),
  label: z.string(),
  url: z.string(),
  quote: z.string().nullable(),
});
export type Claim = z.infer<typeof Claim>;

/** What the edit form takes: everything of it is shown to whoever approves, in both chats. */
export const mailLimits = { subject: 150, body: 1_500 } as const;
