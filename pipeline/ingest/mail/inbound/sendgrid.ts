import { cleanLine } from "../../clean-text.ts";
import { parseJson } from "../../doors/json.ts";
import { readAddresses } from "../addresses.ts";
import { domainOf, headersOf, readHeaders } from "../headers.ts";
import { blankMail, limits, type Mail, type MailAttachment } from "../mail.ts";
import { bodyText, isoDate, readMime } from "../read-mime.ts";
import type { Inbound } from "./delivery.ts";

/** A mail is spam for most filters from this on. */
const SPAM_SCORE = 5;

type Fields = ReadonlyMap<string, string>;

export function isSendgrid(fields: Fields): boolean {
  return fields.has("envelope") || fields.has("headers") || fields.has("email");
}

/** https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook */
export async function readSendgrid(
  fields: Fields,
  files: readonly MailAttachment[],
): Promise<Inbound> {
  const field = decoder(fields);
  const envelope = readEnvelope(field("envelope"));
  const mime = fields.get("email");
  const mail = mime ? await readMime(Buffer.from(mime, "latin1")) : parsedMail(field, files);
  const judged = {
    vouched: vouchedBy(field("SPF"), field("dkim"), envelope.from),
    isSpam: mail.isSpam || Number(field("spam_score")) >= SPAM_SCORE,
  };
  return {
    ok: true,
    provider: "sendgrid",
    mail: { ...mail, ...judged },
    providerId: null,
    recipients: envelope.to.flatMap((one) => readAddresses(one)),
  };
}

function parsedMail(field: (name: string) => string, files: readonly MailAttachment[]): Mail {
  const header = headersOf(headerLines(field("headers")));
  return {
    ...blankMail,
    ...readHeaders(header),
    from: readAddresses(field("from") || (header("from") ?? ""))[0] ?? null,
    replyTo: readAddresses(header("reply-to") ?? "")[0] ?? null,
    to: readAddresses(field("to")),
    subject: cleanLine(field("subject"), limits.subjectCharacters),
    text: bodyText(field("text"), field("html")),
    date: isoDate(header("date")),
    attachments: files.slice(0, limits.attachments),
  };
}

/** Fields come as bytes; `charsets` says which alphabet each is in. */
function decoder(fields: Fields): (name: string) => string {
  const charsets = Object(parseJson(fields.get("charsets") ?? "{}")) as Record<string, unknown>; // an object, or made one
  return (name) => {
    const bytes = Buffer.from(fields.get(name) ?? "", "latin1");
    const charset = Object.hasOwn(charsets, name) ? String(charsets[name]) : "utf-8";
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return bytes.toString("utf8"); // no alphabet anybody knows
    }
  };
}

function readEnvelope(json: string): { from: string; to: string[] } {
  const { from, to } = Object(parseJson(json)) as { from?: unknown; to?: unknown }; // checked below
  return {
    from: typeof from === "string" ? from : "",
    to: Array.isArray(to) ? to.filter((one) => typeof one === "string").slice(0, 50) : [],
  };
}

/** Header lines as they stood in the mail, folded ones put together. */
function headerLines(block: string): [string, string][] {
  const lines = block
    .slice(0, 500_000)
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/);
  return lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1)]] : [];
  });
}

/** `SPF` is a word about the envelope's sender, `dkim` is `{@northwind.example : pass}`. */
function vouchedBy(spf: string, dkim: string, envelopeFrom: string): string[] | null {
  if (spf === "" && dkim === "") return null;
  const signed = [...dkim.matchAll(/@([^\s:{}]{3,253})\s*:\s*pass/gi)].map(([, host = ""]) => host);
  const sent = /^pass\b/i.test(spf) ? [envelopeFrom] : [];
  return [...signed, ...sent].flatMap((who) => domainOf(who) ?? []);
}
