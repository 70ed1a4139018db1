/** These hold the page itself; a class on them says what is on the page, not what they are. */
const whole = new Set(["html", "body", "main", "article"]);

const notices = new RegExp(
  [
    "cookie[-_]?(?:banner|bar|box|consent|dialog|disclaimer|hint|law|layer|message|modal|notice|notification|overlay|popup|settings|wall|warning|info|confirmation)",
    "(?:consent|gdpr|ccpa|privacy)[-_]?(?:banner|bar|dialog|layer|manager|modal|notice|overlay|popup|tool|wall)",
    "onetrust-|cybotcookiebot|usercentrics-|didomi-|cmplz-|cky-|osano-cm|iubenda-cs|termly-|borlabscookie|truste_",
    "(?:social|post|page)?[-_]?(?:share|sharing)[-_]?(?:bar|buttons?|icons?|links?|list|tools|this|widget)",
    "addtoany|sharethis|sharedaddy|addthis|shariff",
  ]
    .map((names) => `(?:^|[\\s_-])(?:${names})`)
    .join("|"),
  "i",
);

/** Whether an element with these names (id, class, role) speaks about the site, not for it. */
export function isNotice(name: string, names: string): boolean {
  if (whole.has(name) || names.length < 6) return false;
  return / (?:alert)?dialog$/i.test(names) || notices.test(names.slice(0, 1000));
}
