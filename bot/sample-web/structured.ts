import type { Company } from "./company.ts";
import { day } from "./words.ts";

/** The company as schema.org sees it, as many sites embed it. */
export function organization({ name, legalName, host, founded, address, trade }: Company): unknown {
  return {
    "@context": "https://schema.org",
    "@type": "Organization",
    name,
    legalName,
    url: `https://${host}/`,
    description: trade,
    foundingDate: String(founded),
    address: {
      "@type": "PostalAddress",
      streetAddress: address.street,
      postalCode: address.postcode,
      addressLocality: address.city,
      addressCountry: address.countryCode,
    },
  };
}

/** All openings as one graph of job postings. */
export function postings(company: Company, now: Date): unknown {
  return {
    "@context": "https://schema.org",
    "@graph": company.jobs.map(({ title, place, daysAgo }, index) => ({
      "@type": "JobPosting",
      title,
      identifier: `${company.host}-${index + 1}`,
      datePosted: day(now, daysAgo, company.lang).iso,
      employmentType: "FULL_TIME",
      hiringOrganization: { "@type": "Organization", name: company.name },
      jobLocation: {
        "@type": "Place",
        address: { "@type": "PostalAddress", addressLocality: place },
      },
    })),
  };
}
