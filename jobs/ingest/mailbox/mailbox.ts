import type { WatchedAccount } from "../../../db/watched-accounts.ts";
import type { Mail } from "../../../pipeline/ingest/mail/mail.ts";

/** A mail that is there and not fetched yet. */
export type FoundMail = {
  id: string;
  /** Its RFC 5322 id where the list says it: a mail that is known need not be fetched. */
  messageId: string | null;
  /** Undefined where it is gone meanwhile. */
  fetch: () => Promise<Mail | undefined>;
};

/** Some of what is new, and how far the mailbox is read once that is stored. */
export type Step = { found: FoundMail[]; cursor: string };

type Watch = { until: Date; subscriptionId: string | null; cursor: string | null };

/** A mailbox as its provider shows it. Errors: AccountRefused, ComeBackLater; after any other it is tried again. */
export type Mailbox = {
  /** Whether telling us is set up; otherwise it is looked into from time to time only. */
  canWatch: boolean;
  /** A watch is renewed once it lasts less long than this. */
  renewBelowMs: number;
  watch: () => Promise<Watch>;
  /** What came since the account's cursor; where that is too old, or there is none, what is recent. */
  changes: () => AsyncGenerator<Step>;
  /** Which of two cursors reaches further. */
  further: (one: string, other: string) => string;
};

export const mailProviders = ["gmail", "microsoft365"] as const;
export type MailProvider = (typeof mailProviders)[number];

export type Account = Pick<
  WatchedAccount,
  "id" | "address" | "credentials" | "cursor" | "subscriptionId" | "createdAt"
>;
