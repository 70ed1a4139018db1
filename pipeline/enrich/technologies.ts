export type Technology = {
  name: string;
  category: string;
  /** What a buyer of modern tools would tick; null where everybody has it, or it says nothing. */
  modern: boolean | null;
  signs: { kind: string; value: string }[];
};

/*
 * Products a site gives away, and by what; written from the vendors' own set-up pages. A category,
 * then its products: `+` modern, `-` legacy, `o` neither. Signs:
 * `host` a script, style, frame, image, form or policy from there · `path` part of such an address ·
 * `link` a plain link to that host · `generator` start of the meta tag · `header` a name, or name = part
 * of its value · `cookie` a name set · `script` part of an inline script · `markup` part of a tag.
 */
const table = `
marketing automation
  + HubSpot: host js.hs-scripts.com | host js.hsforms.net | host js.hs-analytics.net | host js.hs-banner.com | host js.usemessages.com | cookie hubspotutk | generator HubSpot | header x-hs-hub-id
  o Marketo: host munchkin.marketo.net | host app-ab.marketo.com | cookie _mkto_trk | script Munchkin.init
  o Salesforce Pardot: host pi.pardot.com | host go.pardot.com | cookie visitor_id | script piAId
  + ActiveCampaign: host trackcmp.net | host activehosted.com
  + Customer.io: host assets.customer.io | host track.customer.io
  - Eloqua: host img.en25.com | host t.eloqua.com
e-mail marketing
  o Mailchimp: host list-manage.com | host chimpstatic.com
  + Klaviyo: host static.klaviyo.com | host a.klaviyo.com
  o Brevo: host sibforms.com | host sibautomation.com | host cdn.brevo.com
CRM
  o Salesforce: host webto.salesforce.com | host my.salesforce.com | host force.com | host my.site.com
  + Pipedrive: host webforms.pipedrive.com | host leadbooster-chat.pipedrive.com
  o Zoho: host salesiq.zoho.com | host salesiq.zohopublic.com | host crm.zoho.com | host zohocdn.com | host salesiq.zoho.eu
  o Dynamics 365: host mktdplp102cdn.azureedge.net | host svc.dynamics.com | host dynamics.com
scheduling
  + Calendly: host assets.calendly.com | host calendly.com | link calendly.com
  + Chili Piper: host js.chilipiper.com | host chilipiper.com
  + Cal.com: host app.cal.com | link cal.com
forms
  + Typeform: host embed.typeform.com | link typeform.com
visitor identification
  + Clearbit: host x.clearbitjs.com | host tag.clearbitscripts.com
  o Leadfeeder: host sc.lfeeder.com | host lftracker.leadfeeder.com
  + 6sense: host j.6sc.co | host b.6sc.co
  + Demandbase: host tag.demandbase.com | host scripts.demandbase.com
  o ZoomInfo: host ws.zoominfo.com | host js.zi-scripts.com
chat
  + Intercom: host widget.intercom.io | host js.intercomcdn.com | script intercomSettings | link intercom.help
  + Drift: host js.driftt.com | host js.drift.com
  + Crisp: host client.crisp.chat
  o Tidio: host code.tidio.co
  o LiveChat: host cdn.livechatinc.com
  o Tawk.to: host embed.tawk.to
  o Userlike: host userlike-cdn-widgets.s3-eu-west-1.amazonaws.com | host api.userlike.com
support
  o Zendesk: host static.zdassets.com | host ekr.zdassets.com | link zendesk.com
  o Freshworks: host wchat.freshchat.com | host widget.freshworks.com | link freshdesk.com
  + Help Scout: host beacon-v2.helpscout.net
status page
  + Statuspage: link statuspage.io | host statuspage.io
analytics
  o Google Analytics: host google-analytics.com | path googletagmanager.com/gtag/js | cookie _ga | script GoogleAnalyticsObject
  o Matomo: path /matomo.js | path /piwik.js | host cdn.matomo.cloud | script _paq.push
  + Plausible: host plausible.io
  + Fathom: host cdn.usefathom.com
  o Adobe Analytics: host omtrdc.net | host assets.adobedtm.com
tag manager
  o Google Tag Manager: path googletagmanager.com/gtm.js | path googletagmanager.com/ns.html | script googletagmanager.com/gtm.js
customer data
  + Segment: host cdn.segment.com | host cdn.segment.io | host api.segment.io
  + RudderStack: host cdn.rudderlabs.com
product analytics
  + Amplitude: host cdn.amplitude.com | host api.amplitude.com
  + Mixpanel: host cdn.mxpnl.com | host api-js.mixpanel.com
  + PostHog: host app.posthog.com | host eu.posthog.com | host i.posthog.com | script posthog.init
  + Heap: host cdn.heapanalytics.com | host heapanalytics.com
  + Pendo: host cdn.pendo.io | host cdn.eu.pendo.io
session replay
  + FullStory: host fullstory.com | host edge.fullstory.com
  o Hotjar: host static.hotjar.com | script _hjSettings
  o Microsoft Clarity: host www.clarity.ms | script clarity.ms/tag
experiments
  + Optimizely: host cdn.optimizely.com
  o VWO: host dev.visualwebsiteoptimizer.com
  + LaunchDarkly: host app.launchdarkly.com | host clientsdk.launchdarkly.com
error tracking
  + Sentry: host browser.sentry-cdn.com | host js.sentry-cdn.com | host ingest.sentry.io
monitoring
  + Datadog: host www.datadoghq-browser-agent.com | host browser-intake-datadoghq.com | host browser-intake-datadoghq.eu
  o New Relic: host js-agent.newrelic.com | host bam.nr-data.net | script NREUM
advertising
  o LinkedIn Insight: host snap.licdn.com | host px.ads.linkedin.com | script _linkedin_partner_id
  o Meta Pixel: host connect.facebook.net | script fbq(
  o Google Ads: host googleadservices.com | host googleads.g.doubleclick.net
  o Microsoft Advertising: host bat.bing.com
consent
  o OneTrust: host cdn.cookielaw.org | cookie OptanonConsent
  o Cookiebot: host consent.cookiebot.com
  o Usercentrics: host app.usercentrics.eu
payments
  + Stripe: host js.stripe.com | host checkout.stripe.com | cookie __stripe_mid
  + Adyen: host checkoutshopper-live.adyen.com
  o Braintree: host js.braintreegateway.com
  o PayPal: host www.paypal.com | host paypalobjects.com
billing
  + Chargebee: host js.chargebee.com | link chargebee.com
  + Paddle: host cdn.paddle.com
shop
  + Shopify: host cdn.shopify.com | header x-shopify-stage | header x-shopid | cookie _shopify_y
  - Magento: path /static/version | path /skin/frontend/ | cookie mage-cache-storage | markup data-mage-init | script Mage.Cookies
  o WooCommerce: path /plugins/woocommerce/ | generator WooCommerce
  o Shopware: path /bundles/storefront/ | header sw-version-id | cookie session-1
  - PrestaShop: generator PrestaShop | cookie PrestaShop-
  o Salesforce Commerce Cloud: host demandware.net | path /on/demandware. | cookie dwsid
content management
  o WordPress: path /wp-content/ | path /wp-includes/ | generator WordPress | header x-pingback=xmlrpc.php | header link=api.w.org
  o Drupal: generator Drupal | header x-generator=Drupal | header x-drupal-cache | path /sites/default/files/
  o TYPO3: generator TYPO3 | path /typo3conf/ | path /typo3temp/
  - Joomla: generator Joomla | path /media/jui/
  o Sitecore: cookie SC_ANALYTICS_GLOBAL_COOKIE | path /-/media/
  o Adobe Experience Manager: path /etc.clientlibs/ | path /etc/designs/
  + Contentful: host images.ctfassets.net | host assets.ctfassets.net
  + Sanity: host cdn.sanity.io
  + Storyblok: host a.storyblok.com
  + Prismic: host images.prismic.io | host static.cdn.prismic.io
  + Ghost: generator Ghost
site builder
  + Webflow: generator Webflow | host assets.website-files.com | host cdn.prod.website-files.com | markup data-wf-site
  + Framer: generator Framer | host framerusercontent.com
  - Wix: generator Wix.com | host static.wixstatic.com | host static.parastorage.com | header x-wix-request-id
  o Squarespace: generator Squarespace | host static1.squarespace.com | host assets.squarespace.com
  - Jimdo: host assets.jimstatic.com | generator Jimdo
static site generator
  + Hugo: generator Hugo
  o Jekyll: generator Jekyll
  + Gatsby: generator Gatsby | markup id="___gatsby"
web framework
  + Astro: generator Astro | path /_astro/
  + Next.js: path /_next/static/ | header x-powered-by=Next.js | script __NEXT_DATA__
  + Nuxt: path /_nuxt/ | script __NUXT__
  + Remix: script __remixContext
  + SvelteKit: path /_app/immutable/
  + Angular: markup ng-version
  - AngularJS: path angular.min.js | path angularjs/1.
  + Ruby on Rails: markup csrf-param | header x-powered-by=Phusion Passenger
  + Laravel: cookie laravel_session
  + Django: cookie csrftoken | markup csrfmiddlewaretoken
  o Express: header x-powered-by=Express
  - ASP.NET: header x-aspnet-version | header x-powered-by=ASP.NET | cookie ASP.NET_SessionId | markup __VIEWSTATE
documentation
  + Docusaurus: generator Docusaurus
web library
  + React: path react-dom | path react.production.min.js | markup data-reactroot
  + Vue.js: path vue.global | path vue.min.js | path vue.runtime
  o jQuery: path /jquery.min.js | path /jquery-3. | path /jquery-2. | path /jquery-1. | path /jquery.slim
  o Bootstrap: path /bootstrap.css | path /bootstrap.min.css | path /bootstrap.min.js | path /bootstrap.bundle
  + Tailwind CSS: host cdn.tailwindcss.com | path tailwind.css | path tailwind.min.css
language
  o PHP: header x-powered-by=PHP/ | cookie PHPSESSID
  - PHP 5: header x-powered-by=PHP/5
  o Java servlets: cookie JSESSIONID | header x-powered-by=Servlet
  - ColdFusion: cookie CFID | cookie CFTOKEN
plug-in
  - Adobe Flash: path swfobject.js
content delivery
  o Cloudflare: header cf-ray | header server=cloudflare | host cdnjs.cloudflare.com | host static.cloudflareinsights.com
  + Fastly: header x-fastly-request-id | header x-served-by=cache-
  o Akamai: header x-akamai-transformed | header server=AkamaiGHost
  o Amazon CloudFront: header x-amz-cf-id | header via=CloudFront | host cloudfront.net
hosting
  o Amazon S3: header server=AmazonS3 | header x-amz-request-id | host s3.amazonaws.com
  + Vercel: header x-vercel-id | header server=Vercel
  + Netlify: header x-nf-request-id | header server=Netlify
  + GitHub Pages: header x-github-request-id | header server=GitHub.com
  + Fly.io: header fly-request-id
  o Heroku: header via=vegur | header server=Heroku
  o Azure: header x-azure-ref | host azureedge.net | cookie ARRAffinity
  o Google Cloud: header server=Google Frontend | host storage.googleapis.com
web server
  o nginx: header server=nginx
  o Apache: header server=Apache
  - Microsoft IIS: header server=Microsoft-IIS
  o LiteSpeed: header server=LiteSpeed
  + Caddy: header server=Caddy
sign-in
  + Auth0: host cdn.auth0.com | link auth0.com
  + Okta: host ok1static.oktacdn.com | link okta.com
search
  + Algolia: host algolia.net | host algolianet.com | path algoliasearch
  o Elasticsearch: path searchkit | header x-found-handling-cluster
media
  + Cloudinary: host res.cloudinary.com
  + imgix: host imgix.net
video
  + Wistia: host fast.wistia.com | host fast.wistia.net
  o Vimeo: host player.vimeo.com
  + Vidyard: host play.vidyard.com
security
  o reCAPTCHA: path google.com/recaptcha | path recaptcha.net/recaptcha | path gstatic.com/recaptcha
  o hCaptcha: host js.hcaptcha.com
reviews
  o Trustpilot: host widget.trustpilot.com
  o G2: host b2bsoftware.g2.com | host www.g2.com
maps
  + Mapbox: host api.mapbox.com
  o Google Maps: host maps.googleapis.com | path google.com/maps/embed
signatures
  o DocuSign: host powerforms.docusign.net | host docucdn-a.akamaihd.net
`;

export const technologies: readonly Technology[] = readTable(table);

function readTable(text: string): Technology[] {
  let category = "";
  return text.split("\n").flatMap((line) => {
    const row = /^ {2}([+o-]) (.+?): (.+)$/.exec(line);
    if (!row) {
      category = line || category;
      return [];
    }
    const [, mark, name = "", signs = ""] = row;
    const modern = mark === "o" ? null : mark === "+";
    return [{ name, category, modern, signs: signs.split(" | ").map(readSign) }];
  });
}

function readSign(sign: string): Technology["signs"][number] {
  const at = sign.indexOf(" ");
  return { kind: sign.slice(0, at), value: sign.slice(at + 1) };
}
