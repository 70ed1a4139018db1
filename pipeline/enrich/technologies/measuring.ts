/** What companies learn about their visitors and products with. */
export const measuring = `
analytics
  o Google Analytics: host google-analytics.com | path googletagmanager.com/gtag/js?id=G- | path googletagmanager.com/gtag/js?id=UA- | cookie _ga | cookie _gid | script GoogleAnalyticsObject | script google-analytics.com/ | script _gaq.push | script gtag('config', 'G- | script gtag("config", "G- | script gtag('config', 'UA- | script gtag("config", "UA- | script gtag('config','G- | script gtag("config","G-
  o Matomo: path /matomo.js | path /piwik.js | path /matomo.php | path /piwik.php | host cdn.matomo.cloud | script _paq.push
  + Plausible: host plausible.io
  + Fathom: host cdn.usefathom.com
  + Simple Analytics: host scripts.simpleanalyticscdn.com | host queue.simpleanalyticscdn.com
  + Umami: host cloud.umami.is | host analytics.umami.is
  o Adobe Analytics: host omtrdc.net | host sc.omtrdc.net | host 2o7.net
  o Piwik PRO: host containers.piwik.pro | path .piwik.pro/
  o etracker: host code.etracker.com
  o Cloudflare Web Analytics: host static.cloudflareinsights.com
  o Vercel Analytics: path /_vercel/insights/
  o Snowplow: script GlobalSnowplowNamespace
  - Kissmetrics: host i.kissmetrics.com | script _kmq.push
  o Woopra: host static.woopra.com
  o Quantcast: host quantserve.com
  o Yandex Metrica: host mc.yandex.ru
tag manager
  o Google Tag Manager: path googletagmanager.com/gtm.js | path googletagmanager.com/ns.html | script googletagmanager.com/gtm.js
  o Tealium: host tags.tiqcdn.com
  o Ensighten: host nexus.ensighten.com
  o Adobe Launch: host assets.adobedtm.com
customer data
  + Segment: host cdn.segment.com | host cdn.segment.io | host api.segment.io | script cdn.segment.com/analytics.js
  + RudderStack: host cdn.rudderlabs.com
  + mParticle: host jssdkcdns.mparticle.com | host jssdks.mparticle.com
product analytics
  + Amplitude: host cdn.amplitude.com | host api.amplitude.com | host cdn.eu.amplitude.com | script amplitude.getInstance()
  + Mixpanel: host cdn.mxpnl.com | host api-js.mixpanel.com | script mixpanel.init(
  + PostHog: host app.posthog.com | host eu.posthog.com | host i.posthog.com | host us-assets.i.posthog.com | script posthog.init
  + Heap: host cdn.heapanalytics.com | host heapanalytics.com | host cdn.us.heap-api.com | script heap.load(
  + Pendo: host cdn.pendo.io | host cdn.eu.pendo.io | host pendo-io-static.storage.googleapis.com
onboarding
  + Appcues: host fast.appcues.com
  + Userpilot: host js.userpilot.io | host deploy.userpilot.io
  + Userflow: host js.userflow.com
  + Chameleon: host fast.trychameleon.com
  o WalkMe: host cdn.walkme.com
  + Beamer: host app.getbeamer.com
session replay
  + FullStory: host fullstory.com | host edge.fullstory.com | script _fs_org
  o Hotjar: host static.hotjar.com | host script.hotjar.com | script _hjSettings | cookie _hjSessionUser_*
  o Microsoft Clarity: host www.clarity.ms | script clarity.ms/tag
  + LogRocket: host cdn.logrocket.io | host cdn.lr-in.com | host cdn.lr-ingest.io
  o Mouseflow: host cdn.mouseflow.com
  o Crazy Egg: host script.crazyegg.com
  o Lucky Orange: host tools.luckyorange.com | host d10lpsik1i8c69.cloudfront.net
  o Smartlook: host web-sdk.smartlook.com | host rec.smartlook.com
  + Contentsquare: host t.contentsquare.net
  + Quantum Metric: host cdn.quantummetric.com
experiments
  + Optimizely: host cdn.optimizely.com | host logx.optimizely.com
  o VWO: host dev.visualwebsiteoptimizer.com | script _vwo_code
  o AB Tasty: host try.abtasty.com
  o Kameleoon: host kameleoon.eu | host kameleoon.io
  o Convert: path convertexperiments.com/
  - Google Optimize: path googleoptimize.com/optimize.js
  o Adobe Target: host tt.omtrdc.net
  + Statsig: host statsigapi.net | host featuregates.org
  + LaunchDarkly: host app.launchdarkly.com | host clientsdk.launchdarkly.com | host events.launchdarkly.com
  + Dynamic Yield: host cdn.dynamicyield.com
error tracking
  + Sentry: host browser.sentry-cdn.com | host js.sentry-cdn.com | host ingest.sentry.io | host ingest.us.sentry.io | host ingest.de.sentry.io | script Sentry.init(
  + Bugsnag: host d2wy8f7a9ursnm.cloudfront.net | host notify.bugsnag.com
  + Rollbar: host cdn.rollbar.com | script _rollbarConfig
  o Raygun: host cdn.raygun.io
monitoring
  + Datadog: host www.datadoghq-browser-agent.com | host browser-intake-datadoghq.com | host browser-intake-datadoghq.eu | script DD_RUM.init
  o New Relic: host js-agent.newrelic.com | host bam.nr-data.net | script NREUM
  o Dynatrace: host js-cdn.dynatrace.com | path /ruxitagentjs_ | txt dynatrace-site-verification= | header x-oneagent-js-injection
  o AppDynamics: host cdn.appdynamics.com | script adrum-app-key
advertising
  o LinkedIn Insight Tag: host snap.licdn.com | host px.ads.linkedin.com | script _linkedin_partner_id
  o Meta Pixel: path connect.facebook.net/*/fbevents.js | path facebook.com/tr?id= | script fbq('init' | script fbq("init"
  o Google Ads: host googleadservices.com | host googleads.g.doubleclick.net | path googletagmanager.com/gtag/js?id=AW- | script gtag('config', 'AW- | script gtag("config", "AW-
  o Microsoft Advertising: host bat.bing.com
  o TikTok Pixel: host analytics.tiktok.com
  o X Ads: host static.ads-twitter.com | script twq('init' | script twq('config'
  o Pinterest Tag: path s.pinimg.com/ct/ | host ct.pinterest.com
  o Reddit Pixel: path redditstatic.com/ads/ | script rdt('init'
  o Quora Pixel: path a.quora.com/qevents.js
  o AdRoll: host s.adroll.com | host d.adroll.com
  o Criteo: host static.criteo.net | host dynamic.criteo.com
  o Taboola: host cdn.taboola.com | host trc.taboola.com
  o Outbrain: host amplify.outbrain.com
  o StackAdapt: host tags.srv.stackadapt.com
  o The Trade Desk: host js.adsrvr.org
  o Google AdSense: host pagead2.googlesyndication.com
  o Capterra: host ct.capterra.com
consent
  o OneTrust: host cdn.cookielaw.org | host optanon.blob.core.windows.net | cookie OptanonConsent
  o Cookiebot: host consent.cookiebot.com | host consentcdn.cookiebot.com
  o Usercentrics: host app.usercentrics.eu | host web.cmp.usercentrics.eu | host privacy-proxy.usercentrics.eu
  o Didomi: host sdk.privacy-center.org
  o TrustArc: host consent.trustarc.com | host consent.truste.com
  o Osano: host cmp.osano.com
  o Termly: host app.termly.io
  o iubenda: host cdn.iubenda.com | host cs.iubenda.com
  o CookieYes: host cdn-cookieyes.com | path /plugins/cookie-law-info/
  o Complianz: path /plugins/complianz-
  o Borlabs Cookie: path /plugins/borlabs-cookie/
  o Axeptio: host static.axept.io
  o consentmanager: host cdn.consentmanager.net | host delivery.consentmanager.net
  o Klaro: path /klaro.js | host cdn.kiprotect.com
accessibility
  o accessiBe: host acsbapp.com | host acsbap.com
  o UserWay: host cdn.userway.org
  o AudioEye: host wsmcdn.audioeye.com | host wsv3cdn.audioeye.com
`;
