import { readEmail } from "../email-address.ts";

/**
 * The addresses in a cell, in their order: `Ana <ana@acme.com>; info@acme.com` has two. Of several
 * only those that mail could reach; one alone is for the caller to judge.
 */
export function emailsIn(cell: string): string[] {
  const words = cell
    .split(/[\s;,|<>()"/]+/u)
    .map((word) => word.replace(/^(?:mailto:|')+|[.'?]+$/gi, ""))
    .filter((word) => word.includes("@"));
  return words.length > 1 ? words.filter((word) => readEmail(word) !== undefined) : words;
}
