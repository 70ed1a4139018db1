import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { countryCode, countryOfDomain, homeOfLanguage } from "../../ingest/country.ts";
import type { Fact } from "../fact.ts";
import { textOf } from "../read-json-ld.ts";
import { ownOrganisations } from "./company.ts";
import { type Page, proven, said, spanOf, structured } from "./page.ts";

const address =
  /(?<![\w.+-])[a-z0-9][\w.+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,18}(?![\w@-])/gi;
const spelled =
  /(?<![\w.])([\w.+-]{1,64})\s?[[(]\s?at\s?[\])]\s?([\w-]{1,63})\s?(?:[[(]\s?dot\s?[\])]|\.)\s?([a-z]{2,10})(?!\w)/gi;
const notAnAddress =
  /\.(?:png|jpe?g|gif|svg|webp|css|js)$|@(?:example\.(?:com|org)|email\.com|domain\.com|sentry)/i;
const MOST = 10;

/** Addresses to write to: linked, written, spelled out, or wrapped by Cloudflare. */
export function emails(page: Page): Fact[] {
  const found = [...writtenEmails(page), ...linkedEmails(page), ...structuredEmails(page)];
  const real = found.filter(({ value }) => !notAnAddress.test(String(value)));
  return [...new Map(real.toReversed().map((fact) => [fact.value, fact])).values()]
    .toReversed()
    .slice(0, MOST);
}

function writtenEmails(page: Page): Fact[] {
  return page.document.blocks.flatMap(({ text, start }) => [
    ...[...text.matchAll(address)].map((match) =>
      said(page, "contact_email", match[0].toLowerCase(), spanOf(start, match), 0.9),
    ),
    ...[...text.matchAll(spelled)].map((match) => {
      const email = `${match[1]}@${match[2]}.${match[3]}`.toLowerCase();
      return said(page, "contact_email", email, spanOf(start, match), 0.8);
    }),
  ]);
}

function linkedEmails(page: Page): Fact[] {
  const { links, tags } = page.document;
  const mailto = links
    .filter(({ url }) => url.startsWith("mailto:"))
    .map(({ url, raw }) => ({
      raw,
      email: decode(url.slice(7).split("?")[0] ?? "").match(address)?.[0],
    }));
  const wrapped = tags.map(({ attributes, raw }) => ({
    raw,
    email: unwrap(attributes["data-cfemail"] ?? ""),
  }));
  return [...mailto, ...wrapped].flatMap(({ raw, email }) =>
    email
      ? [proven(page, "contact_email", email.toLowerCase(), { quote: raw, provider: "page" }, 0.95)]
      : [],
  );
}

function structuredEmails(page: Page): Fact[] {
  return ownOrganisations(page).flatMap((thing) => {
    const written = textOf(thing.properties.email);
    const email = written?.match(address)?.[0];
    return written && email
      ? [structured(page, "contact_email", email.toLowerCase(), thing, written)]
      : [];
  });
}

/** Cloudflare writes each byte of an address XORed with the first one. */
function unwrap(hex: string): string | undefined {
  const bytes = [...hex.slice(0, 200).matchAll(/[\da-f]{2}/gi)].map(([pair]) =>
    Number.parseInt(pair, 16),
  );
  const [key, ...rest] = bytes;
  if (key === undefined) return undefined;
  return String.fromCharCode(...rest.map((byte) => byte ^ key)).match(address)?.[0];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Something that could be a telephone number; the library, which is slow, decides. */
const phoneLike = /(?:\+|\(|\b)\d[\d ()./–-]{6,}\d/;

/** Hosts and authorities can be called as well. */
const others =
  /h[ée]berg|hosting|hoster|aufsichtsbeh|commissioner|supervisory authority|autorit[ée]/i;

function notOurs(text: string): boolean {
  return registered.test(text) || others.test(text);
}

/** Register, tax and account numbers look like telephone numbers to a library that means well. */
const registered =
  /(?<!\p{L})(?:RCS|R\.C\.S|SIREN|SIRET|RNE|TVA|VAT|HR ?[AB]|IBAN|KvK|NIF|NIPC|CIF|CNPJ|ABN|ACN|CIN|company (?:no|number)|registration (?:no|number)|registered (?:in|number|no))(?!\p{L})(?!.*(?:tel|phone|fon|t[ée]l)\b)/iu;

/** Telephone numbers in E.164, from links and from short lines of text. */
export function phones(page: Page): Fact[] {
  const { blocks } = page.document;
  if (/terms|privacy|cookie|agb|datenschutz/i.test(page.url)) return []; // authorities' numbers
  const country = countryOfSite(page);
  const found = new Map(
    [...structuredPhones(page, country), ...linkedPhones(page, country)].map((fact) => [
      fact.value,
      fact,
    ]),
  );
  const lines = blocks
    .filter(({ text }) => text.length <= 400 && phoneLike.test(text) && !notOurs(text))
    .slice(0, 40);
  for (const block of lines) {
    for (const { number, startsAt, endsAt } of findPhoneNumbersInText(block.text, country)) {
      const isFax = /fax\W{0,4}$/i.test(block.text.slice(0, startsAt));
      if (!number.isValid() || isFax || found.has(number.number)) continue;
      const span = { start: block.start + startsAt, end: block.start + endsAt };
      found.set(number.number, said(page, "contact_phone", number.number, span, 0.85));
    }
  }
  return [...found.values()].slice(0, MOST);
}

function linkedPhones(page: Page, country: CountryCode): Fact[] {
  return page.document.links.flatMap(({ url, raw }) => {
    if (!url.startsWith("tel:")) return [];
    const number = parsePhoneNumberFromString(decode(url.slice(4, 60)), country);
    if (!number?.isValid()) return [];
    return [proven(page, "contact_phone", number.number, { quote: raw, provider: "page" }, 0.95)];
  });
}

function structuredPhones(page: Page, country: CountryCode): Fact[] {
  return ownOrganisations(page).flatMap((thing) => {
    const written = textOf(thing.properties.telephone);
    const number = parsePhoneNumberFromString(written ?? "", country);
    if (!written || !number?.isValid()) return [];
    return [structured(page, "contact_phone", number.number, thing, written)];
  });
}

/** Where a number without a country code would be dialled: by the site's ending, else its language. */
function countryOfSite({ url, document }: Page): CountryCode {
  const byEnding = countryOfDomain(URL.parse(url)?.hostname ?? "");
  const root = document.tags.find(({ name }) => name === "html")?.attributes.lang?.toLowerCase();
  const [language = "", region = ""] = root?.split("-") ?? [];
  const byRegion = isSupportedCountry(region.toUpperCase()) ? countryCode(region) : null;
  return byEnding ?? byRegion ?? homeOfLanguage(language) ?? "US";
}

/** The company's own LinkedIn page, as linked by it. */
export function social(page: Page): Fact[] {
  for (const { url, raw } of page.document.links) {
    const match = /^https?:\/\/(?:[a-z]{2,3}\.)?linkedin\.com\/(?:company|school)\/[^/?#\s]+/i.exec(
      url,
    );
    if (match) return [proven(page, "social", match[0], { quote: raw, provider: "page" }, 0.9)];
  }
  return [];
}
