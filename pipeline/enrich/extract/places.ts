import type { Fact } from "../fact.ts";
import { fieldOf, listOf, textOf } from "../read-json-ld.ts";
import { countryOf, countryOfCity, type Place, placeOf } from "../read-place.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import { type Page, type Span, said, sentencesOf, spanOf, structured } from "./page.ts";

const name = "\\p{Lu}[\\p{L}.'’-]+(?:[ -]\\p{Lu}[\\p{L}.'’-]+){0,2}";
const seat = new RegExp(
  `(?:[Hh]eadquartered (?:in|at)|[Hh]eadquarters?:?(?: (?:is|are|in|located in))*|HQ:?(?: in)?|[Bb]ased (?:in|out of)|[Hh]auptsitz(?: ist)?(?: in)?:?|(?:mit )?Sitz(?: der Gesellschaft)?(?: ist)?(?: in)?:?|ans[äa]ssig in|[Ss]i[èe]ge(?: social)?(?: est)?(?: [àa])?:?|[Bb]as[ée]e?s? [àa]|[Cc]on sede en|[Ss]ede(?: central)?(?: en)?:?|[Gg]evestigd in|[Hh]oofdkantoor(?: in)?:?)\\s(?:the\\s)?(${name})((?:,? (?:and|und|et|y|en) (?:the )?|, )${name})?`,
  "u",
);
const joined = /^,? (?:and|und|et|y|en) (?:the )?/;
const ours =
  /\b(?:we|we['’]re|our|us|company|teams?|wir|unser\w*|nous|notre|nuestr\w+|wij|onze|headquarter\w*|HQ|hauptsitz|sitz|si[èe]ge|sede|hoofdkantoor)\b/i;
const theirs = /\b(?:customers?|clients?|born|raised|partners?|investors?|candidates?|he|she)\b/i;

/** Where the company has its seat: structured address, then a sentence about itself, then its imprint. */
export function headquarters(page: Page): Fact[] {
  const known = fromJsonLd(page);
  if (known.length > 0) return known;
  const told = fromSentences(page);
  return told.length > 0 ? told : fromPostcode(page);
}

function fromJsonLd(page: Page): Fact[] {
  for (const thing of ownOrganisations(page)) {
    const [address] = listOf(thing.properties.address);
    const city = textOf(fieldOf(address, "addressLocality"));
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
    const about = ours.test(text) || squeeze(text).includes(siteLabel(page.url));
    if (!about && text.length > 80) continue;
    const span = spanOf(start, match);
    const second = match[2] ?? "";
    if (!joined.test(second)) return placeFacts(page, readPlace(match[1] + second), span, 0.85);
    const places = [match[1], second.replace(joined, "")].map(readPlace);
    return places.flatMap((place) => placeFacts(page, place, span, 0.7));
  }
  return [];
}

/** An unknown city is still a city: the sentence says so. */
function readPlace(text: string): Place {
  const [city = text] = text.split(",");
  return placeOf(text) ?? placeOf(city) ?? { city, country: null };
}

const postcode =
  /(?<![\d.])(?:(?:D|A|CH|F|NL|DE|AT|FR)[- ])?(?!(?:19|20)\d\d )\d{4,5}(?: [A-Z]{2})?,? (\p{Lu}[\p{L}-]+(?: am \p{Lu}\p{L}+)?)/u;
const cityAndState =
  /(?<![\p{L}])(\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+){0,2}),? ([A-Z]{2})(?:,? \d{5}(?!\d)|$|,)/u;

/** `10115 Berlin` or `Austin, TX 78701` in an imprint; a bare street number is never a postcode. */
function fromPostcode(page: Page): Fact[] {
  if (page.kind !== "imprint") return [];
  const { blocks } = page.document;
  for (const [index, block] of blocks.entries()) {
    const text = block.text.slice(0, 300);
    const state = cityAndState.exec(text);
    const american = state && placeOf(`${state[1]}, ${state[2]}`);
    if (state && american?.country === "US")
      return placeFacts(page, american, spanOf(block.start, state), 0.6);

    const match = postcode.exec(text);
    if (!match?.[1]) continue;
    const [rest = ""] = text.slice(match.index + match[0].length).split(/[.;]/);
    const after =
      countryOf(rest.replace(/^[\s,–-]+/, "")) ?? countryOf(blocks[index + 1]?.text ?? "");
    const country = after ?? countryOfCity(match[1]) ?? byLanguage(page, match[0]);
    if (country)
      return placeFacts(page, { city: match[1], country }, spanOf(block.start, match), 0.75);
  }
  return [];
}

/** Five digits on a German page are German: Austria and Switzerland have four. */
function byLanguage({ document }: Page, address: string): string | undefined {
  const root = document.tags.find(({ name }) => name === "html");
  return root?.attributes.lang?.startsWith("de") && /\d{5}/.test(address) ? "DE" : undefined;
}

function placeFacts(page: Page, { city, country }: Place, span: Span, confidence: number): Fact[] {
  return [
    ...(city ? [said(page, "hq_city", city, span, confidence)] : []),
    ...(country ? [said(page, "hq_country", country, span, confidence)] : []),
  ];
}

const offices =
  /\b(?:offices?|teams?|hubs|locations|standorten?|b[üu]ros?|bureaux|oficinas|vestigingen|kantoren)\b[^.]{0,30}?\b(?:in|at|across|en|[àa]|au)\s([\p{L}][\p{L} ,’'&-]{3,200})/iu;

/** The countries a sentence or office list names: `Offices in Berlin, Vienna and Zurich`. */
export function officeCountries(page: Page): Fact[] {
  for (const { text, start, block } of sentencesOf(page.document)) {
    const match = offices.exec(text);
    if (!match?.[1] || theirs.test(text) || page.document.blocks[block]?.quoted) continue;
    const names = match[1].split(/,\s*(?:and |und |et |y |en )?|\s(?:and|und|et|y|en|&)\s/);
    const found = names.map((place) => placeOf(place)?.country).filter((code) => code != null);
    if (found.length >= 2) {
      return [said(page, "office_countries", [...new Set(found)], spanOf(start, match), 0.8)];
    }
  }
  return [];
}
