import {
  type CountryCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";

/** A number in E.164 with its country. */
export type Phone = { phone: string; country: string | null };

/** Parsing numbers is slow; enquiries have theirs near their start or end. */
const WINDOW = 3_000;
const LEAST_DIGITS = 7;

/** Digits and what people put between them; never a part of a longer word, code or amount. */
const candidate =
  /(?<![\p{L}\p{N}_@#$€£%+.,/-])(?:\+|00[ \t]?)?\(?\d[\d \t\u00a0()./–-]{5,26}\d(?![\p{L}\p{N}_@%€$£:]|[.,]\d)/gu;

/** What stands before a number that nobody can be called on. */
const notPhone =
  /(?:fax|telefax|télécopie|telecopie|(?<!\p{L})f[.:]|iban|bic|vat|ust[^\n]{0,6}|siret|siren|cif|nif|nip|regon|adószám|steuer\p{L}*|invoice|order|rechnung\p{L}*|bestell\p{L}*|kunden\p{L}*|ticket|case|ref\p{L}*|(?<!\p{L})(?:po|id|no|nr)\.?|account|konto|hrb|budget|zip|plz)[ \t.:#°-]*(?:\+?\d[\d \t]*)?$/iu;
const isDate = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:\s|$)/;
const labelled =
  /(?:tel\p{L}*|phone|t[ée]l[ée]phone|mobil\p{L}*|móvil|mob|handy|cell\p{L}*|call|ruf\p{L}*|direct|(?<!\p{L})[tmp])[ \t.]*(?:\([^)\n]{0,12}\))?[ \t.:]*$/iu;

/** The number to call in a text; faxes, dates, amounts and reference numbers are passed over. */
export function findPhone(text: string, country: CountryCode | null): Phone | null {
  const judged =
    text.length > 2 * WINDOW ? `${text.slice(0, WINDOW)}\n${text.slice(-WINDOW)}` : text;
  for (const { 0: typed, index } of judged.matchAll(candidate)) {
    const before =
      judged
        .slice(Math.max(0, index - 24), index)
        .split("\n")
        .at(-1) ?? "";
    if (notPhone.test(before) || isDate.test(typed)) continue;
    for (const words of [typed, ...typed.split(/\s[/–-]\s/)]) {
      const number = callable(words, country, labelled.test(before));
      if (number) return { phone: number.number, country: countryOf(number) };
    }
  }
  return null;
}

/** A number from a form: E.164 where its country is part of it or known, or `likely` and the number exists there; else as given. */
export function readPhone(
  text: string,
  country: CountryCode | null,
  likely: CountryCode | null = null,
): string | null {
  const typed = text.replace(/^\s*\(?00\s?(?=[1-9])/, "+");
  const number = parsePhoneNumberFromString(typed, country ?? undefined);
  if (number?.isPossible()) return number.number;
  const guess = likely && !country ? parsePhoneNumberFromString(typed, likely) : undefined;
  if (guess?.isValid()) return guess.number;
  return /\d/.test(text) ? text : null;
}

/** Islands share the prefix of the country they belong to; who shares +1 stays unknown. */
const mainCountries: Readonly<Record<string, string>> = {
  ...{ "7": "RU", "39": "IT", "44": "GB", "47": "NO", "61": "AU", "212": "MA", "358": "FI" },
};

function countryOf({ country, countryCallingCode }: PhoneNumber): string | null {
  return country ?? mainCountries[countryCallingCode] ?? null;
}

/** A number without its country's prefix must exist there, unless the text calls it a phone number. */
function callable(
  typed: string,
  country: CountryCode | null,
  isLabelled: boolean,
): PhoneNumber | undefined {
  const words = typed.replace(/^00[ \t]?(?=[1-9])/, "+");
  if (words.replace(/\D/g, "").length < LEAST_DIGITS) return undefined;
  const number = parsePhoneNumberFromString(words, country ?? undefined);
  const isKnown = words.startsWith("+") || isLabelled;
  return number?.isValid() || (isKnown && number?.isPossible()) ? number : undefined;
}
