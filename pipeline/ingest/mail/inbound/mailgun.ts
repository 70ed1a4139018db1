import { createHmac, timingSafeEqual } from "node:crypto";
import { cleanLine } from "../../clean-text.ts";
import { listOf, parseJson } from "../../doors/json.ts";
import { readAddresses } from "../addresses.ts";
import { domainOf, headersOf, readHeaders } from "../headers.ts";
import { blankMail, limits, type Mail, type MailAttachment } from "../mail.ts";
import { bodyText, isoDate, readMime } from "../read-mime.ts";
import type { Inbound } from "./delivery.ts";

/** Its signature covers a moment and a token, not the mail: it is good for a few minutes only. */
const WINDOW_MS = 300_000;

type Fields = ReadonlyMap<string, string>;

export function isMailgun(fields: Fields): boolean {
  const body = ["body-plain", "body-html", "body-mime", "stripped-text"];
  return fields.has("recipient") && body.some((name) => fields.has(name));
}

/** Whether `timestamp` and `token` were signed with one of the account's signing keys. */
export function verifyMailgun(fields: Fields, keys: readonly string[], nowMs: number): boolean {
  const [timestamp = "", token = "", signature = ""] = ["timestamp", "token", "signature"].map(
    (name) => fields.get(name),
  );
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{64}$/i.test(signature)) return false;
  if (Math.abs(nowMs - Number(timestamp) * 1000) > WINDOW_MS) return false;
  const given = Buffer.from(signature, "hex");
  const fits = keys.filter((key) => {
    const mac = createHmac("sha256", key)
      .update(timestamp + token)
      .digest();
    return key !== "" && timingSafeEqual(mac, given);
  });
  return fits.length > 0;
}

/** https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store */
export async function readMailgun(
  fields: Fields,
  files: readonly MailAttachment[],
): Promise<Inbound> {
  const field = (name: string) => Buffer.from(fields.get(name) ?? "", "latin1").toString("utf8");
  const mime = fields.get("body-mime");
  const mail = mime ? await readMime(Buffer.from(mime, "latin1")) : parsedMail(field, files);
  const spf = field("X-Mailgun-Spf") || "";
  const vouched = spf === "" ? null : /^pass/i.test(spf) ? [domainOf(field("sender")) ?? ""] : [];
  return {
    ok: true,
    provider: "mailgun",
    mail: { ...mail, vouched, isSpam: mail.isSpam || /^yes/i.test(field("X-Mailgun-Sflag")) },
    providerId: fields.get("token") ?? null,
    recipients: readAddresses(field("recipient")),
  };
}

function parsedMail(field: (name: string) => string, files: readonly MailAttachment[]): Mail {
  const pairs = listOf(parseJson(field("message-headers"))).flatMap((pair): [string, string][] => {
    const [name, value] = listOf(pair);
    return typeof name === "string" && typeof value === "string" ? [[name, value]] : [];
  });
  const header = headersOf(pairs);
  const from = field("from") || field("From") || field("sender");
  return {
    ...blankMail,
    ...readHeaders(header),
    messageId: readHeaders(headersOf([["message-id", field("Message-Id")], ...pairs])).messageId,
    from: readAddresses(from)[0] ?? null,
    replyTo: readAddresses(header("reply-to") ?? "")[0] ?? null,
    to: readAddresses(header("to") ?? field("To")),
    subject: cleanLine(field("subject"), limits.subjectCharacters),
    text: bodyText(field("body-plain"), field("body-html")),
    date: isoDate(header("date")),
    attachments: files.slice(0, limits.attachments),
  };
}
