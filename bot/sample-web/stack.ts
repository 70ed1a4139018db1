/** What a site runs on: the tag it puts into its pages and the headers it sends. Nothing here is ever loaded by us. */
const products = {
  nginx: { tag: "", headers: { server: "nginx" } },
  apache: { tag: "", headers: { server: "Apache/2.4.41" } },
  iis: { tag: "", headers: { server: "Microsoft-IIS/8.5", "x-powered-by": "ASP.NET" } },
  vercel: { tag: "", headers: { server: "Vercel", "x-vercel-id": "fra1::sample" } },
  next: {
    tag: '<script src="/_next/static/chunks/main.js" defer></script>',
    headers: { "x-powered-by": "Next.js" },
  },
  hubspot: {
    tag: '<script id="hs-script-loader" src="https://js.hs-scripts.com/4815162.js" async></script>',
    headers: {},
  },
  segment: {
    tag: '<script src="https://cdn.segment.com/analytics.js/v1/sample/analytics.min.js" async></script>',
    headers: {},
  },
  intercom: {
    tag: '<script src="https://widget.intercom.io/widget/sample" async></script>',
    headers: {},
  },
  stripe: {
    tag: '<script src="https://js.stripe.com/v3/" async></script>',
    headers: {
      "content-security-policy": "script-src 'self' 'unsafe-inline' https://js.stripe.com",
    },
  },
  posthog: {
    tag: '<script src="https://eu.posthog.com/static/array.js" async></script>',
    headers: {},
  },
  gtag: {
    tag: '<script src="https://www.googletagmanager.com/gtag/js?id=G-SAMPLE" async></script>',
    headers: {},
  },
  wordpress: {
    tag: '<meta name="generator" content="WordPress 6.5"><link rel="stylesheet" href="/wp-content/themes/plain/style.css">',
    headers: { "x-powered-by": "PHP/8.2" },
  },
  typo3: { tag: '<meta name="generator" content="TYPO3 CMS">', headers: {} },
  joomla: {
    tag: '<meta name="generator" content="Joomla! - Open Source Content Management">',
    headers: { "x-powered-by": "PHP/5.6" },
  },
  jquery: { tag: '<script src="/js/jquery-1.11.3.min.js"></script>', headers: {} },
  wix: { tag: '<meta name="generator" content="Wix.com Website Builder">', headers: {} },
  shopify: {
    tag: '<link rel="stylesheet" href="https://cdn.shopify.com/s/files/1/sample/theme.css">',
    headers: {},
  },
  webflow: { tag: '<meta name="generator" content="Webflow">', headers: {} },
} satisfies Record<string, { tag: string; headers: Record<string, string> }>;

export type Product = keyof typeof products;

export function tagsOf(used: readonly Product[]): string {
  return used.map((name) => products[name].tag).join("");
}

export function headersOf(used: readonly Product[]): Record<string, string> {
  return Object.assign({}, ...used.map((name) => products[name].headers));
}
