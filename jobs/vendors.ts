import type { Vendors } from "./world.ts";

/** Where the vendors themselves answer. */
export const vendors: Vendors = {
  hubspot: "https://api.hubapi.com",
  gmail: "https://gmail.googleapis.com",
  googleCerts: "https://www.googleapis.com/oauth2/v3/certs",
  googleToken: "https://oauth2.googleapis.com/token",
  graph: "https://graph.microsoft.com",
  microsoftLogin: "https://login.microsoftonline.com",
  linkedin: "https://api.linkedin.com",
  linkedinLogin: "https://www.linkedin.com",
  meta: "https://graph.facebook.com",
  clearbit: "https://company.clearbit.com",
  peopleDataLabs: "https://api.peopledatalabs.com",
  googleNews: "https://news.google.com",
};
