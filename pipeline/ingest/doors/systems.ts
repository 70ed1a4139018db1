import { ownOf } from "./json.ts";

/** What people call the systems whose records come through a door. */
const names: Readonly<Record<string, string>> = {
  hubspot: "HubSpot",
  pipedrive: "Pipedrive",
  salesforce: "Salesforce",
  linkedin_lead_sync: "LinkedIn",
  meta_lead_ads: "Meta",
  google_lead_form: "Google",
};

export function systemName(channel: string): string {
  return ownOf(names, channel) ?? channel;
}
