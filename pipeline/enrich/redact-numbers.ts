import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Mask } from "./redact.ts";

/** Digits in groups, as people write long numbers: one sign between two groups, or a spaced one. */
const number =
  /(?<![\p{L}\p{N}_.,@#/-]|\p{N} )(?:\+ ?|\(\+?)?\d{1,20}(?:(?: ?[()./‐‑–-]{1,2} ?|[ \u00a0]{1,2})\d{1,20}){0,14}(?![\p{L}\p{N}_@]|[.,:]\d)/gu;

/** Takes payment cards, social security numbers and phone numbers out of a text. */
export function maskNumbers(text: string, mask: Mask): string {
  return text.replace(number, (run, at: number) => {
    const before = text.slice(Math.max(0, at - 24), at);
    if (isSsn(run, before)) return mask("ssn");
    if (isPhone(run, before)) return mask("phone");
    return withoutCards(run, mask) ?? eachHalf(run, before, mask);
  });
}

/** `040 1234567 / 0171 7654321`: two numbers that look like one. */
function eachHalf(run: string, before: string, mask: Mask): string {
  const halves = run.split(/( [/–-] )/);
  if (halves.length === 1) return run;
  return halves.map((half) => (isPhone(half, before) ? mask("phone") : half)).join("");
}

type Group = { digits: string; start: number; end: number };

/** Any groups in a row that make up a card number; null where none do. */
function withoutCards(run: string, mask: Mask): string | null {
  const groups = [...run.matchAll(/\d+/g)].map(
    (match): Group => ({
      digits: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
  for (const [from, first] of groups.entries()) {
    let digits = "";
    for (const last of groups.slice(from)) {
      digits += last.digits;
      if (digits.length > 19) break;
      if (!isCard(digits)) continue;
      const rest = run.slice(last.end);
      return run.slice(0, first.start) + mask("card") + (withoutCards(rest, mask) ?? rest);
    }
  }
  return null;
}

/** First digits and lengths of the card schemes. https://www.iso.org/standard/70484.html */
const schemes: readonly [prefix: RegExp, lengths: readonly number[]][] = [
  [/^4/, [13, 16, 18, 19]],
  [/^(?:5[1-5]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720))/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-59]|[689])/, [14, 16, 19]],
  [/^35(?:2[89]|[3-8]\d)/, [16, 17, 18, 19]],
  [/^(?:6011|64[4-9]|65|62|81)/, [16, 17, 18, 19]],
  [/^(?:50|5[6-8]|6[37])/, [13, 14, 15, 16, 17, 18, 19]],
];

function isCard(digits: string): boolean {
  if (digits.length < 13) return false;
  const known = schemes.some(
    ([first, sizes]) => first.test(digits) && sizes.includes(digits.length),
  );
  return known && new Set(digits).size > 1 && isLuhn(digits);
}

function isLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

const ssn = /^(?!000|666|9)\d{3}([ -]?)(?!00)\d{2}\1(?!0000)\d{4}$/;
const saysSsn = /(?:\bssn|social security(?: (?:no\.?|number|#))?)\W{0,4}(?:is )?$/i;

/** Dashes make one; other spellings count only where the text says what they are. */
function isSsn(run: string, before: string): boolean {
  const shape = ssn.exec(run);
  return shape !== null && (shape[1] === "-" || saysSsn.test(before));
}

const phoneWord =
  /(?:(?<!\p{L})(?:tel|telephone|téléphone|telefono|teléfono|telefon[eo]?|telefax|phone|fon|fax|mobile?|mobil|cell|handy|hotline|whatsapp|call(?: us| me)?(?: (?:at|on))?|ring|rufnummer|tlf|puh|móvil|portable|gsm|direct|ext)|☎|📞|✆)(?: (?:no|nr|number|nummer))?[.:)\s]{0,4}$/iu;
/** These name numbers of other kinds. */
const otherWord =
  /(?<!\p{L})(?:order|bestellung|invoice|rechnung|facture|vat|btw|tva|ust-?id(?:nr)?|tax(?: id)?|be|che|kbo|kvk|bce|siren|siret|rcs|hrb|hra|nip|regon|krs|ico|ičo|dič|oib|cif|cui|abn|acn|ein|duns|d-u-n-s|lei|isbn|issn|ean|gtin|upc|sku|ref|reference|ticket|case|article|artikel|item|part|serial|version|model|patent|reg|registration|company|account|konto|blz|id|no|nr|number|nummer|n°|№)[.:#\s]{0,4}$/iu;

const date =
  /^(?:(?:(?:0?[1-9]|[12]\d|3[01])[./-] ?(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[./-] ?(?:[12]\d|3[01]))[./-] ?(?:(?:19|20)\d\d|\d\d(?![./-]\d))|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?!\d)/;
/** `1.200.000`: thousands, not groups of a phone number. */
const thousands = /^\+? ?\d{1,3}([ .\u00a0])\d{3}(?:\1\d{3})*$/;
const northAmerican = /^(?:1[-. ])?(?:\([2-9]\d\d\) ?|[2-9]\d\d([-. ]))[2-9]\d\d[-. ]\d{4}$/;
/** A national number that begins as in most of Europe, in more than one group. */
const trunk =
  /^\(?0[1-9]\d{0,4}\)?[ ./()‐‑–-]|^\(?0 ?[1-9]\d{1,3}[ .\u00a0‐‑–-]|^0[1-9]\d{1,4}\/\d/;

function isPhone(run: string, before: string): boolean {
  const digits = run.replace(/\D/g, "");
  if (digits.length < 6 || digits.length > 16 || date.test(run)) return false;
  if (/^\(?\+/.test(run)) return thousands.test(run) ? isInUse(run) : isPossible(run);
  if (phoneWord.test(before)) return true;
  if (otherWord.test(before)) return false;
  if (/^00[1-9]/.test(run)) return digits.length >= 10 && isPossible(`+${digits.slice(2)}`);
  if (northAmerican.test(run)) return true;
  return trunk.test(run) && digits.length >= 8 && digits.length <= 13;
}

/** Stricter than possible: `+10 000 000` has the length of a number, but nobody has it. */
function isInUse(run: string): boolean {
  return parsePhoneNumberFromString(run)?.isValid() === true;
}

function isPossible(run: string): boolean {
  return parsePhoneNumberFromString(run.replace("(0)", ""))?.isPossible() === true;
}
