import { countryCode } from "../../ingest/country.ts";
import { findHeadCount } from "../extract/head-count.ts";
import { findDate } from "../read-date.ts";
import { countryOf, countryOfCity } from "../read-place.ts";

/*
 * A model points at words; what they amount to is read here once more. A number, a year or a
 * country that the quote itself does not hold is not taken, however sure the model is.
 */

/** The head count in a quote: as rules read it, else the model's own figures where both stand in it. */
export function headCountIn(
  quote: string,
  told: { min: number; max: number | null },
): { min: number; max: number | null } | undefined {
  const found = findHeadCount(quote);
  if (found) return { min: found.min, max: found.max };
  const figures = numbersIn(quote);
  const ends = told.max === null ? [told.min] : [told.min, told.max];
  const isSane = told.min > 0 && told.min < 5_000_000 && (told.max ?? told.min) >= told.min;
  return isSane && ends.every((end) => figures.has(end)) ? told : undefined;
}

/** Every whole number a text writes in digits: `1,200`, `1.200`, `1 200`, `5k`. */
export function numbersIn(text: string): ReadonlySet<number> {
  const found = text.matchAll(/(\d{1,3}(?:[.,'’ \u00A0\u202F]\d{3})+|\d+)(\s?k(?!\p{L}))?/giu);
  return new Set(
    [...found].map(([, digits = "", k]) => Number(digits.replace(/\D/g, "")) * (k ? 1000 : 1)),
  );
}

export function yearIn(quote: string, told: number, now: Date): number | undefined {
  const isPlausible = told >= 1500 && told <= now.getUTCFullYear();
  return isPlausible && numbersIn(quote).has(told) ? told : undefined;
}

const WORDS_IN_A_COUNTRY = 4;

/** The country told, where the quote names it or one of its well-known cities. */
export function countryIn(quote: string, told: string): string | undefined {
  const code = countryCode(told);
  if (!code) return undefined;
  const words = quote.match(/[\p{L}.]+(?:['’-][\p{L}]+)*/gu) ?? [];
  const isNamed = words.some((_, at) =>
    Array.from({ length: WORDS_IN_A_COUNTRY }, (_, more) =>
      words.slice(at, at + more + 1).join(" "),
    ).some((name) => countryOf(name) === code || countryOfCity(name) === code),
  );
  return isNamed ? code : undefined;
}

/** The date in a quote; undefined for one that has not come yet, or that nobody can mean. */
export function dateIn(quote: string, now: Date): string | undefined {
  const date = findDate(quote)?.date;
  return date && date >= "1990" && date <= now.toISOString().slice(0, 10) ? date : undefined;
}
