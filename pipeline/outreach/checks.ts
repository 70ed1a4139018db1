import type { Claim } from "./mail.ts";

const promises = new RegExp(
  [
    // A price, a discount, a share.
    "(?:[€$£]|\\b(?:eur|usd|gbp|chf)\\s?)\\s?\\d[\\d.,]*",
    "\\b\\d[\\d.,]*\\s?(?:%|percent\\b|(?:eur|euros?|usd|dollars?|pounds?|chf)\\b|€)",
    "\\b(?:discount\\w*|for free|free of charge|no charge|cheaper|best price|refund\\w*|money[- ]back)\\b",
    // A word somebody could hold us to.
    "\\b(?:guarantee\\w*|warrant(?:y|ies)|promise[sd]?|binding|contractual\\w*|liab(?:le|ility))\\b",
    "\\bwe (?:will|shall|can) (?:deliver|ship|finish|complete|have it)\\b",
  ].join("|"),
  "giu",
);

/** The words of a mail that promise something: a price, a discount, a guarantee, a delivery. */
export function promisesIn(text: string): string[] {
  return [...new Set([...text.matchAll(promises)].map(([found]) => found.trim()))];
}

/** The claims that a mail still makes word for word; an edit may have taken some out. */
export function claimsIn(body: string, claims: readonly Claim[]): Claim[] {
  return claims.filter(({ text }) => body.includes(text));
}
