import { isHostOf } from "./contact.ts";
import { countryName } from "./country-name.ts";
import type { Decision } from "./decision.ts";
import { type Known, textOf } from "./line.ts";

type Risk = Decision["riskFlags"][number];

/** Each rule and the sentence it says when it sees something. */
const rules: readonly [rule: string, see: (known: Known) => string | false][] = [
  ["free-mail", flagged("free_mail", "Sender uses a free mail address")],
  ["disposable-mail", flagged("disposable_mail", "Sender uses a disposable mail address")],
  ["role-mail", flagged("role_mail", "The address is a mailbox, not a person")],
  ["suspicious-text", flagged("suspicious_text", "Suspicious text, shown as data")],
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
  if (facts.length > 0) return false;
  return lead.domain ? "Nothing public could be read" : "No website is known";
}
