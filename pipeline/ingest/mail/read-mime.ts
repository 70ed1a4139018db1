import PostalMime, { type Attachment, decodeWords, type Email } from "postal-mime";
import { cleanLine, cleanText } from "../clean-text.ts";
import { correspondent } from "./addresses.ts";
import { firstOf, headersOf, readAuthentication, readHeaders } from "./headers.ts";
import { htmlText } from "./html-text.ts";
import { attachmentOf, blankMail, type Correspondent, limits, type Mail } from "./mail.ts";

/** A mail in a mail in a mail: who goes deeper is not forwarding an enquiry. */
const MOST_ATTACHED = 3;
const HEAD_BYTES = 100_000;
const options = { forceRfc822Attachments: true, maxNestingDepth: 50, maxHeadersSize: 500_000 };

/** Reads a mail as it went over the wire. Never fails: of a broken one it gives what can be read. */
export function readMime(bytes: Buffer): Promise<Mail> {
  return parse(bytes, 0);
}

/**
 * The same for one that lies in a mailbox: the server that took it in says on top whom SPF, DKIM
 * and DMARC vouch for.
 */
export async function readReceived(bytes: Buffer): Promise<Mail> {
  const mail = await readMime(bytes);
  const head =
    bytes
      .subarray(0, HEAD_BYTES)
      .toString("latin1")
      .split(/\r?\n\r?\n/, 1)[0] ?? "";
  const [, results = null] =
    /^authentication-results:((?:.|\r?\n[ \t])*)/im.exec(head.slice(0, HEAD_BYTES)) ?? [];
  return { ...mail, vouched: readAuthentication(results) };
}

async function parse(bytes: Buffer, depth: number): Promise<Mail> {
  const mime = withCharset(bytes);
  try {
    return await mailOf(await PostalMime.parse(mime, options), depth);
  } catch {
    return brokenMail(mime);
  }
}

async function mailOf(email: Email, depth: number): Promise<Mail> {
  const header = headersOf(email.headers.map(({ key, value }) => [key, value]));
  const inner = email.attachments.find(({ mimeType }) => mimeType === "message/rfc822");
  const names = (list: Email["to"]) => flat(list).flatMap((one) => named(one) ?? []);
  return {
    ...blankMail,
    ...readHeaders(header),
    from: (email.from && names([email.from])[0]) ?? null,
    replyTo: names(email.replyTo?.slice(0, 1))[0] ?? null,
    sender: (email.sender && names([email.sender])[0]) ?? null,
    to: names(email.to).slice(0, limits.correspondents),
    subject: cleanLine(email.subject ?? "", limits.subjectCharacters),
    text: bodyOf(email),
    date: isoDate(email.date),
    attachments: email.attachments
      .slice(0, limits.attachments)
      .map((one) => attachmentOf(one.filename, one.mimeType, bytesOf(one).length)),
    attached: inner && depth < MOST_ATTACHED ? await parse(bytesOf(inner), depth + 1) : null,
  };
}

function flat(list: Email["to"]): { name: string; address?: string | undefined }[] {
  return (list ?? []).slice(0, limits.correspondents).flatMap((one) => one.group ?? [one]);
}

function named(one: { name: string; address?: string | undefined }): Correspondent | undefined {
  return correspondent(one.name, one.address ?? "");
}

/** Plain text where there is some; the HTML's words where the plain part is a stub. */
function bodyOf({ text = "", html = "" }: Email): string {
  return bodyText(text, html);
}

/** The words of a body that came as text, as HTML, or as both. */
export function bodyText(text: string, html: string): string {
  const plain = cleanText(text.slice(0, limits.textCharacters * 2), limits.textCharacters);
  if (plain.length >= 20 || html === "") return plain;
  const shown = cleanText(htmlText(html), limits.textCharacters);
  return shown.length > plain.length ? shown : plain;
}

export function isoDate(text: string | undefined | null): string | null {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function bytesOf({ content }: Attachment): Buffer {
  if (typeof content === "string") return Buffer.from(content);
  return content instanceof ArrayBuffer ? Buffer.from(content) : Buffer.from(content);
}

/** Eight-bit letters without any word about their alphabet were typed on Windows. */
function withCharset(bytes: Buffer): Buffer {
  if (isUtf8(bytes) || /charset\s*=/i.test(bytes.toString("latin1"))) return bytes;
  return Buffer.from(new TextDecoder("windows-1252").decode(bytes));
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A mail no parser takes, read as people would: lines with a colon up to the first empty one, then words. */
function brokenMail(bytes: Buffer): Mail {
  const whole = bytes.toString("utf8");
  const [gap] = /\r?\n\r?\n/.exec(whole) ?? [];
  const end = gap ? whole.indexOf(gap) : whole.length;
  const lines = whole
    .slice(0, Math.min(end, HEAD_BYTES))
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/);
  const header = headersOf(
    lines.flatMap((line) => {
      const [, name, value] = /^([\w-]{1,100}):(.*)$/.exec(line) ?? [];
      return name && value !== undefined ? [[name, decodeWords(value)] as const] : [];
    }),
  );
  return {
    ...blankMail,
    ...readHeaders(header),
    from: firstOf(header("from")),
    replyTo: firstOf(header("reply-to")),
    subject: cleanLine(header("subject") ?? "", limits.subjectCharacters),
    text: cleanText(whole.slice(end, end + 2 * limits.textCharacters), limits.textCharacters),
    date: isoDate(header("date")),
  };
}
