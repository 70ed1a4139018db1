import type { Decision } from "./decision.ts";
import type { Known } from "./line.ts";
import { textOf } from "./line.ts";

type Risk = Decision["riskFlags"][number];

/** What a rep should know before acting. Every flag names its rule. */
export function risks({ lead, facts, playbook }: Known): Risk[] {
  const mailHost = lead.email?.split("@").at(-1);
  const free = lead.flags.includes("free_mail");
  const foreign = mailHost && lead.domain && !free && !mailHost.endsWith(lead.domain);
  const country = textOf(facts, "hq_country") ?? lead.country;
  const found: (Risk | false | null | undefined | "")[] = [
    free && { rule: "free-mail", text: "Sender uses a free mail address" },
    lead.flags.includes("role_mail") && {
      rule: "role-mail",
      text: "The address is a mailbox, not a person",
    },
    lead.flags.includes("suspicious_text") && {
      rule: "suspicious-text",
      text: "Suspicious text, shown as data",
    },
    foreign && {
      rule: "domain-mismatch",
      text: `The e-mail is of ${mailHost}, the company of ${lead.domain}`,
    },
    country &&
      playbook.denied.includes(country) && {
        rule: "sanction-country",
        text: `The company is based in ${country}, which you do not serve`,
      },
    facts.length === 0 && { rule: "no-evidence", text: "Nothing public could be read" },
  ];
  return found.filter((risk): risk is Risk => Boolean(risk));
}
