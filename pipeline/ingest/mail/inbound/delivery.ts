import type { Correspondent, Mail, MailAttachment } from "../mail.ts";

/** What a provider of inbound mail handed over, taken apart as far as HTTP goes. */
export type Delivery =
  | { kind: "mime"; mime: Buffer }
  | { kind: "json"; json: object }
  /** Fields as the bytes they came in (latin1): some are mails, with an alphabet of their own. */
  | { kind: "form"; fields: ReadonlyMap<string, string>; files: readonly MailAttachment[] };

export type Provider = "sendgrid" | "postmark" | "mailgun" | "plain" | "mime";

/** The mail in a delivery, or each field that is wrong and its fix. */
export type Inbound =
  | {
      ok: true;
      provider: Provider;
      mail: Mail;
      /** What the provider calls this mail, for those without an id of their own. */
      providerId: string | null;
      /** Where it was sent to, as the mail server was told: headers may name anybody. */
      recipients: Correspondent[];
    }
  | { ok: false; provider: Provider; errors: { field: string; message: string }[] };
