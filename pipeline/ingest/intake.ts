import { countryCode } from "./country.ts";
import { type EmailAddress, readEmail } from "./email-address.ts";
import { IntakeBody } from "./intake-body.ts";
import type { LeadInput } from "./lead-input.ts";
import { readPhone } from "./phone.ts";
import { suspicious } from "./suspicious.ts";
import { readWebAddress, type WebAddress } from "./web-address.ts";

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

  const flags = [...suspicious(textIn(json)), ...(mail?.flags ?? [])];
  const lead = toLead(body, mail, site?.ok ? site : undefined);
  return { ok: true, lead: { ...lead, source: body.source, flags } };
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

function toLead(
  body: IntakeBody,
  mail: EmailAddress | undefined,
  site: WebAddress | undefined,
): Omit<LeadInput, "source" | "flags"> {
  const website = readWebAddress(body.website ?? "");
  const country = body.country === null ? null : countryCode(body.country);
  return {
    company: body.company,
    domain: site?.domain ?? mail?.domain ?? (website.ok ? website.domain : null),
    website: site?.website ?? (website.ok ? website.website : null),
    email: mail?.email ?? null,
    name: body.name,
    title: body.title,
    phone: body.phone === null ? null : readPhone(body.phone, country),
    country,
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
    budget: body.budget,
    consent: body.consent,
  };
}

/** The texts of a body that people will see, as they came. */
function textIn(json: unknown): string {
  const fields = new Map(Object.entries(json ?? {}));
  const shown = ["company", "name", "title", "product_interest", "free_text"];
  return shown.map((field) => String(fields.get(field) ?? "")).join("\n");
}
