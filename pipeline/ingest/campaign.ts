import type { LeadInput } from "./lead-input.ts";

/** Where an enquiry came from, without anything that could name a person: campaign, and page. */
export type Campaign = Partial<Record<CampaignField, string>>;

export type CampaignField =
  | "utm_source"
  | "utm_medium"
  | "utm_campaign"
  | "utm_term"
  | "utm_content"
  | "page";

const LONGEST = 200;

/** The campaign of a lead; null where it tells none. Of a page its host and path: a query may name somebody. */
export function campaignOf({ utm, pageUrl }: Pick<LeadInput, "utm" | "pageUrl">): Campaign | null {
  const page = URL.parse(pageUrl ?? "");
  const isWeb = page?.protocol === "https:" || page?.protocol === "http:";
  const said: Record<CampaignField, string | null> = {
    utm_source: utm.source,
    utm_medium: utm.medium,
    utm_campaign: utm.campaign,
    utm_term: utm.term,
    utm_content: utm.content,
    page: page && isWeb ? page.host + page.pathname.replace(/\/$/, "") : null,
  };
  const told = Object.entries(said).flatMap(([field, value]) =>
    value === null || value.includes("@") ? [] : [[field, value.slice(0, LONGEST)] as const],
  );
  return told.length > 0 ? Object.fromEntries(told) : null;
}
