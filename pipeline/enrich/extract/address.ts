import { countryOfDomain } from "../../ingest/country.ts";
import type { Fact } from "../fact.ts";
import { fieldOf, listOf, textOf } from "../read-json-ld.ts";
import { countryOf, countryOfCity } from "../read-place.ts";
import { type Locality, localityIn, type Surroundings } from "./address-locality.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import type { Block } from "./document.ts";
import { isHeading, type Page, type Span, said, structured } from "./page.ts";

/** A postal address as a page writes it, line by line. */
export type Address = {
  text: string;
  city: string;
  country: string | null;
  span: Span;
  /** The words above or before it: `Headquarters`, `Office Berlin`. */
  label: string;
  inFooter: boolean;
};

const MOST = 12;
const MOST_BLOCKS = 3000;
const MOST_LINES = 5;
const streetWord =
  /(?<!\p{L})(?:street|str|st|avenue|ave|av|road|rd|boulevard|blvd|bd|lane|ln|drive|dr|way|court|ct|place|pl|square|sq|terrace|parkway|pkwy|highway|hwy|fwy|freeway|circle|plaza|quay|wharf|gardens|mews|broadway|close|crescent|park|house|cottage|building|floor|suite|tower|center|centre|cross|nagar|sector|plot|rue|quai|chemin|allée|impasse|cours|calle|c\/|avda|avenida|paseo|carrer|rambla|via|viale|piazza|corso|rua|ulica|ul|p\.?\s?o\.? box|postfach|unit|room|level)\.?(?!\p{L})|\p{L}(?:straße|strasse|str\.|weg|allee|platz|gasse|ufer|damm|ring|markt|hof|graben|straat|laan|plein|gracht|kade|singel|dijk|gatan|vägen|gade|vej|gata|veien)(?!\p{L})/iu;
