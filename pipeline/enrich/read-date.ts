const months: Record<string, number> = Object.fromEntries(
  [
    "jan january januar jänner janvier enero ene januari",
    "feb february februar février fevrier fév febrero februari",
    "mar march märz mrz mars marzo maart mrt",
    "apr april avril avr abril abr",
    "may mai mayo mei",
    "jun june juni juin junio",
    "jul july juli juillet juil julio",
    "aug august août aout agosto ago augustus",
    "sep sept september septembre septiembre setiembre",
    "oct okt october oktober octobre octubre",
    "nov november novembre noviembre",
    "dec dez dic december dezember décembre décembre diciembre déc",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index + 1])),
);
const month = `(?:${Object.keys(months)
  .sort((a, b) => b.length - a.length)
  .join("|")})`;
const year = "((?:19|20)\\d{2})";

/** Ways to write a date, the surest first, with the groups that are year, month and day. */
const forms: {
  pattern: RegExp;
  groups: [year: number, month: number, day: number | null];
  /** 03/04/2026 is March here and April there: nobody guesses. */
  either?: true;
}[] = [
  { pattern: new RegExp(`(?<!\\d)${year}-(\\d{2})-(\\d{2})(?!\\d)`, "u"), groups: [1, 2, 3] },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?\\s+(?:of\\s+|de\\s+)?(${month})\\.?,?\\s+(?:de\\s+)?${year}(?!\\d)`,
      "iu",
    ),
    groups: [3, 2, 1],
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(${month})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+${year}(?!\\d)`,
      "iu",
    ),
    groups: [3, 1, 2],
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?${year}(?!\\.?\\d)`,
      "u",
    ),
    groups: [3, 2, 1],
  },
  {
    pattern: new RegExp(`(?<![\\d/])(\\d{1,2})/(\\d{1,2})/${year}(?!\\d)`, "u"),
    groups: [3, 2, 1],
    either: true,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L}|\\d[.\\s]{1,2})(${month})\\.?,?\\s+(?:de\\s+)?${year}(?!\\d)`,
      "iu",
    ),
    groups: [2, 1, null],
  },
];

/** A date found in text: `2026-11-04`, or `2026-11` where no day is given. */
export type FoundDate = { date: string; index: number; length: number };

/** The first date written in a text, in English, German, French, Spanish or Dutch. */
export function findDate(text: string): FoundDate | undefined {
  const head = text.slice(0, 2000);
  for (const { pattern, groups, either } of forms) {
    const match = pattern.exec(head);
    if (!match || (either && Number(match[1]) <= 12 && Number(match[2]) <= 12)) continue;
    const [y, m, d] = groups.map((group) => (group === null ? null : match[group]));
    const date = isoDate(y, m, d);
    if (date) return { date, index: match.index, length: match[0].length };
  }
  return undefined;
}

/** A machine-written date (`datetime`, JSON-LD), cut to the day. */
export function plainDate(text: string | null | undefined): string | null {
  return text ? (findDate(text)?.date ?? null) : null;
}

function isoDate(
  year: string | null | undefined,
  month: string | null | undefined,
  day: string | null | undefined,
): string | undefined {
  let m = months[(month ?? "").toLowerCase()] ?? Number(month);
  let d = day === null ? null : Number(day);
  if (m > 12 && d !== null && d <= 12) [m, d] = [d, m];
  if (!year || !(m >= 1 && m <= 12)) return undefined;
  const yearAndMonth = `${year}-${String(m).padStart(2, "0")}`;
  if (d === null) return yearAndMonth;
  const date = `${yearAndMonth}-${String(d).padStart(2, "0")}`;
  return new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ? date : undefined;
}
