import { z } from "zod";
import { cleanLine } from "../../clean-text.ts";
import { readAddresses } from "../addresses.ts";
import { firstOf } from "../headers.ts";
import { attachmentOf, blankMail, limits, type Mail } from "../mail.ts";
import { bodyText, isoDate } from "../read-mime.ts";
import type { Inbound } from "./delivery.ts";

const text = z.string().nullish();
/** Our own shape. Contents of attachments are not read, whatever they are called. */
const Plain = z.object({
  subject: text,
  sender: z.string(),
  reply_to: text,
  recipient: text,
  snippet: text,
  body: text,
  message_id: text,
  received_at: text,
  attachments: z
    .array(z.object({ name: text, size: z.number().nullish(), content_type: text }))
    .nullish(),
});

const advice: Record<string, string> = {
  subject: "subject is not text.",
  sender: "sender is missing or not an address. Send “Ana Weber <ana@acme.com>” or ana@acme.com.",
  attachments: "attachments is not a list of {name, size, content_type}.",
};

export function readPlain(json: object): Inbound {
  const read = Plain.safeParse(json);
  const wrong = read.success ? missingIn(read.data) : read.error.issues.map(fieldOf);
  if (!read.success || wrong.length > 0) {
    const errors = [...new Set(wrong)].map((field) => ({
      field,
      message: advice[field] ?? `${field} is missing or not text.`,
    }));
    return { ok: false, provider: "plain", errors };
  }
  const mail = mailOf(read.data);
  return { ok: true, provider: "plain", mail, providerId: null, recipients: mail.to };
}

function fieldOf({ path }: { path: PropertyKey[] }): string {
  return String(path[0] ?? "body");
}

function missingIn(said: z.infer<typeof Plain>): string[] {
  const { from, text, subject } = mailOf(said);
  return [...(from ? [] : ["sender"]), ...(text || subject ? [] : ["body"])];
}

function mailOf(said: z.infer<typeof Plain>): Mail {
  const { reply_to, recipient, message_id, received_at, attachments } = said;
  return {
    ...blankMail,
    from: firstOf(said.sender),
    to: readAddresses(recipient ?? ""),
    replyTo: firstOf(reply_to ?? null),
    subject: cleanLine(said.subject ?? "", limits.subjectCharacters),
    text: bodyText(said.body || (said.snippet ?? ""), ""),
    date: isoDate(received_at),
    messageId: message_id ? cleanLine(message_id, 900) : null,
    attachments: (attachments ?? [])
      .slice(0, limits.attachments)
      .map(({ name, content_type, size }) => attachmentOf(name, content_type, size)),
  };
}
