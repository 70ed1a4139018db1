import { cleanLine } from "../clean-text.ts";

/** Somebody in a header. The address is in lower case, as all comparing is. */
export type Correspondent = { name: string | null; address: string };

export type MailAttachment = { name: string | null; contentType: string; bytes: number };

/**
 * A mail as every provider's delivery becomes one. No HTML and no attachment's content: what was
 * attached is known by name, type and size alone.
 */
export type Mail = {
  from: Correspondent | null;
  replyTo: Correspondent | null;
  sender: Correspondent | null;
  to: Correspondent[];
  subject: string;
  text: string;
  /** ISO 8601; null where the mail does not say. */
  date: string | null;
  messageId: string | null;
  inReplyTo: string | null;
  /** What `Auto-Submitted`, `Precedence` or one of their like says, in a word. */
  autoSubmitted: string | null;
  /** A mailing list's name, or `unsubscribe` where one can only leave it. */
  listId: string | null;
  /** It reports that another mail was not delivered. */
  isReport: boolean;
  /** What it passed on its way called it spam. */
  isSpam: boolean;
  /** Domains that SPF, DKIM or DMARC vouch for; null where nobody looked. */
  vouched: string[] | null;
  attachments: MailAttachment[];
  /** The mail that is attached to it as a whole. */
  attached: Mail | null;
};

export const limits = {
  /** Nobody writes more to a stranger; what is longer is a log, a book or an attack. */
  textCharacters: 60_000,
  subjectCharacters: 500,
  correspondents: 50,
  attachments: 50,
};

/** A mail that says nothing yet. */
export const blankMail: Mail = {
  from: null,
  replyTo: null,
  sender: null,
  to: [],
  subject: "",
  text: "",
  date: null,
  messageId: null,
  inReplyTo: null,
  autoSubmitted: null,
  listId: null,
  isReport: false,
  isSpam: false,
  vouched: null,
  attachments: [],
  attached: null,
};

export function hostOfAddress(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** What is kept of an attachment. */
export function attachmentOf(
  name: string | null | undefined,
  contentType: string | null | undefined,
  bytes: number | null | undefined,
): MailAttachment {
  return {
    name: name ? cleanLine(name, 200) : null,
    contentType: cleanLine(contentType || "application/octet-stream", 100),
    bytes: Math.max(0, Math.round(bytes ?? 0)),
  };
}
