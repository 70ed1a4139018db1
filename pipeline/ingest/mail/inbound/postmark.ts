import { z } from "zod";
import { cleanLine } from "../../clean-text.ts";
import { correspondent, readAddresses } from "../addresses.ts";
import { domainOf, firstOf, headersOf, readHeaders } from "../headers.ts";
import { attachmentOf, blankMail, type Correspondent, limits, type Mail } from "../mail.ts";
import { bodyText, isoDate, readMime } from "../read-mime.ts";
import type { Inbound } from "./delivery.ts";

const text = z.string().nullish().catch(null);
const Person = z.object({ Email: z.string().catch(""), Name: text, MailboxHash: text });
/** https://postmarkapp.com/developer/webhooks/inbound-webhook; whatever is odd in it is left out. */
const Postmark = z.object({
  FromFull: Person.nullish().catch(null),
  From: text,
  ToFull: z.array(Person).nullish().catch(null),
  OriginalRecipient: text,
  MailboxHash: text,
  Subject: text,
  MessageID: text,
  ReplyTo: text,
  Date: text,
  TextBody: text,
  HtmlBody: text,
  RawEmail: text,
  Headers: z
    .array(z.object({ Name: z.string(), Value: z.string() }))
    .nullish()
    .catch(null),
  Attachments: z
    .array(z.object({ Name: text, ContentType: text, ContentLength: z.number().nullish() }))
    .nullish()
    .catch(null),
});

export function isPostmark(json: object): boolean {
  const marks = ["FromFull", "TextBody", "HtmlBody", "MailboxHash", "MessageID"];
  return marks.filter((mark) => mark in json).length >= 2;
}

export async function readPostmark(json: object): Promise<Inbound> {
  const said = Postmark.parse(json);
  const parsed = mailOf(said);
  // The whole mail, where the server is set to send it, knows what is attached better.
  const whole = said.RawEmail ? await readMime(Buffer.from(said.RawEmail)) : null;
  const mail = whole?.from ? { ...whole, vouched: parsed.vouched, isSpam: parsed.isSpam } : parsed;
  return {
    ok: true,
    provider: "postmark",
    mail,
    providerId: said.MessageID ?? null,
    recipients: readAddresses(said.OriginalRecipient ?? ""),
  };
}

function mailOf(said: z.infer<typeof Postmark>): Mail {
  const header = headersOf((said.Headers ?? []).map(({ Name, Value }) => [Name, Value] as const));
  const person = said.FromFull && named(said.FromFull);
  const from = person ?? firstOf(said.From ?? null);
  return {
    ...blankMail,
    ...readHeaders(header),
    from,
    to: (said.ToFull ?? []).slice(0, limits.correspondents).flatMap((one) => named(one) ?? []),
    replyTo: firstOf(said.ReplyTo ?? null),
    subject: cleanLine(said.Subject ?? "", limits.subjectCharacters),
    text: bodyText(said.TextBody ?? "", said.HtmlBody ?? ""),
    date: isoDate(said.Date),
    vouched: vouchedBy(header("x-spam-tests"), header("received-spf"), from?.address ?? null),
    attachments: (said.Attachments ?? [])
      .slice(0, limits.attachments)
      .map(({ Name, ContentType, ContentLength }) =>
        attachmentOf(Name, ContentType, ContentLength),
      ),
  };
}

function named({ Name, Email }: z.infer<typeof Person>): Correspondent | undefined {
  return correspondent(Name ?? "", Email);
}

/** What the tests of its spam filter say about the sender. */
function vouchedBy(tests: string | null, spf: string | null, from: string | null): string[] | null {
  if (tests === null && spf === null) return null;
  const own = from === null ? null : domainOf(from);
  const [, envelope = ""] = /envelope-from=<?([^\s<>;]{3,320})/i.exec(spf ?? "") ?? [];
  return [
    ...(/\bDKIM_VALID_AU\b/.test(tests ?? "") && own ? [own] : []),
    ...(/^pass\b/i.test(spf ?? "") ? [domainOf(envelope) ?? ""] : []),
  ].filter(Boolean);
}
