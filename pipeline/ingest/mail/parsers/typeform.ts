import { fieldsIn, leadOfFields } from "../form-fields.ts";
import { isFrom, type MailParser, tells } from "./parser.ts";

/** A response: each question in the words of whoever made the form, its answer beside or below. */
export const typeform: MailParser = {
  name: "typeform",
  source: "Typeform",
  matches: (mail) => isFrom(mail, ["typeform.com"]),
  read({ text }) {
    const raw = leadOfFields(fieldsIn(text));
    return tells(raw) ? raw : null;
  },
};
