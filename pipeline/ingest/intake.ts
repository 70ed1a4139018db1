import { type EmailAddress, readEmail } from "./email-address.ts";
import { IntakeBody } from "./intake-body.ts";
import type { LeadInput } from "./lead-input.ts";
import { normalise, type RawLead } from "./normalise.ts";
import { suspicious } from "./suspicious.ts";
import { readWebAddress } from "./web-address.ts";

type IntakeError = { field: string; message: string };
export type Intake = { ok: true; lead: LeadInput } | { ok: false; errors: IntakeError[] };

/** Reads the JSON a form or program sent to the intake door, or names every field that is wrong and its fix. */
export function parseIntake(json: unknown): Intake {
  const parsed = IntakeBody.safeParse(json);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => {
      const field = path.length === 0 ? "body" : path.join(".");
      return { field, message: `${field} ${message}.` };
    });
    return { ok: false, errors };
  }

  const body = parsed.data;
  const mail = body.email === null ? undefined : readEmail(body.email);
  const site = body.url === null ? undefined : readWebAddress(body.url);
  const errors = [...missing(body, mail)];
  if (site && !site.ok) errors.push({ field: "url", message: site.why });
  if (body.email !== null && !mail) {
    errors.push({ field: "email", message: "email is not a whole address, like ana@acme.com." });
  }
  if (errors.length > 0 || body.source === null) return { ok: false, errors };

  const { lead } = normalise(rawOf(body), body.source);
  return {
    ok: true,
    lead: { ...lead, flags: [...suspicious(textIn(json)), ...(mail?.flags ?? [])] },
  };
}

function missing(body: IntakeBody, mail: EmailAddress | undefined): IntakeError[] {
  const errors: IntakeError[] = [];
  if (body.company === null) {
    errors.push({ field: "company", message: 'company is missing. Send its name, like "Acme".' });
  }
  if (body.url === null && body.email === null) {
    errors.push({ field: "url", message: "url and email are both missing. Send one of them." });
  }
  if (body.url === null && mail?.flags.includes("free_mail")) {
    const message = "url is missing, and a free mail address does not tell the company. Send url.";
    errors.push({ field: "url", message });
  }
  if (body.source === null) {
    const message = 'source is missing. Say where the lead is from, like "website".';
    errors.push({ field: "source", message });
  }
  return errors;
}

function rawOf(body: IntakeBody): RawLead {
  return {
    company: body.company,
    url: body.url,
    website: body.website,
    email: body.email,
    name: body.name,
    title: body.title,
    phone: body.phone,
    country: body.country,
    productInterest: body.product_interest,
    freeText: body.free_text,
    externalId: body.external_id,
    pageUrl: body.page_url,
    utm: {
      source: body.utm_source,
      medium: body.utm_medium,
      campaign: body.utm_campaign,
      term: body.utm_term,
      content: body.utm_content,
    },
    budget: body.budget === null ? null : String(body.budget),
    consent: body.consent,
  };
}

/** The texts of a body that people will see, as they came. */
function textIn(json: unknown): string {
  const fields = new Map(Object.entries(json ?? {}));
  const shown = ["company", "name", "title", "product_interest", "free_text"];
  return shown.map((field) => String(fields.get(field) ?? "")).join("\n");
}
