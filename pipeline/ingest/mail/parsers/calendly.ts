import type { RawLead } from "../../normalise.ts";
import { fieldsIn, leadOfFields } from "../form-fields.ts";
import { isFrom, type MailParser } from "./parser.ts";

/** Calendly's own question below each booking, and what was answered. */
const asked = /Please share anything that will help[^\n]{0,100}\n+([^\n]{1,2000})/i;

/** Somebody booked a meeting. A cancelled one makes no lead. */
export const calendly: MailParser = {
  name: "calendly",
  source: "Calendly",
  matches: (mail) => isFrom(mail, ["calendly.com", "calendlymail.com"]),
  read(mail) {
    if (/cancel|abgesagt|annul/i.test(mail.subject)) return null;
    const fields = fieldsIn(mail.text);
    const raw: RawLead = leadOfFields(fields);
    if (!raw.email) return null;
    const event = fields.find(({ label }) => /^(?:event type|event)$/i.test(label))?.value;
    const [, wish] = asked.exec(mail.text) ?? [];
    return {
      ...raw,
      productInterest: raw.productInterest ?? event ?? null,
      freeText: raw.freeText ?? wish ?? null,
    };
  },
};
