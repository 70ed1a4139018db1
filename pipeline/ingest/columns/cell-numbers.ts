const digits = "\\d{1,3}(?:[.,'’\\s]\\d{3})+(?!\\d)|\\d+(?:[.,]\\d{1,2})?(?!\\d)";
const number = new RegExp(`(${digits})\\s?([km])?(?![\\p{L}\\d])`, "iu");

/** Excel takes `1-10`, `2-10` and `11-50` for days of a month. */
const dated: Readonly<Record<string, number>> = {
  "10 jan": 1,
  "jan 10": 1,
  "10 feb": 2,
  "feb 10": 2,
  "nov 50": 11,
  "50 nov": 11,
};

/**
 * The first number of a cell, which of a range is what is certain: `1 001-5 000` is 1001, `10k+`
 * is 10000, `€ 12.500,00` is 12500. Null where there is none.
 */
export function numberIn(text: string): number | null {
  const day = dated[text.toLowerCase().replace(/[-.\s]+(?:19)?/g, " ")];
  if (day !== undefined) return day;
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) return Math.round(Number(text.replace(",", ".")));

  const plain = text.replace(/(\d)[.,]\d\d(?=\s*(?:\p{L}|\p{Sc}|$))/gu, (cents, digit: string) =>
    /\d{3}[.,]\d\d$/.test(text) || /[.,]00$/.test(cents) ? digit : cents,
  );
  const [, found = "", scale = ""] = number.exec(plain) ?? [];
  if (found === "") return null;
  const factor = scale === "" ? 1 : scale.toLowerCase() === "k" ? 1_000 : 1_000_000;
  const isDecimal = /^\d+[.,]\d{1,2}$/.test(found);
  const value = isDecimal ? Number(found.replace(",", ".")) : Number(found.replace(/\D/g, ""));
  return Math.round(value * factor);
}

/**
 * A long number that a spreadsheet wrote as `4.91701234567E+11` in digits again; undefined where it
 * has rounded digits away, as in `4,91E+11`. Anything else comes back as it is.
 */
export function unrounded(text: string): string | undefined {
  const [, whole = "", part = "", power = ""] = /^(\d)(?:[.,](\d+))?e\+?(\d+)$/i.exec(text) ?? [];
  if (whole === "") return text;
  return part.length >= Number(power) ? whole + part.slice(0, Number(power)) : undefined;
}
