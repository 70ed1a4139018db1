import { adatum, contoso, litware, tailspin } from "./companies-modest.ts";
import { fabrikam, northwind, redirecting, spa, wingtip } from "./companies-strong.ts";
import type { Company } from "./company.ts";

/** The companies with names, by host. */
export const companies: ReadonlyMap<string, Company> = new Map(
  [northwind, fabrikam, litware, adatum, contoso, tailspin, wingtip, spa, redirecting].map(
    (company) => [company.host, company],
  ),
);
