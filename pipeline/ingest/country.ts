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
};

/** Country endings that are sold to the whole world and so tell nothing. */
const worldwide =
  /^(?:ac|ai|am|cc|cf|co|eu|fm|ga|gg|gl|gq|im|io|la|ly|me|ml|nu|sh|so|tk|to|tv|vc|ws)$/;

const codes = new Map<string, CountryCode>([...namesOfCountries(), ...Object.entries(everyday)]);

/** A country as ISO 3166-1 alpha-2, from its code or its name in one of our languages. */
export function countryCode(text: string): CountryCode | null {
  const upper = text.trim().toUpperCase();
  if (isSupportedCountry(upper)) return upper;
  return codes.get(text.trim().toLowerCase()) ?? null;
}

/** The country a text names as a place: after a comma, `in` or `from`, or alone on its line. */
export function countryInText(text: string): CountryCode | null {
  const place =
    /(?:^|[,(·|–-]|\b(?:in|from|aus|en|de|du|da|dalla|do|van|uit|från|fra|z))\s*((?:the )?\p{L}[\p{L}.' -]{1,30})/gimu;
  for (const [, words = ""] of text.matchAll(place)) {
    const parts = words.trim().split(/\s+/).slice(0, 4);
    for (let n = parts.length; n > 0; n--) {
      const name = parts.slice(0, n).join(" ");
      const code = name.length > 2 || name === "UK" ? namedCountry(name) : undefined;
      if (code) return code;
    }
  }
  return null;
}

/** The country of a domain's ending, where the ending still means the country. */
export function countryOfDomain(domain: string): CountryCode | null {
  const ending = domain.slice(domain.lastIndexOf(".") + 1);
  return ending.length !== 2 || worldwide.test(ending)
    ? null
    : countryCode(ending === "uk" ? "gb" : ending);
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
