import type { RawLead } from "../../normalise.ts";
import { isMachine } from "../automatic.ts";
import { fieldName, fieldsIn, leadOfFields } from "../form-fields.ts";
import type { Mail } from "../mail.ts";
import { type MailParser, tells } from "./parser.ts";

/** WPForms and Contact Form 7 send from the site's own server, so their layout is what they are known by. */
export const wordpress: MailParser = {
  name: "wordpress",
  source: null,
  matches: ({ text, subject, from }) =>
    /^wordpress@|^wpforms@/i.test(from?.address ?? "") ||
    /sent from [^\n]{2,200}|this e-?mail was sent from a contact form on/i.test(text.slice(-600)) ||
    /new entry:|contact form 7|wpforms/i.test(subject),
  read: (mail) => fromFields(mail, 2),
};

/**
 * Any form that mails its fields with their labels. Three that we know, one of them the address or
 * the company, and from a machine or over most of the text: a letter with a signature is no form.
 */
export const labelledForm: MailParser = {
  name: "labelled-form",
  source: null,
  isAnybodys: true,
  matches(mail) {
    const known = fieldsIn(mail.text).filter(
      ({ label, value }) => value !== "" && fieldName(label),
    );
    const said = known.reduce((sum, { label, value }) => sum + label.length + value.length, 0);
    const isMostly = said >= mail.text.replace(/\s+/g, " ").length * 0.5;
    return known.length >= 3 && (isMostly || isMachine(mail.from?.address ?? ""));
  },
  read: (mail) => fromFields(mail, 2),
};

function fromFields(mail: Mail, least: number): RawLead | null {
  const fields = fieldsIn(mail.text.replace(/\n--\s*\n[\s\S]*$/, ""));
  const raw = leadOfFields(fields);
  // `From: Ana Weber <ana@northwind.example>`, as Contact Form 7 begins.
  const [, name, address] = /^From:\s*([^<\n]{0,200}?)\s*<([^<>\s]{3,320})>/m.exec(mail.text) ?? [];
  const lead: RawLead = {
    ...raw,
    name: raw.name?.replace(/\s*<[^>]*>$/, "") ?? name ?? null,
    email: raw.email ?? address ?? mail.replyTo?.address ?? null,
  };
  const said = Object.entries(lead).filter(([key, value]) => key !== "extra" && value);
  return said.length >= least && tells(lead) ? lead : null;
}
