import { companies } from "./companies.ts";
import type { Company } from "./company.ts";
import { numberedCompany } from "./volume.ts";

/** Hosts whose fate is not a company's website. */
const oddHosts = {
  "quiet.example": "asks not to be read",
  "parked.example": "is for sale",
  "slow.example": "never answers",
  "broken.example": "answers with errors only",
} as const;
export type OddHost = keyof typeof oddHosts;

/** Who answers at a name of the sample web; undefined where nobody does. */
export function hostOf(
  name: string,
): { host: string; odd?: OddHost; company?: Company } | undefined {
  const host = name
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^www\./, "");
  const odd = Object.keys(oddHosts).find((key): key is OddHost => key === host);
  if (odd) return { host, odd };
  const company = companies.get(host) ?? numberedCompany(host);
  return company && { host, company };
}
