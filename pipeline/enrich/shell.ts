import type { PageDocument } from "./extract/document.ts";

/** Who only watches: a static page with nothing else needs no browser. */
const watchers =
  /(?:^|\.)(?:googletagmanager|google-analytics|doubleclick|googleadservices|hs-scripts|hs-analytics|hs-banner|hsforms|hotjar|plausible|usefathom|matomo|piwik|clarity|facebook|licdn|cookiebot|cookielaw|onetrust|usercentrics|cloudflareinsights|segment|sentry-cdn|intercom|intercomcdn|crisp|tawk|drift|zdassets|mouseflow|fullstory|newrelic|nr-data|osano|iubenda|termly)\.[a-z.]+$/i;

/** Longer text says enough by itself. */
const ENOUGH_TEXT = 1_500;
const LITTLE_TEXT = 600;
const HARDLY_TEXT = 200;

/**
 * Whether the page is an empty box that only a browser can fill: hardly any text, a script that
 * could write some, and either the box itself or a word about JavaScript.
 */
export function isShell({ text, tags, inlineScripts, appRoot, noscript }: PageDocument): boolean {
  const scripts = tags.filter(({ name }) => name === "script");
  const loaded = scripts.some(({ attributes: { src } }) => src !== undefined && isWorking(src));
  const writes = loaded || (appRoot && inlineScripts.length > 0);
  if (text.length >= ENOUGH_TEXT || !writes) return false;
  const empty = text.length < HARDLY_TEXT ? 2 : Number(text.length < LITTLE_TEXT);
  const asksForScript =
    /javascript/i.test(noscript) || /(?:enable|requires?) javascript/i.test(text);
  return empty + Number(appRoot) + Number(asksForScript) + 1 >= 3;
}

/** A script of the site itself, or of somebody who may be building the page. */
function isWorking(src: string): boolean {
  const host = URL.parse(src, "https://own.invalid/")?.hostname ?? "";
  return !watchers.test(host);
}
