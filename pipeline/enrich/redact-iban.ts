import type { Mask } from "./redact.ts";

/** How long an IBAN is, by country. https://www.swift.com/standards/data-standards/iban-international-bank-account-number */
const lengths = new Map(
  `15 NO · 16 BE · 18 DK FI FO GL NL SD · 19 MK SI · 20 AT BA EE KZ LT LU MN XK · 21 CH HR LI LV ·
   22 BG BH CR DE GB GE IE ME RS VA · 23 AE GI IL IQ OM SO TL · 24 AD CZ ES MD PK RO SA SE SK TN VG ·
   25 LY PT ST · 26 IS TR · 27 BI DJ FR GR IT MC MR SM · 28 AL AZ BY CY DO GT HU LB NI PL SV ·
   29 BR EG PS QA UA · 30 JO KW MU YE · 31 MT SC · 32 LC · 33 RU`
    .split("·")
    .flatMap((row) => {
      const [length = "", ...countries] = row.trim().split(/\s+/);
      return countries.map((country): [string, number] => [country, Number(length)]);
    }),
);

const candidate = /(?<![\p{L}\p{N}])([a-z]{2})(?:[ -]?)\d{2}(?:[ -]?[a-z0-9]){11,30}/giu;

/** Takes bank accounts out: right country, right length, right check digits. */
export function maskIbans(text: string, mask: Mask): string {
  return text.replace(candidate, (whole, country: string) => {
    const length = lengths.get(country.toUpperCase()) ?? 0;
    const end = endOf(whole, length);
    if (end === 0 || !hasRightRemainder(whole.slice(0, end))) return whole;
    return mask("iban") + whole.slice(end);
  });
}

/** Where the given number of letters and digits ends; 0 when there are fewer, or a word goes on. */
function endOf(text: string, length: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    if (/[a-z0-9]/i.test(text[at] ?? "")) seen += 1;
    if (seen === length && length > 0) return /^[a-z0-9]/i.test(text.slice(at + 1)) ? 0 : at + 1;
  }
  return 0;
}

/** ISO 7064, mod 97: letters count from 10, the first four signs go last. */
function hasRightRemainder(text: string): boolean {
  const signs = text.replace(/[ -]/g, "").toUpperCase();
  let rest = 0;
  for (const sign of signs.slice(4) + signs.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
