import { answers } from "../../cards/answers.ts";
import { MOST_MESSAGE, messageForm, messageProblems } from "../../cards/message-form.ts";
import type { World } from "../../jobs/world.ts";
import { blankLead } from "../../pipeline/ingest/blank-lead.ts";
import { cleanText } from "../../pipeline/ingest/clean-text.ts";
import { type EmailAddress, readEmail } from "../../pipeline/ingest/email-address.ts";
import { identify } from "../../pipeline/ingest/identify.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { plainText } from "../../pipeline/ingest/mark-up.ts";
import { suspicious } from "../../pipeline/ingest/suspicious.ts";
import { readWebAddress } from "../../pipeline/ingest/web-address.ts";
import { addLead } from "./add-lead.ts";
import { refusePress } from "./refusal.ts";
import type { Answer, ChatMessage, Request, Submission } from "./request.ts";

/** "Make this a lead" on any message: a form with what the message says, to be checked and sent. */
export async function askMessageLead(
  world: World,
  { who }: Request,
  message: ChatMessage,
): Promise<Answer> {
  const refused = await refusePress(world, who, "from_message");
  if (refused) return refused;
  const plain = plainText(message.text);
  const text = cleanText(plain, MOST_MESSAGE);
  const { company, domain, email } = identify(text);
  const permalink = isWebPage(message.permalink) ? message.permalink : null;
  return {
    kind: "form",
    form: messageForm({ company: domain ?? company, email, text, permalink }),
  };
}

/** The form as it was sent. From here on the lead goes the way of a typed one. */
export async function submitMessageLead(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  const read = readMessageForm(values);
  if ("errors" in read) return { kind: "invalid", errors: read.errors };
  const permalink = isWebPage(args.permalink) ? args.permalink : null;
  const lead = { ...read.lead, source: request.who.surface, pageUrl: permalink };
  return addLead(world, request, { kind: "text", lead });
}

type ReadForm = { lead: LeadInput } | { errors: Record<string, string> };

function readMessageForm(values: Submission["values"]): ReadForm {
  const { company, email, message = "" } = values;
  const site = company === undefined ? undefined : readWebAddress(company);
  const mail = email === undefined ? undefined : readEmail(email);
  const domain = (site?.ok ? site.domain : mail?.domain) ?? null;

  const errors: Record<string, string> = {};
  if (email !== undefined && !mail) errors.email = messageProblems.badEmail(email);
  const gated = mail?.flags.includes("disposable_mail"); // the gate says so, on a card
  if (!domain && !gated) errors.company = missingDomain(company, site, mail);
  if (Object.keys(errors).length > 0) return { errors };

  const { name, phone, country, company: written } = identify(message);
  const typed = site?.ok ? written : (company ?? written);
  const from = { company: typed, domain, website: site?.ok ? site.website : null };
  const person = { name, phone, country, email: mail?.email ?? null };
  const flags = [...suspicious(message), ...(mail?.flags ?? [])];
  return { lead: { ...blankLead("chat"), ...from, ...person, freeText: message || null, flags } };
}

/** What to do about a form that names no company by its domain. */
function missingDomain(
  company: string | undefined,
  site: ReturnType<typeof readWebAddress> | undefined,
  mail: EmailAddress | undefined,
): string {
  if (company !== undefined && /[.:/]/.test(company) && site && !site.ok) return site.why;
  if (company !== undefined) return messageProblems.noDomain(company);
  const host = mail?.email.split("@").at(-1);
  return host ? answers.freeMail(host) : messageProblems.noCompany;
}

/** A link that may be shown again. */
function isWebPage(url: string | null | undefined): url is string {
  const { protocol } = URL.parse(url ?? "") ?? {};
  return protocol === "https:" || protocol === "http:";
}
