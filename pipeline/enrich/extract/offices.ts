import type { Fact } from "../fact.ts";
import { placeOf } from "../read-place.ts";
import { type Address, addressesOf } from "./address.ts";
import { isHeading, type Page, type Span, said, sentencesOf, spanOf } from "./page.ts";

type Office = { city: string | null; country: string | null; span: Span };

const offices =
  /(?<!\p{L})(?:offices?|hubs|locations|branches|studios|standorten?|b[üu]ros?|niederlassungen|bureaux|agences|oficinas|sedes|vestigingen|kantoren)(?!\p{L})[^.]{0,30}?(?<!\p{L})(?:in|at|across|en|[àa]|au)\s([\p{L}][\p{L} ,’'&()-]{3,200})/iu;
const theirs =
  /(?<!\p{L})(?:customers?|clients?|partners?|investors?|born|raised|post|back|box)(?!\p{L})/iu;
const heading =
  /^(?:our |global |worldwide )?(?:offices|locations|where we are|find us|our teams|standorte|niederlassungen|nos bureaux|oficinas|nuestras oficinas|vestigingen|kantoren)\b/i;
const between = /,\s*(?:and |und |et |y |en )?|\s(?:and|und|et|y|en|&)\s/;
const MOST = 20;

/** Each place where the company says it has an office, by its city. */
export function officePlaces(page: Page): Fact[] {
  const found = new Map<string, Fact>();
  for (const { city, span } of officesOf(page)) {
    if (city && !found.has(city)) found.set(city, said(page, "office", city, span, 0.8));
  }
  return [...found.values()].slice(0, MOST);
}

/** The countries those places are in, where there is more than one place. */
export function officeCountries(page: Page): Fact[] {
  const places = officesOf(page).filter(({ country }) => country !== null);
  const [first] = places;
  const codes = [...new Set(places.flatMap(({ country }) => country ?? []))];
  if (!first || places.length < 2) return [];
  return [said(page, "office_countries", codes, first.span, 0.8)];
}

function officesOf(page: Page): Office[] {
  if (page.kind === "press") return [];
  const told = fromSentences(page);
  const listed = fromList(page);
  const written = fromAddresses(addressesOf(page));
  return [...told, ...listed, ...written];
}

/** `Offices in Berlin, Vienna and Zurich`. One place in a sentence may be anybody's. */
function fromSentences(page: Page): Office[] {
  for (const { text, start, block } of sentencesOf(page.document)) {
    const match = offices.exec(text);
    if (!match?.[1] || theirs.test(text) || page.document.blocks[block]?.quoted) continue;
    const places = match[1].split(between).flatMap((name) => placeOf(name) ?? []);
    if (places.length < 2) continue;
    return places.map((place) => ({ ...place, span: spanOf(start, match) }));
  }
  return [];
}

/** A heading `Our offices` with one place per block below it. */
function fromList(page: Page): Office[] {
  const { blocks } = page.document;
  const from = blocks.findIndex(({ tag, text }) => isHeading(tag) && heading.test(text));
  if (from < 0) return [];
  const places: Office[] = [];
  for (const block of blocks.slice(from + 1, from + 60)) {
    if (block.tag === "h1" || block.region !== blocks[from]?.region) break;
    const place = block.text.length <= 40 ? placeOf(block.text) : undefined;
    const span = { start: block.start, end: block.start + block.text.length };
    if (place && (place.city || isHeading(block.tag))) places.push({ ...place, span });
  }
  return places.length >= 2 ? places : [];
}

/** Several addresses are several offices; one is where the company is. */
function fromAddresses(addresses: readonly Address[]): Office[] {
  const labelled = addresses.filter(({ label }) =>
    /office|standort|b[üu]ro|bureau|oficina|kantoor/i.test(label),
  );
  return addresses.length > 1 ? [...addresses] : labelled.filter(({ label }) => label.length < 40);
}
