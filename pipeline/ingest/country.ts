import { type CountryCode, getCountries, isSupportedCountry } from "libphonenumber-js/max";

/** Languages in which people write their country's name on forms. */
const written = ["en", "de", "fr", "es", "it", "pt", "nl", "hu", "pl", "sv"];

/** Everyday names that the standard's tables do not have. */
const everyday: Readonly<Record<string, CountryCode>> = {
  uk: "GB",
  "u.k.": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "great britain": "GB",
  usa: "US",
  "u.s.a.": "US",
  "u.s.": "US",
  "united states of america": "US",
  uae: "AE",
  holland: "NL",
  "the netherlands": "NL",
  "czech republic": "CZ",
  turkey: "TR",
  "south korea": "KR",
  korea: "KR",
  schweiz: "CH",
  "der schweiz": "CH",
  "den niederlanden": "NL",
  "der türkei": "TR",
  "der slowakei": "SK",
  emirates: "AE",
  deutschlands: "DE",
  polsce: "PL",
  niemczech: "DE",
  magyarországon: "HU",
  "república checa": "CZ",
  "pays bas": "NL",
  "les pays-bas": "NL",
  "paesi bassi": "NL",
  "países bajos": "NL",
  eeuu: "US",
  "ee.uu.": "US",
  "estados unidos": "US",
  "états unis": "US",
  brasil: "BR",
  méxico: "MX",
  mexiko: "MX",
};

/** Country endings that are sold to the whole world and so tell nothing. */
const worldwide =
  /^(?:ac|ai|am|cc|cf|co|eu|fm|ga|gg|gl|gq|im|io|la|ly|me|ml|nu|sh|so|tk|to|tv|vc|ws)$/;

/** Where most people live who write in a language; missing where no country has most of them. */
const homes: Readonly<Record<string, CountryCode>> = {
  ...{ cs: "CZ", da: "DK", de: "DE", el: "GR", fi: "FI", fr: "FR", hr: "HR", hu: "HU", it: "IT" },
  ...{ ja: "JP", ko: "KR", nl: "NL", no: "NO", pl: "PL", ro: "RO", sk: "SK", sl: "SI", sv: "SE" },
  ...{ tr: "TR", uk: "UA", es: "ES", pt: "PT" },
};

const WINDOW = 10_000;

const codes = new Map<string, CountryCode>([...namesOfCountries(), ...Object.entries(everyday)]);

/** A country as ISO 3166-1 alpha-2, from its code or its name in one of our languages. */
export function countryCode(text: string): CountryCode | null {
  const upper = text.trim().toUpperCase();
  if (isSupportedCountry(upper)) return upper;
  return codes.get(text.trim().toLowerCase()) ?? null;
}

/** What stands before a country's name in a sentence. */
const inCountry =
  /(?:,|(?<![\p{L}])(?:in|from|across|throughout|aus|in der|aus der|in den|aus den|en|em|au|aux|de|du|d['’]|depuis|desde|dalla|dall['’]|dal|do|da|dos|no|na|nos|nas|van|uit|från|fra|i|z|w|we))[ \t]*((?:the |der )?\p{L}[\p{L}.' -]{1,30})/giu;

/** What stands alone between commas, brackets, dashes or line breaks. */
const alone =
  /(?:^|[,(·|–-])[ \t]*((?:the )?\p{L}[\p{L}.' -]{1,30}?)[ \t.]*(?=$|[,;)(·|–-]|\.\s)/gimu;

/** Countries that people are called after as well: Jordan Smith lives elsewhere. */
const givenNames: ReadonlySet<string> = new Set(
  "jordan chad georgia israel india kenya cuba jersey mali malta guinea niger".split(" "),
);

/** The country a text names as a place: alone on its line or between commas, or after `in` or `from`. */
export function countryInText(text: string): CountryCode | null {
  const judged = text.slice(0, WINDOW);
  for (const [, words = ""] of judged.matchAll(alone)) {
    const code = words.length > 2 || words === "UK" ? namedCountry(words.trim()) : undefined;
    if (code) return code;
  }
  for (const [, words = ""] of judged.matchAll(inCountry)) {
    const code = startingCountry(words.trim().split(/\s+/).slice(0, 5));
    if (code) return code;
  }
  return null;
}

/** The longest country name that begins some words. */
function startingCountry(words: readonly string[]): CountryCode | undefined {
  for (let n = Math.min(4, words.length); n > 0; n--) {
    const name = words.slice(0, n).join(" ");
    const code = name.length > 2 || name === "UK" ? namedCountry(name) : undefined;
    const isPerson = givenNames.has(name.toLowerCase()) && /^\p{Lu}/u.test(words[n] ?? "");
    if (code && !isPerson && /^(?:\p{Lu}|the )/u.test(name)) return code;
  }
  return undefined;
}

/** The country of a domain's ending, where the ending still means the country. */
export function countryOfDomain(domain: string): CountryCode | null {
  const ending = domain.slice(domain.lastIndexOf(".") + 1);
  return ending.length !== 2 || worldwide.test(ending)
    ? null
    : countryCode(ending === "uk" ? "gb" : ending);
}

/** Where a number without its country's prefix is probably dialled, by the language around it. */
export function homeOfLanguage(language: string | null): CountryCode | null {
  return homes[language ?? ""] ?? null;
}

function namedCountry(name: string): CountryCode | undefined {
  return codes.get(name.toLowerCase()) ?? codes.get(name.replace(/[.'-]+$/, "").toLowerCase());
}

function namesOfCountries(): [string, CountryCode][] {
  return written.flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    return getCountries().map((code): [string, CountryCode] => [
      (names.of(code) ?? code).toLowerCase(),
      code,
    ]);
  });
}