/** `12 High Street`, `Hauptstr. 5`, `149 Avenue du Maine`: a number and a way, in either order. */
const street =
  /(?<![\p{L}\d.,])(?:(?:[Uu]l|[Aa]l|Av|Avda|Avenida|Calle|Via|Rua|Unit|Level|Suite|Floor|Plot|Shop)\.? ?(?:de (?:la |los |las )?|del |di |das? |dos? )?\d{0,4},? ?)?(?:\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,5})?,? (?:bis |ter )?(?:\p{L}[\p{L}.'’-]*|\d+(?:st|nd|rd|th)) ?|(?:\p{Lu}[\p{L}.'’-]*[ -]){0,3}\p{Lu}[\p{L}.'’/-]*,? (?:n[º°.] ?)?\d{1,4} ?[a-z]?(?=[\s,;|]))/u;
/** A number beside a name, where no word for a street helps. */
const numbered = /\d[A-Za-z]? \p{Lu}|\p{Lu}[\p{L}.]+ \d/u;
const notALine =
  /@|https?:|www\.|handelsregister|register(?:gericht|nummer)|umsatzsteuer|\+\d|(?:tel|phone|fon|fax|e-?mail|mobile|vat|ust|hrb|kvk|siret|rcs|company (?:no|number|name|reg)|register|opening|mon|directions|capital|kapital|©|copyright)\b|[!?]/i;
const label =
  /^\s*((?:(?:registered|head|main|visiting|postal|mailing|our|company|business|office|hq|corporate|street)\s){0,3}(?:address|office|headquarters?|hq|adresse|anschrift|sitz|hauptsitz|si[èe]ge(?: social)?|domicilio(?: social)?|direcci[óo]n|sede(?: social)?|adres|bezoekadres|postadres|location|visit us(?: at)?|find us(?: at)?))\s*:\s*/i;

/** Hosts, agencies, authorities and officers of others have addresses in imprints as well. */
const others =
  /(?<!\p{L})(?:h[ée]berg\p{L}+|hosting|hosted|hoster|gehostet|alojamiento|aufsichtsbeh\p{L}+|schlichtung\p{L}*|ombuds\p{L}+|supervisory|authority|datenschutzbeauftragt\p{L}*|data protection officer|kammer|autorit[ée]\p{L}*|distributors?|resellers?|retailers?|our partners|werbeagentur|konzeption|gestaltung|webdesign|web design|umsetzung|realisierung|r[ée]alisation|dise[ñn]o web|ontwerp)(?!\p{L})/iu;

const read = new WeakMap<Page, Address[]>();

/** The postal addresses of a page, in its order; each once. They are read once for all who ask. */
export function addressesOf(page: Page): Address[] {
  const known = read.get(page) ?? readAddresses(page);
  read.set(page, known);
  return known;
}

function readAddresses(page: Page): Address[] {
  const { blocks } = page.document;
  const around = surroundingsOf(page);
  const found = new Map<string, Address>();
  let taken = 0;
  let above = "";
  for (const [index, block] of blocks.slice(0, MOST_BLOCKS).entries()) {
    if (found.size >= MOST) break;
    if (isHeading(block.tag)) above = block.text;
    if (!mayHold(block) || others.test(above)) continue;
    const address = addressAt(blocks, index, { ...around, below: countryAbove(above) }, taken);
    if (address && isAuthority(page, address)) continue;
    const key = address?.text.toLowerCase().replace(/[^\p{L}\d]/gu, "");
    if (!address || !key || found.has(key)) continue;
    found.set(key, address);
    taken = address.span.end;
  }
  return [...found.values()];
}

function mayHold({ region, quoted, text }: Block): boolean {
  return region !== "nav" && !quoted && text.length <= 400 && !others.test(text);
}

/** Terms name courts and agencies; only what stands beside the company's name is its own. */
function isAuthority({ url }: Page, { label }: Address): boolean {
  return (
    /terms|privacy|cookie|agb|datenschutz|policy/i.test(url) &&
    !squeeze(label).includes(siteLabel(url))
  );
}

/** Where the company can be visited or written to, as it writes it. */
export function addresses(page: Page): Fact[] {
  if (page.kind === "press") return [];
  const written = addressesOf(page);
  if (written.length === 0) return structuredAddress(page);
  return written.map(({ text, span }) => said(page, "address", text, span, 0.85));
}

function structuredAddress(page: Page): Fact[] {
  for (const thing of ownOrganisations(page)) {
    const [address] = listOf(thing.properties.address);
    const street = textOf(fieldOf(address, "streetAddress"));
    if (!street) continue;
    const parts = ["postalCode", "addressLocality", "addressRegion", "addressCountry"];
    const rest = parts.map((part) => textOf(fieldOf(address, part)));
    const text = [street, ...rest].filter(Boolean).join(", ").replace(/\s+/g, " ");
    return [structured(page, "address", text, thing, street)];
  }
  return [];
}

function addressAt(
  blocks: readonly Block[],
  index: number,
  around: Surroundings,
  taken: number,
): Address | undefined {
  const block = blocks[index];
  if (!block) return undefined;
  const place = bareCode.test(block.text)
    ? belowCity(blocks[index - 1], block)
    : localityIn(block.text, { ...around, below: countryIn(blocks[index + 1]) ?? around.below });
  if (!place) return undefined;
  const within = inOneLine(block, place, blocks[index - 1]);
  return within ?? overLines(blocks, index, place, taken);
}

const bareCode = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2},?$/;

