import type { DoorKind } from "../../pipeline/ingest/doors/door.ts";

type Opened = { origin: string; id: string; secret: string; bearer: string };

/** What to do at the other side so that its deliveries come here, line by line. */
export function doorHelp(kind: DoorKind, opened: Opened): string[] {
  const url = `${opened.origin}/api/v1/hooks/${opened.id}`;
  return help[kind]({ ...opened, url, secretUrl: `${url}/${opened.secret}` });
}

/** Whose secret it is: those made by the vendor are read from stdin. */
export const vendorSecrets: readonly DoorKind[] = [
  "hubspot",
  "linkedin_lead_sync",
  "meta_lead_ads",
];

/** Doors that are opened by another verb. */
export const openedElsewhere: readonly DoorKind[] = ["gmail", "microsoft365"];

type At = Opened & { url: string; secretUrl: string };

const help: Record<DoorKind, (at: At) => string[]> = {
  intake: ({ origin, id, secret, bearer }) => [
    `Post JSON to ${origin}/api/v1/leads/intake with the bearer, or sign it with the secret.`,
    `Bearer       ${bearer}`,
    `X-Baton-Key  ${id}`,
    `Secret       ${secret}`,
  ],
  form: ({ url, secret, secretUrl }) => [
    `Address  ${url}`,
    `Secret   ${secret}`,
    "Post JSON or form data with X-Signature (hex HMAC-SHA256 of the body), or with",
    "Authorization: Bearer and the secret. A page that can do neither posts to",
    secretUrl,
  ],
  wpforms: ({ url, secret }) => [
    "In WPForms: Settings, Webhooks, Add New Webhook.",
    `Request URL     ${url}`,
    "Request Method  POST",
    "Request Format  JSON",
    `Secret          ${secret}`,
    "Map the fields you want; add entry_id with the smart tag {entry_id}.",
  ],
  gravity_forms: ({ url, secret }) => [
    "In Gravity Forms: Settings, Webhooks, Add New.",
    `Request URL     ${url}`,
    "Request Method  POST",
    "Request Format  JSON",
    `Request Header  Authorization: Bearer ${secret}`,
    "Request Body    All Fields. Say what your fields are: --field 3=company --field 5=free_text",
  ],
  typeform: ({ url, secret }) => [
    "In Typeform: Connect, Webhooks, Add a webhook.",
    `Endpoint  ${url}`,
    `Secret    ${secret}`,
  ],
  tally: ({ url, secret }) => [
    "In Tally: Integrations, Webhooks, Connect.",
    `Endpoint URL    ${url}`,
    `Signing secret  ${secret}`,
  ],
  webflow: ({ url }) => [
    "In Webflow: Site settings, Apps & integrations, Webhooks, Form submission.",
    `URL  ${url}`,
    "Give this door the secret that Webflow shows: --rotate --secret -",
  ],
  mail: ({ secretUrl }) => [
    "At your mail provider (SendGrid Inbound Parse, Postmark or Mailgun Routes) post mails to",
    secretUrl,
  ],
  gmail: () => [],
  microsoft365: () => [],
  hubspot: ({ url }) => [
    "In your HubSpot app: Webhooks, Target URL.",
    `Target URL  ${url}`,
    "This door's secret is the app's client secret; with --access it fetches records.",
  ],
  pipedrive: ({ secretUrl, secret }) => [
    "In Pipedrive: Tools and apps, Webhooks, Create new webhook (version 2).",
    `Endpoint URL       ${secretUrl}`,
    "HTTP Auth user     baton",
    `HTTP Auth password ${secret}`,
  ],
  salesforce: ({ secretUrl }) => [
    "In Salesforce Setup: Outbound Messages, New.",
    `Endpoint URL  ${secretUrl}`,
    "Say which organisation is yours: --set organizationId=00D…",
  ],
  linkedin_lead_sync: ({ url }) => [
    "In your LinkedIn app: Webhooks, Create webhook, Lead Sync.",
    `URL  ${url}`,
    "This door's secret is the app's client secret; with --access it fetches answers.",
  ],
  meta_lead_ads: ({ url }) => [
    "In your Meta app: Webhooks, Page, leadgen.",
    `Callback URL  ${url}`,
    "Verify token  the app secret, or what you --set verifyToken to",
    "This door's secret is the app secret; with --access it fetches leads.",
  ],
  google_lead_form: ({ url, secret }) => [
    "In Google Ads: the lead form asset, Export leads, Webhook integration.",
    `Webhook URL  ${url}`,
    `Key          ${secret}`,
  ],
  events: ({ origin, bearer }) => [
    `Post JSON with a type to ${origin}/ingest/webhook.`,
    `Authorization  Bearer ${bearer}`,
  ],
};
