import { fieldsIn, leadOfFields } from "../form-fields.ts";
import { isFrom, type MailParser, tells } from "./parser.ts";

/** A form on a HubSpot page or in its tracking: who filled in which form, field by field. */
export const hubspot: MailParser = {
  name: "hubspot",
  source: "HubSpot form",
  matches: (mail) =>
    isFrom(mail, ["hubspot.com", "hubspotemail.net"]) &&
    /form|submi|formular|formulaire/i.test(`${mail.subject}\n${mail.text.slice(0, 2_000)}`),
  read({ text }) {
    const raw = leadOfFields(fieldsIn(text));
    return tells(raw) ? raw : null;
  },
};
