import { readLinkedin } from "./linkedin.ts";
import { isFreeMail } from "./mail-domains.ts";
import { isAddress, isPlainAddress, trimToken } from "./token.ts";
import { canonicalDomain, isSharedSite } from "./web-address.ts";

/** One entry of a pasted list, and the address in it if there is one. */
export type Entry = { text: string; token: string | null };

const conjunction = /^(?:and|und|et|y|e|i|és|en|och|og|or|oder|ou|plus|&|\+|-|–|•|\*|\/)$/iu;
const header =
  /\b(?:company|name|domain|website|web|url|e-?mail|firma|société|empresa|azienda|cég)\b/iu;

/**
 * Takes a list of addresses or a pasted table apart; undefined for anything else. A signature has
 * several addresses too, but all of one company, so a list must name at least two.
 */
export function splitList(words: string): Entry[] | undefined {
  const tokens = words
    .split(/[\s,;|]+/u)
    .map(trimToken)
    .filter(Boolean);
  if (tokens.filter(isAddress).length < 2) return undefined;
  if (tokens.every((token) => isAddress(token) || conjunction.test(token))) {
    return tokens.filter(isAddress).map((token) => ({ text: token, token }));
  }

  const lines = words.split("\n").filter((line) => line.trim() !== "");
  const rows = lines.length > 1 ? lines : words.split(/[,;|]/);
  const entries = rows.map(readRow);
  const [first] = entries;
  if (first?.token === null && header.test(first.text)) entries.shift();

  const found = entries.flatMap(({ token }) => token ?? []);
  const companies = new Set(found.map(companyOf).filter((domain) => domain !== null));
  return companies.size >= 2 && found.length * 3 >= entries.length * 2 ? entries : undefined;
}

/** A row's e-mail address says more than its website. */
function readRow(row: string): Entry {
  const tokens = row
    .split(/[\s,;|]+/u)
    .map(trimToken)
    .filter(isPlainAddress);
  const token = tokens.find((token) => token.includes("@")) ?? tokens[0] ?? null;
  return { text: row.replace(/\s+/g, " ").trim(), token };
}

function companyOf(token: string): string | null {
  if (readLinkedin(token)) return null;
  const domain = canonicalDomain(token.slice(token.lastIndexOf("@") + 1));
  return domain !== null && !isSharedSite(domain) && !isFreeMail(domain) ? domain : null;
}
