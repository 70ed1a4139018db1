import { vendors } from "../../jobs/vendors.ts";
import type { VendorName, Vendors } from "../../jobs/world.ts";
import { httpUrl } from "./url.ts";

const url = (address: string) => httpUrl(`use an address like ${address}`).default(address);

/** `HUBSPOT_API_URL` and its like: gateways and tests put other addresses in. */
export const vendorUrls = {
  HUBSPOT_API_URL: url(vendors.hubspot),
  GMAIL_API_URL: url(vendors.gmail),
  GOOGLE_CERTS_URL: url(vendors.googleCerts),
  GOOGLE_TOKEN_URL: url(vendors.googleToken),
  GRAPH_API_URL: url(vendors.graph),
  MICROSOFT_LOGIN_URL: url(vendors.microsoftLogin),
  LINKEDIN_API_URL: url(vendors.linkedin),
  LINKEDIN_LOGIN_URL: url(vendors.linkedinLogin),
  META_API_URL: url(vendors.meta),
  CLEARBIT_API_URL: url(vendors.clearbit),
  PEOPLE_DATA_LABS_API_URL: url(vendors.peopleDataLabs),
  GOOGLE_NEWS_URL: url(vendors.googleNews),
};

/** The addresses as calls begin with them: no slash at their end. */
export function vendorsOf(env: Record<keyof typeof vendorUrls, string>): Vendors {
  const urls = {
    hubspot: env.HUBSPOT_API_URL,
    gmail: env.GMAIL_API_URL,
    googleCerts: env.GOOGLE_CERTS_URL,
    googleToken: env.GOOGLE_TOKEN_URL,
    graph: env.GRAPH_API_URL,
    microsoftLogin: env.MICROSOFT_LOGIN_URL,
    linkedin: env.LINKEDIN_API_URL,
    linkedinLogin: env.LINKEDIN_LOGIN_URL,
    meta: env.META_API_URL,
    clearbit: env.CLEARBIT_API_URL,
    peopleDataLabs: env.PEOPLE_DATA_LABS_API_URL,
    googleNews: env.GOOGLE_NEWS_URL,
  };
  const bare = Object.entries(urls).map(([name, url]) => [name, url.replace(/\/$/, "")]);
  return Object.fromEntries(bare) as Record<VendorName, string>; // the names of `urls`
}
