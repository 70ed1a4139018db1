import { z } from "zod";

/** The words of a mail never live longer. A tenant may only shorten it. */
export const MOST_MAIL_DAYS = 30;

export const MailSettings = z.object({
  /** For how many days the words of mails are kept. */
  days: z.int().min(1).max(MOST_MAIL_DAYS).default(MOST_MAIL_DAYS),
});
