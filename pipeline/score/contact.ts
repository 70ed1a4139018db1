import { values } from "../enrich/fact.ts";
import type { Finding, Known, Line } from "./line.ts";
import { factsNamed, fromFact, fromLead, linesOf, neutral } from "./line.ts";
import { isDecisionMaker } from "./seniority.ts";

const line = linesOf("FIT");

/** Whom we would be talking to. */
export function contactLines(known: Known): Line[] {
  return [
    line("email_pattern", "business e-mail", [-3, 1], emailPattern(known)),
    line("decision_maker", "decision maker", [0, 6], decisionMaker(known)),
    line("contact_complete", "complete contact", [0, 2], completeContact(known)),
  ];
}

/** Whether a mail host is a company's own: `mail.acme.com` is acme.com's, `notacme.com` is not. */
export function isHostOf(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function emailPattern({ lead }: Known): Finding | null {
  if (!lead.email) return null;
  if (lead.flags.includes("free_mail")) return fromLead(0, -3, "Writes from a free mail address");
  const host = lead.email.split("@").at(-1) ?? "";
  return lead.domain !== null && isHostOf(host, lead.domain)
    ? fromLead(1, 1, "Writes from the company's own address")
    : neutral(0.5);
}

/** The contact's own title says more than a name on the team page. */
function decisionMaker({ lead, facts }: Known): Finding | null {
  if (lead.title) {
    if (!isDecisionMaker(lead.title)) return neutral(0);
    const who = [lead.name, lead.title].filter(Boolean).join(", ");
    return fromLead(1, 6, `You talk to a decision maker: ${who}`);
  }
  for (const fact of factsNamed(facts, "person")) {
    const who = values.person.safeParse(fact.value).data;
    if (!who || !isDecisionMaker(who.title)) continue;
    return fromFact(fact, 0.5, 1, `Decision maker named: ${who.name}, ${who.title}`);
  }
  return null;
}

function completeContact({ lead }: Known): Finding | null {
  if (!lead.email) return null;
  const rest = [lead.phone && "phone", lead.title && "title"].filter(Boolean);
  return lead.name && rest.length > 0
    ? fromLead(1, 2, `Complete contact: ${["name", "e-mail", ...rest].join(", ")}`)
    : neutral(0);
}
