/**
 * Endings that never lead to a company: special-use names and names that only exist inside networks.
 * `.example` is missing on purpose: the sample web lives there.
 * https://www.iana.org/assignments/special-use-domain-names
 */
export const reservedEndings: readonly string[] = [
  "alt",
  "arpa",
  "corp",
  "home",
  "internal",
  "intranet",
  "invalid",
  "lan",
  "local",
  "localdomain",
  "localhost",
  "onion",
  "private",
  "test",
  "workgroup",
];

/** Company sites that the public suffix list names as suffixes because customers live below them. */
export const companySuffixes: ReadonlySet<string> = new Set([
  "1password.ca",
  "1password.com",
  "1password.eu",
]);

/** Sites where a page belongs to somebody else than the site. */
export const sharedSites: ReadonlySet<string> = new Set([
  "bit.ly",
  "crunchbase.com",
  "facebook.com",
  "fb.com",
  "g2.com",
  "glassdoor.com",
  "instagram.com",
  "linktr.ee",
  "lnkd.in",
  "medium.com",
  "t.co",
  "t.me",
  "tiktok.com",
  "twitter.com",
  "wa.me",
  "x.com",
  "xing.com",
  "youtube.com",
]);
