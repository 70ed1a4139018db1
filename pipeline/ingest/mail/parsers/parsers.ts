import type { Mail } from "../mail.ts";
import { calendly } from "./calendly.ts";
import { hubspot } from "./hubspot.ts";
import { linkedin } from "./linkedin.ts";
import type { MailParser } from "./parser.ts";
import { capterra, g2 } from "./review-sites.ts";
import { labelledForm, wordpress } from "./site-forms.ts";
import { typeform } from "./typeform.ts";

/** Everybody whose mails about leads are understood, the surest first. A new one is a file and a line here. */
const parsers: readonly MailParser[] = [
  g2,
  capterra,
  linkedin,
  hubspot,
  calendly,
  typeform,
  wordpress,
  labelledForm,
];

export function parserOf(mail: Mail): MailParser | undefined {
  return parsers.find((parser) => parser.matches(mail));
}
