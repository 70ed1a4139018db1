import { values } from "../enrich/fact.ts";
import { isHostOf } from "./contact.ts";
import { countryName } from "./country-name.ts";
import type { Decision } from "./decision.ts";
import { factsNamed, type Known, textOf } from "./line.ts";

type Risk = Decision["riskFlags"][number];

/** Each rule and the sentence it says when it sees something. */
const rules: readonly [rule: string, see: (known: Known) => string | false][] = [
  ["free-mail", flagged("free_mail", "Sender uses a free mail address")],
  ["disposable-mail", flagged("disposable_mail", "Sender uses a disposable mail address")],
  ["role-mail", flagged("role_mail", "The address is a mailbox, not a person")],
  ["undeliverable", undeliverable],
  ["suspicious-text", flagged("suspicious_text", "Suspicious text, shown as data")],
  ["orders-to-programs", speaksToPrograms],
  ["domain-mismatch", mismatch],
  ["sanction-country", sanctioned],
  ["no-evidence", nothingRead],
];

/** What a rep should know before acting. Every flag names its rule. */
export function risks(known: Known): Risk[] {
  return rules.flatMap(([rule, see]) => {
    const text = see(known);
    return text ? [{ rule, text }] : [];
  });
}

function flagged(flag: string, text: string) {
  return ({ lead }: Known) => lead.flags.includes(flag) && text;
}

/** Only the company's own domain was asked whether it takes mail. */
function undeliverable({ lead, facts }: Known): string | false {
  const host = lead.email?.split("@").at(-1)?.toLowerCase();
  const [fact] = factsNamed(facts, "mail_domain");
  const mail = values.mail_domain.safeParse(fact?.value).data;
  if (!host || host !== lead.domain || !mail || mail.accepts) return false;
  return `Undeliverable: ${host} takes no mail`;
}

function speaksToPrograms({ facts }: Known): string | false {
  const found = factsNamed(facts, "suspicious_text").length > 0;
  return found && "A page of theirs gives orders to AI tools; they were ignored";
}

/** Free and disposable addresses belong to nobody's company; they have rules of their own. */
function mismatch({ lead }: Known): string | false {
  const host = lead.email?.split("@").at(-1);
  const anybodys = lead.flags.includes("free_mail") || lead.flags.includes("disposable_mail");
  if (!host || !lead.domain || anybodys || isHostOf(host, lead.domain)) return false;
  return `The e-mail is from ${host}, the company is ${lead.domain}`;
}

function sanctioned({ lead, facts, playbook }: Known): string | false {
  const country = textOf(facts, "hq_country") ?? lead.country;
  if (!country || !playbook.denied.includes(country)) return false;
  return `Its country is ${countryName(country)}, which you do not serve`;
}

function nothingRead({ lead, facts }: Known): string | false {
  if (facts.some(({ provider }) => provider !== "dns")) return false; // DNS answers for dead sites too
  return lead.domain ? "Nothing public could be read" : "No website is known";
}
