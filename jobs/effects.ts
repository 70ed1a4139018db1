import type { EffectKind } from "./effect.ts";
import { mailFallback } from "./handoff/mail-fallback.ts";
import { postCard } from "./handoff/post-card.ts";
import { postNotice } from "./handoff/post-notice.ts";
import { postWebhookCard } from "./handoff/post-webhook-card.ts";
import { sendRejectedRows } from "./ingest/import/send-rejected.ts";
import { sendMail } from "./outreach/send-mail.ts";

/** Everything Baton does to the outside world; targets are parsed before they are used. */
export const effects = [
  postCard,
  postNotice,
  postWebhookCard,
  mailFallback,
  sendMail,
  sendRejectedRows,
] as EffectKind<unknown>[];
