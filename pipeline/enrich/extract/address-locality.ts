import { countryCode } from "../../ingest/country.ts";
import { countryOf, countryOfCity } from "../read-place.ts";

/** The line of a postal address that names its place. */
export type Locality = {
  city: string;
  /** ISO code; null where the line does not tell and nothing around it does. */
  country: string | null;
  /** Where it stands in its text, country included. */
  start: number;
  end: number;
};

/** What is known about the country of an address before it is read. */
export type Surroundings = {
  /** By the site's ending. */
  country: string | null;
  language: string | null;
  /** Named in the line below, or in the heading above. */
  below: string | null;
};

const name =
  "\\p{Lu}(?:[\\p{L}'’-]*\\p{Ll}[\\p{L}'’-]*|[\\p{Lu}'’-]{3,})(?:[ -](?:am|an|der|den|im|de|la|le|les|sur|del|di|upon|on|aan|bei|und|\\p{Lu}[\\p{L}'’-]+|\\p{Lu}\\.)){0,3}";
const usStates =
  "A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]";
const usStateNames =
  "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming";
const ukPostcode = "[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}";

const ukCounties =
  "(?:\\p{Lu}\\p{Ll}+shire|Surrey|Kent|(?:East |West )?Sussex|Essex|Norfolk|Suffolk|Devon|Cornwall|Dorset|Somerset|Merseyside|Cumbria|Greater Manchester|West Midlands|Tyne and Wear|Middlesex|Scotland|Wales|England)";

/** `sign` is the part of a form that a text can be asked for cheaply: most texts have none of them. */
type Form = { pattern: RegExp; country: string | null; sign: RegExp };
const form = (pattern: string, country: string | null, sign: RegExp): Form => ({
  pattern: new RegExp(`(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`, "gu"),
  country,
  sign,
});

/** How places are written after streets; the surest first. */
const forms: readonly Form[] = [
  form(
    `(?<city>${name}),? ?(?:AB|BC|MB|NB|NL|NS|ON|PE|QC|SK),? [A-Z]\\d[A-Z] ?\\d[A-Z]\\d`,
    "CA",
    /[A-Z]\d[A-Z] ?\d[A-Z]\d/,
  ),
  form(`(?<city>${name}),? (?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? \\d{4}`, "AU", /[A-Z]{2,3},? \d{4}/),
  form(`(?<city>${name}),? ?(?:${usStates}|${usStateNames}),? \\d{5}(?:-\\d{4})?`, "US", /\d{5}/),
  form(
    `(?<city>${name}),? (?:${ukCounties},? )?${ukPostcode}`,
    "GB",
    /\d ?\d[A-Z]{2}|[A-Z] ?\d[A-Z]{2}/,
  ),
  form("(?<city>Dublin) \\d{1,2}", "IE", /Dublin \d/),
  form(
    `(?<city>${name}),? ?(?:Co\\.? \\p{Lu}\\p{Ll}+,? )?[A-Z]\\d[\\dW] ?[A-Z\\d]{4}`,
    "IE",
    /[A-Z]\d[\dW] ?[A-Z\d]{4}/,
  ),
  form("(?<city>Singapore) \\d{6}", "SG", /Singapore \d{6}/),
  form(
    `(?<city>${name})(?:,? \\p{Lu}\\p{Ll}+){0,2}\\s?[-–,]?\\s?[1-8]\\d{2} ?\\d{3}`,
    "IN",
    /\d{3} ?\d{3}/,
  ),
  form(`(?:NL[- ])?\\d{4} ?[A-Z]{2},? (?<city>${name})`, "NL", /\d{4} ?[A-Z]{2}/),
  form(`(?:PL[- ])?\\d{2}-\\d{3},? (?<city>${name})`, "PL", /\d{2}-\d{3}/),
  form(`(?:PT?[- ])?\\d{4}-\\d{3},? (?<city>${name})`, "PT", /\d{4}-\d{3}/),
  form(
    `(?:(?<prefix>[A-Z]{1,3})[- ])?(?<code>\\d{3} ?\\d{2}|\\d{4}) (?<city>${name})`,
    null,
    /\d{4}|\d{3} \d{2}/,
  ),
  form(`(?<city>${name}), (?:${usStates}|${usStateNames})`, "US", /, [A-Z]/),
  form(`(?<city>${name}),? \\d{4,6}`, null, /\d{4}/),
  form(`(?<city>${name})`, null, /[A-Z]/),
];

