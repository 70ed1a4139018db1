import type { RawLead } from "../../normalise.ts";
import { fieldsIn, leadOfFields } from "../form-fields.ts";
import type { Mail } from "../mail.ts";
import { isFrom, type MailParser, tells } from "./parser.ts";

/** Buyers on G2 who asked for a quote or a demo, and companies that looked at the profile. */
export const g2: MailParser = {
  name: "g2",
  source: "G2",
  matches: (mail) => isFrom(mail, ["g2.com", "g2crowd.com"]),
  read: readReviewSite,
};

/** Gartner Digital Markets: Capterra, GetApp and Software Advice send from one house. */
export const capterra: MailParser = {
  name: "capterra",
  source: "Capterra",
  matches: (mail) =>
    isFrom(mail, [
      "capterra.com",
      "getapp.com",
      "softwareadvice.com",
      "gartner.com",
      "gartnerdigitalmarkets.com",
    ]),
  read: readReviewSite,
};

function readReviewSite(mail: Mail): RawLead | null {
  const raw = leadOfFields(fieldsIn(mail.text));
  const visitor =
    /(?:^|\n)\s*(?:Someone|A visitor|A buyer|A user) (?:from|at) ([^\n]{2,120}?) (?:has |just )?(?:viewed|visited|compared|requested|looked|asked)/i.exec(
      mail.text,
    )?.[1];
  const company = raw.company ?? visitor;
  const lead = company === undefined ? raw : { ...raw, company };
  return tells(lead) ? lead : null;
}
