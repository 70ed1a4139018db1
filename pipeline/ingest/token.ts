/** Quotes and brackets people put around things, and what sentences end with. */
const before = /^[\s"'“”„‘’‚«»<([{`]+/u;
const after = /[\s"'“”„‘’‚«»>)\]}`,;:!?.…]+$/u;

/** A word without the punctuation around it: `“acme.com”,` → `acme.com`. */
export function trimToken(text: string): string {
  const token = text.replace(before, "");
  return token.slice(0, token.length - trailing(token, after));
}

/** A phrase without its quotes; full stops stay, they may belong to `Acme Inc.` */
export function trimQuotes(text: string): string {
  const phrase = text.replace(/^[\s"“”„«»`]+/u, "");
  return phrase.slice(0, phrase.length - trailing(phrase, /[\s"“”„«»`]+$/u));
}

/** Whether a word can only be meant as an address: it has a dot, an @, a scheme, or is a bare number. */
export function isAddress(token: string): boolean {
  return /[.。．｡@]\S|^[a-z][a-z0-9+.-]*:\S|^\p{Nd}+$|^0x[\da-f]+$|^localhost$|::/iu.test(token);
}

/** Whether a word in the middle of others is an address: `acme.com`, `ana@acme.com`, not `1.000` or `e.g.` */
export function isPlainAddress(token: string): boolean {
  return /^\S+[.@][\p{L}\d-]*\p{L}{2}/u.test(token) && isAddress(token);
}

/** A regular expression that ends in `$` is quadratic on long runs; only the end can match, so only it is looked at. */
function trailing(text: string, end: RegExp): number {
  return end.exec(text.slice(-200))?.[0].length ?? 0;
}
