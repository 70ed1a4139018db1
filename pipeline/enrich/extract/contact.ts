import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import type { Fact } from "../fact.ts";
import { type Page, proven, said, spanOf } from "./page.ts";

const address =
  /(?<![\w.+-])[a-z0-9][\w.+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,18}(?![\w@-])/gi;
const spelled =
  /(?<![\w.])([\w.+-]{1,64})\s?[[(]\s?at\s?[\])]\s?([\w-]{1,63})\s?(?:[[(]\s?dot\s?[\])]|\.)\s?([a-z]{2,10})(?!\w)/gi;
const notAnAddress =
  /\.(?:png|jpe?g|gif|svg|webp|css|js)$|@(?:example\.(?:com|org)|email\.com|domain\.com|sentry)/i;
const MOST = 10;

/** Addresses to write to: linked, written, spelled out, or wrapped by Cloudflare. */
export function emails(page: Page): Fact[] {
  const found = [...writtenEmails(page), ...linkedEmails(page)];
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

/** Telephone numbers in E.164, from links and from short lines of text. */
export function phones(page: Page): Fact[] {
  const { blocks, links } = page.document;
  if (/terms|privacy|cookie|agb|datenschutz/i.test(page.url)) return []; // authorities' numbers
  const country = countryOfSite(page.url);
  const found = new Map<string, Fact>();
  for (const { url, raw } of links) {
    const number = url.startsWith("tel:")
      ? parsePhoneNumberFromString(decode(url.slice(4, 60)), country)
      : undefined;
    if (number?.isValid()) {
      found.set(
        number.number,
        proven(page, "contact_phone", number.number, { quote: raw, provider: "page" }, 0.95),
      );
    }
  }
  const lines = blocks
    .filter(({ text }) => text.length <= 400 && phoneLike.test(text))
    .slice(0, 40);
  for (const block of lines) {
    for (const { number, startsAt, endsAt } of findPhoneNumbersInText(block.text, country)) {
      if (!number.isValid() || found.has(number.number)) continue;
      const span = { start: block.start + startsAt, end: block.start + endsAt };
      found.set(number.number, said(page, "contact_phone", number.number, span, 0.85));
    }
  }
  return [...found.values()].slice(0, MOST);
}

/** Where a number without a country code would be dialled: by the site's own ending. */
function countryOfSite(url: string): CountryCode {
  const ending = URL.parse(url)?.hostname.split(".").at(-1)?.toUpperCase() ?? "";
  const code = ending === "UK" ? "GB" : ending;
  return isSupportedCountry(code) ? code : "US";
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
