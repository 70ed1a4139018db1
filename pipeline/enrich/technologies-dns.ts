import type { Fact } from "./fact.ts";
import { patternOf } from "./sign-pattern.ts";
import { type Sign, technologies } from "./technologies.ts";

/** What a domain's records say; MX best first, `.` for one that takes no mail, CNAME of its www. */
export type DnsRecords = { MX: string[]; TXT: string[]; CNAME: string[] };

const MOST_QUOTE = 300;
/** What somebody once had to prove stays in the zone long after the contract. */
const CERTAIN = { MX: 0.9, TXT: 0.8, CNAME: 0.9 };

type Proof = { type: keyof DnsRecords; record: string };

/** Products that a company's DNS names, each with the record as proof. */
export function technologiesInDns(domain: string, records: DnsRecords, observedAt: string): Fact[] {
  return technologies.flatMap(({ name, category, modern, signs }) => {
    const proof = signs.map((sign) => prove(sign, records)).find(Boolean);
    return proof ? [fromDns(domain, "tech", { name, category, modern }, proof, observedAt)] : [];
  });
}

/** A fact a record says; its address is the record's (RFC 4501). */
export function fromDns(
  domain: string,
  name: Fact["name"],
  value: Fact["value"],
  { type, record }: Proof,
  observedAt: string,
): Fact {
  return {
    ...{ name, value, sourceUrl: `dns:${domain}?type=${type}` },
    ...{ quote: `${type} ${record}`.slice(0, MOST_QUOTE), provider: "dns" },
    ...{ observedAt, confidence: CERTAIN[type] },
  };
}

function prove({ kind, value }: Sign, { MX, TXT, CNAME }: DnsRecords): Proof | undefined {
  switch (kind) {
    case "mx":
      return proofIn("MX", MX, (host) => isUnder(host, value));
    case "cname":
      return proofIn("CNAME", CNAME, (host) => isUnder(host, value));
    case "txt":
      return proofIn("TXT", TXT, (text) => patternOf(value).at(text.trim()) === 0);
    case "spf":
      return proofIn("TXT", TXT, (text) => sendersIn(text).some((host) => isUnder(host, value)));
    default:
      return undefined;
  }
}

function proofIn(
  type: Proof["type"],
  records: readonly string[],
  fits: (record: string) => boolean,
): Proof | undefined {
  const record = records.find(fits);
  return record === undefined ? undefined : { type, record };
}

/** Who may send a domain's mail. https://www.rfc-editor.org/rfc/rfc7208#section-5 */
function sendersIn(text: string): string[] {
  if (!/^v=spf1(?:\s|$)/i.test(text)) return [];
  return [...text.matchAll(/(?:^|\s)[+?~]?(?:include:|redirect=)([\w.-]+)/gi)].map(
    ([, host = ""]) => host,
  );
}

function isUnder(host: string, domain: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return name === domain || name.endsWith(`.${domain}`);
}
