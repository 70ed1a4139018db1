import type { Fact } from "../fact.ts";
import { fieldOf, listOf, textOf } from "../read-json-ld.ts";
import { countryOf, countryOfCity, type Place, placeOf } from "../read-place.ts";
import { addressesOf } from "./address.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import {
  isAboutOthers,
  isArticle,
  type Page,
  proven,
  type Span,
  said,
  sentencesOf,
  spanOf,
  structured,
} from "./page.ts";

const name = "\\p{Lu}[\\p{L}.'’-]+(?:[ -]\\p{Lu}[\\p{L}.'’-]+){0,2}";
const seat = new RegExp(
  `(?:[Hh]eadquartered (?:in|at)|[Hh]eadquarters?:?(?: (?:is|are|in|located in))*|HQ:?(?: in)?|[Bb]ased (?:in|out of)|[Hh]auptsitz(?: ist)?(?: in)?:?|(?:mit )?Sitz(?: der Gesellschaft)?(?: ist)?(?: in)?:?|ans[äa]ssig in|[Ss]i[èe]ge(?: social)?(?: est| se)?(?: situ[ée]e?| trouve| bas[ée]e?)?(?: [àa])?:?|[Bb]as[ée]e?s? [àa]|[Cc]on sede en|[Ss]ede(?: central)?(?: en)?:?|[Gg]evestigd in|[Hh]oofdkantoor(?: in)?:?)\\s(?:the\\s(?:heart\\sof\\s)?)?(${name})((?:,? (?:and|und|et|y|en) (?:the )?|, )${name})?`,
  "u",
);
const joined = /^,? (?:and|und|et|y|en) (?:the )?/;
const ours =
  /\b(?:we|we['’]re|our|us|company|teams?|wir|unser\w*|nous|notre|nuestr\w+|wij|onze|headquarter\w*|HQ|hauptsitz|sitz|si[èe]ge|sede|hoofdkantoor)\b/i;
const theirs = /\b(?:customers?|clients?|born|raised|partners?|investors?|candidates?|he|she)\b/i;

/**
 * Where the company has its seat: what it says in a sentence, its structured address, then the one
 * address it writes. Of several addresses none is the seat unless it is called so.
 */
export function headquarters(page: Page): Fact[] {
  const [found = []] = [fromSentences, fromJsonLd, fromAddresses]
    .map((read) => read(page))
    .filter((facts) => facts.length > 0);
  const titled = fromTitle(page).filter(({ value }) => !found.some((fact) => fact.value === value));
  return [...found, ...titled];
}

function fromJsonLd(page: Page): Fact[] {
  for (const thing of ownOrganisations(page)) {
    const [address] = listOf(thing.properties.address);
    const locality = textOf(fieldOf(address, "addressLocality"));
    const wider = textOf(fieldOf(address, "addressRegion"));
    const city = wider && countryOfCity(wider) ? wider : locality; // a quarter of a known city
    const region = textOf(fieldOf(address, "addressCountry"));
    const country = region && countryOf(region);
    return [
      ...(city ? [structured(page, "hq_city", city, thing, city)] : []),
      ...(region && country ? [structured(page, "hq_country", country, thing, region)] : []),
    ];
  }
  return [];
}

function fromSentences(page: Page): Fact[] {
  const { blocks } = page.document;
  for (const { text, start, block } of sentencesOf(page.document)) {
    const match = seat.exec(text);
    const before = text.slice(0, match?.index ?? 0);
    if (!match?.[1] || theirs.test(before) || blocks[block]?.quoted) continue;
    if (!isOwn(page, text)) continue;
    const span = spanOf(start, match);
    const second = match[2] ?? "";
    if (!joined.test(second)) return placeFacts(page, readPlace(match[1] + second), span, 0.85);
    const places = [match[1], second.replace(joined, "")].map(readPlace);
    return places.flatMap((place) => placeFacts(page, place, span, 0.7));
  }
  return [];
}

/** In an article or on a customer's page, only a sentence with our name is about us. */
function isOwn(page: Page, text: string): boolean {
  if (squeeze(text).includes(siteLabel(page.url))) return true;
  return !isAboutOthers(page) && !isArticle(page) && (ours.test(text) || text.length <= 80);
}

/** An unknown city is still a city: the sentence says so. */
function readPlace(text: string): Place {
  const [city = text] = text.split(",");
  return placeOf(text) ?? placeOf(city) ?? { city, country: null };
}

const seatLabel =
  /(?<!\p{L})(?:headquarters?|hq|head office|main office|registered (?:office|address)|(?:haupt)?sitz|zentrale|si[èe]ge|sede|domicilio social|hoofdkantoor)(?!\p{L})/iu;

/** What the law asks for begins with the company's own address. */
const notice = /impressum|imprint|mentions-?legales|legal-?notice|aviso-?legal|colofon/i;

function fromAddresses(page: Page): Fact[] {
  const all = page.kind === "press" ? [] : addressesOf(page);
  const named = all.find(({ label }) => label.length < 60 && seatLabel.test(label));
  const cities = new Set(all.map(({ city }) => city));
  const first = cities.size === 1 || notice.test(page.url) ? all[0] : undefined;
  const seat = named ?? first;
  if (!seat) return [];
  return placeFacts(page, seat, seat.span, named || page.kind === "imprint" ? 0.75 : 0.6);
}

/** A site for one country says so in its title: `Acme | Payments | Canada`. */
function fromTitle(page: Page): Fact[] {
  if (page.kind !== "landing") return [];
  const { title } = page.document;
  const parts = title.split(/\s+[|–—·-]\s+/).slice(1);
  const country = parts
    .map((part) => (part.length > 3 ? countryOf(part) : undefined))
    .find(Boolean);
  if (!country) return [];
  return [proven(page, "hq_country", country, { quote: title, provider: "page" }, 0.5)];
}

function placeFacts(page: Page, { city, country }: Place, span: Span, confidence: number): Fact[] {
  return [
    ...(city ? [said(page, "hq_city", city, span, confidence)] : []),
    ...(country ? [said(page, "hq_country", country, span, confidence)] : []),
  ];
}
