import { fieldsIn, leadOfFields } from "../form-fields.ts";
import { isFrom, type MailParser, tells } from "./parser.ts";

/** Answers to a Lead Gen Form, one mail each. Only the names of the form's fields are LinkedIn's. */
export const linkedin: MailParser = {
  name: "linkedin",
  source: "LinkedIn",
  matches: (mail) =>
    isFrom(mail, ["linkedin.com"]) && /lead|formular|formulaire|formulario/i.test(mail.subject),
  read({ text }) {
    const raw = leadOfFields(fieldsIn(text));
    const [profile] = /https:\/\/(?:www\.)?linkedin\.com\/in\/[^\s>)"]{1,200}/i.exec(text) ?? [];
    const lead = profile && !raw.linkedin ? { ...raw, linkedin: profile } : raw;
    return tells(lead) ? lead : null;
  },
};
