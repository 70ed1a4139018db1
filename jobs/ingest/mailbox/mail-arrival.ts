import { hash } from "node:crypto";
import type { Tx } from "../../../db/client.ts";
import { findSetting } from "../../../db/settings.ts";
import type { Arrival } from "../../../db/source-events.ts";
import type { Door } from "../../../db/tenants.ts";
import type { Mail } from "../../../pipeline/ingest/mail/mail.ts";
import { ownDomainsOf } from "../../../pipeline/ingest/mail/mail-door.ts";
import { mailKey } from "../../../pipeline/ingest/mail/mail-key.ts";
import { readMail } from "../../../pipeline/ingest/mail/read-mail.ts";
import { MailSettings } from "../../../pipeline/privacy/mail-settings.ts";

const DAY_MS = 86_400_000;

/** How a mail came: whose door, which mailbox, and what its provider calls it. */
export type MailRoute = {
  door: Pick<Door, "id" | "name" | "config">;
  /** The address of the mailbox it was found in; null where it was handed over. */
  mailbox: string | null;
  providerId: string | null;
  receivedAt: Date;
  /** How long its words are kept: {@link mailDaysOf}. */
  days: number;
};

/** A mail as an arrival. Its words are kept for some days only, and what was attached not at all. */
export function mailArrival(mail: Mail, route: MailRoute): Arrival {
  const { door, mailbox, providerId, receivedAt, days } = route;
  const ownDomains = ownDomainsOf(door.config, mailbox);
  const { kind, input, remark } = readMail(mail, { name: door.name, ownDomains, mailbox });
  const raw = JSON.stringify(mail);
  return {
    channel: "mail",
    kind,
    doorId: door.id,
    dedupeKey: mailKey(mail, providerId && `${door.id}:${providerId}`),
    bodyHash: hash("sha256", raw, "buffer"),
    raw,
    input,
    origin: null,
    receivedAt,
    wordsUntil: new Date(receivedAt.getTime() + days * DAY_MS),
    ...(remark === null ? {} : { remark }),
  };
}

/** For how many days a tenant keeps what mails say. Whatever is written there, never longer than the law of the house. */
export async function mailDaysOf(tx: Tx): Promise<number> {
  const set = MailSettings.safeParse((await findSetting(tx, "mail")) ?? {});
  return set.success ? set.data.days : MailSettings.parse({}).days;
}
