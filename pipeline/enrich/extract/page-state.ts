import type { PageDocument } from "./document.ts";

const forSale =
  /(?:this|the) domain(?: name)?(?: \S+)? (?:is|may be|might be|could be) (?:for sale|available)|(?:buy|purchase|acquire|make an offer (?:on|for)|inquire about) this domain|domain (?:is )?parked|parked (?:free|domain)|domain name is for sale|diese domain (?:steht zum verkauf|kaufen|ist geparkt)|domain (?:zu verkaufen|steht zum verkauf)|(?:nom de )?domaine est [àa] vendre|dominio (?:est[áa] )?en venta|dit domein is te koop|domeinnaam (?:is )?te koop|future home of something/i;
const parkingHosts =
  /(?:sedoparking|parkingcrew|bodis|above|hugedomains|afternic|dan|undeveloped|domainmarket|cashparking)\.(?:com|net)/i;

/** Whether the domain has no company behind it, only an offer to sell it. */
export function isParked({ text, title, tags }: PageDocument): boolean {
  if (text.length > 3000) return false;
  const sold = tags.some(({ attributes }) =>
    parkingHosts.test(attributes.src ?? attributes.action ?? ""),
  );
  return sold || forSale.test(`${title} ${text}`);
}

const challengeTitle =
  /^(?:just a moment|attention required|one moment, please|access denied|security check|verif(?:y|ying) you are human|are you a robot|ddos-guard|pardon our interruption)/i;
const challengeText =
  /checking (?:your browser|if the site connection is secure)|verify(?:ing)? (?:that )?you are (?:a )?human|enable javascript and cookies to continue|unusual traffic from your/i;
const challengeMark =
  /cdn-cgi\/challenge-platform|_Incapsula_Resource|captcha-delivery\.com|px-captcha|perimeterx/i;

/** Whether a guard answered instead of the site. Such a page is never tried again with a browser. */
export function isChallenge(
  document: PageDocument,
  headers: Readonly<Record<string, string>>,
): boolean {
  const mitigated = Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === "cf-mitigated" && value === "challenge",
  );
  if (mitigated) return true;
  const { text, title, tags, inlineScripts, noscript } = document;
  if (text.length > 1500) return false;
  const marked =
    tags.some(({ raw }) => challengeMark.test(raw)) ||
    inlineScripts.some((code) => challengeMark.test(code.slice(0, 20_000)));
  return (
    challengeTitle.test(title) ||
    challengeText.test(`${text} ${noscript}`) ||
    (marked && text.length < 300)
  );
}
