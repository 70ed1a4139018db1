import type { LeadInput } from "./lead-input.ts";

/** A lead of which only the source is known; doors fill in what they were told. */
export function blankLead(source: string): LeadInput {
  return {
    company: null,
    domain: null,
    website: null,
    email: null,
    name: null,
    title: null,
    linkedin: null,
    phone: null,
    country: null,
    productInterest: null,
    freeText: null,
    source,
    externalId: null,
    pageUrl: null,
    utm: { source: null, medium: null, campaign: null, term: null, content: null },
    budget: null,
    employees: null,
    consent: null,
    extra: {},
    flags: [],
  };
}