/** The British give the postcode a line of its own, below the city's. */
function belowCity(above: Block | undefined, { text }: Block): Locality | undefined {
  if (!above || !/^\p{Lu}[\p{L} '’-]{2,30},?$/u.test(above.text)) return undefined;
  return { city: above.text.replace(/,$/, ""), country: "GB", start: 0, end: text.length };
}

/** `Registered office: 149 Avenue du Maine, 75014 Paris, France`. */
function inOneLine(block: Block, place: Locality, above: Block | undefined): Address | undefined {
  const head = block.text.slice(0, place.start);
  const labelled = label.exec(head);
  const listed = head.length <= 100 && !notALine.test(head) && /^\p{Lu}[^.:]*, $/u.test(head);
  const street = streetBefore(head);
  const lead = labelled?.[0].length ?? (listed && street < 0 ? 0 : street);
  const before = lead < 0 ? "" : head.slice(lead);
  if (before.length < 6 || before.length > 140 || !isStreet(before)) return undefined;
  const text = block.text.slice(lead, place.end);
  const span = { start: block.start + lead, end: block.start + place.end };
  return addressFrom(
    text,
    place,
    span,
    labelled?.[1] ?? (lead > 12 ? head.slice(0, lead) : (above?.text ?? "")),
    block,
  );
}

/** The same, a line each. */
function overLines(
  blocks: readonly Block[],
  index: number,
  place: Locality,
  taken: number,
): Address | undefined {
  const block = blocks[index];
  if (!block || place.start > 0 || block.text.length > place.end + 40) return undefined;
  let first = index;
  while (index - first < MOST_LINES && isLine(blocks[first - 1], block, place, taken)) first -= 1;
  const above = blocks.slice(first, index);
  if (!above.some(({ text }) => isStreet(text))) return undefined;

  const next = blocks[index + 1];
  const country = countryIn(next);
  const lines = [...above, { ...block, text: block.text.slice(0, place.end) }];
  if (country && next) lines.push(next);
  const [start, last] = [lines[0], lines.at(-1)];
  const span = { start: start?.start ?? 0, end: (last?.start ?? 0) + (last?.text.length ?? 0) };
  const text = lines.map((line) => line.text.replace(/[\s,]+$/, "")).join(", ");
  const named = { ...place, country: country ?? place.country };
  return addressFrom(text, named, span, blocks[first - 1]?.text ?? "", block);
}

/** `India (HQ)` above an address. */
function countryAbove(heading: string): string | null {
  const name = heading.replace(/\s*[(–:-].*$/, "");
  return (name.length <= 25 && countryOf(name)) || null;
}

function countryIn(block: Block | undefined): string | null {
  return (block && block.text.length <= 40 && countryOf(block.text)) || null;
}

/** Whether a block is one more line of the address below it. */
function isLine(line: Block | undefined, below: Block, { city }: Locality, taken: number): boolean {
  if (!line || line.start < taken || line.region !== below.region || line.text.length > 70)
    return false;
  if (isHeading(line.tag) && line.tag !== below.tag) return false;
  if (line.item !== below.item && below.start - line.start > 250) return false;
  return (
    !notALine.test(line.text) &&
    (line.text !== city || bareCode.test(below.text)) &&
    !label.test(`${line.text}:`) &&
    !legalForm.test(line.text)
  );
}

const legalForm =
  /(?<!\p{L})(?:GmbH|AG|KG|UG|Ltd|Limited|LLC|LLP|Inc|Corp|Corporation|PLC|B\.?V|N\.?V|S\.?A|S\.?A\.?S|S\.?A\.?R\.?L|S\.?L|S\.?p\.?A|S\.?r\.?l|ApS|A\/S|AB|AS|Oy)\.?$/u;

const MOST_STREET = 90;
const STREET_NAME = 40;
const streets = new RegExp(street, "gu");

/** Where the street begins that a text ends with; -1 where it ends with none. Numbers far before are something else. */
function streetBefore(text: string): number {
  const from = text.length > MOST_STREET ? text.indexOf(" ", text.length - MOST_STREET) + 1 : 0;
  const near = text.slice(from);
  const match = [...near.matchAll(streets)].find(({ index }) =>
    streetWord.test(near.slice(index, index + STREET_NAME)),
  );
  return match ? from + match.index : -1;
}

function isStreet(text: string): boolean {
  return numbered.test(text) || (text.length < 60 && streetWord.test(text));
}

function addressFrom(
  text: string,
  { city, country }: Locality,
  span: Span,
  labelled: string,
  { region }: Block,
): Address {
  const tidy = text.replace(/\s*[|·•]\s*/g, ", ").replace(/[\s,;.]+$/, "");
  const called = labelled.length < 30 ? labelled.replace(/\s*[(–-].*$/, "").trim() : "";
  const name = countryOfCity(called) === country ? called : city; // `Lisbon (HQ)` above `Lisboa`
  return { text: tidy, city: name, country, span, label: labelled, inFooter: region === "footer" };
}

/** What else the page tells about where it is: its ending and its language. */
function surroundingsOf({ url, document }: Page): Surroundings {
  const host = URL.parse(url)?.hostname ?? "";
  const root = document.tags.find(({ name }) => name === "html");
  const language = root?.attributes.lang?.slice(0, 2).toLowerCase() ?? null;
  return { country: countryOfDomain(host), language, below: null };
}