/** Prefixes of postcodes that are not a country's two letters. */
const prefixes: Readonly<Record<string, string>> = {
  ...{ D: "DE", A: "AT", F: "FR", B: "BE", L: "LU", S: "SE", I: "IT", E: "ES", N: "NO", FIN: "FI" },
};
/** Whose postcodes look like that, for a page in a language that several countries share. */
const homes: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  ...{ de: { 5: "DE" }, fr: { 5: "FR" }, es: { 5: "ES" }, it: { 5: "IT" }, fi: { 5: "FI" } },
  ...{ sv: { 5: "SE" }, da: { 4: "DK" }, no: { 4: "NO" }, nb: { 4: "NO" }, hu: { 4: "HU" } },
};

/** Where a text names the place of an address, if it does so at all. */
export function localityIn(text: string, around: Surroundings): Locality | undefined {
  for (const form of forms) {
    if (!form.sign.test(text)) continue;
    for (const match of text.matchAll(form.pattern)) {
      const place = placeIn(text, match, form.country, around);
      if (place) return place;
    }
  }
  return undefined;
}

function placeIn(
  text: string,
  match: RegExpMatchArray,
  formCountry: string | null,
  around: Surroundings,
): Locality | undefined {
  const { city: written = "", prefix, code } = match.groups ?? {};
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const city = tidyCity(written);
  const stated = countryAfter(text, end);
  const named = stated?.country ?? around.below;
  const known = named ?? formCountry ?? byPrefix(prefix) ?? countryOfCity(city) ?? null;
  const country = known ?? (code ? byCode(code, around) : null);
  // Without a postcode's shape, a name is a place only if it is a known one beside its country or number.
  const shaped = formCountry ?? (code && country);
  const isKnown = countryOfCity(city) && (named || /\d/.test(match[0]));
  if (!shaped && !isKnown) return undefined;
  const at = match[0].startsWith(written) ? start + written.indexOf(city) : start;
  return { city, country, start: at, end: stated?.end ?? end };
}

function byPrefix(prefix: string | undefined): string | null {
  return prefix ? (prefixes[prefix] ?? countryCode(prefix)) : null;
}

function byCode(code: string, { country, language }: Surroundings): string | null {
  const digits = code.replace(/\s/g, "").length;
  return country ?? homes[language ?? ""]?.[digits] ?? null;
}

/** `, Germany` right after a place. */
function countryAfter(text: string, from: number) {
  const rest =
    /^[\s,.–-]{0,3}((?:The )?\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+){0,3})(?=\s*(?:$|[,.;|·]))/u.exec(
      text.slice(from, from + 60),
    );
  const country = rest?.[1] && countryOf(rest[1]);
  return rest && country ? { country, end: from + rest[0].length } : undefined;
}

/** Floors and streets run into the city where nobody set a comma: `5th Floor Boston`. */
function tidyCity(city: string): string {
  return city
    .replace(
      /^.*(?<!\p{L})(?:Floor|Fl|Suite|Ste|Street|St|Avenue|Ave|Road|Rd|Blvd|Boulevard|Drive|Dr|Way|Lane|House|Building|Unit|Level|Room|Box) (?=\p{Lu})/u,
      "",
    )
    .replace(/ (?:am|an|der|den|im|de|la|le|les|sur|del|di|upon|on|aan|bei|und)$/, "");
}
