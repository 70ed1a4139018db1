import {
  type CountryCode,
  findPhoneNumbersInText,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { labels } from "../data/people-words.ts";

/** A number in E.164 with its country, or as given where no country is known. */
export type Phone = { phone: string; country: string | null };

/** Finding numbers is slow; enquiries have them near their start or end. */
const WINDOW = 3_000;

const labelled = new RegExp(
  `(?:^|[\\s|,;])(?:${labels.phone})\\.?\\s*[:：]?\\s*([+(]?\\d[\\d\\s()./-]{5,24}\\d)`,
  "iu",
);

/** The number to call in a text; faxes, dates and amounts of money are passed over. */
export function findPhone(text: string, country: CountryCode | null): Phone | null {
  const judged =
    text.length > 2 * WINDOW ? `${text.slice(0, WINDOW)}\n${text.slice(-WINDOW)}` : text;
  const found = findPhoneNumbersInText(judged, country ?? undefined);
  for (const { number, startsAt, endsAt } of found) {
    const around = judged.slice(Math.max(0, startsAt - 12), startsAt);
    const isFax = /\bf(?:ax)?\b[^\n]{0,6}$/i.test(around);
    const isDate = /^\d{4}-\d\d-\d\d$|^\d{1,2}[./]\d{1,2}[./]\d{4}$/.test(
      judged.slice(startsAt, endsAt),
    );
    if (!isFax && !isDate) return { phone: number.number, country: number.country ?? null };
  }

  const given = labelled.exec(judged)?.[1];
  return given ? { phone: given.trim(), country: null } : null;
}

/** A number from a form: E.164 where the country is known or part of it, else as given. */
export function readPhone(text: string, country: CountryCode | null): string | null {
  const number = parsePhoneNumberFromString(text, country ?? undefined);
  if (number?.isPossible()) return number.number;
  return /\d/.test(text) ? text : null;
}
