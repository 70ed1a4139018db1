/** Month names by language, in the forms dates are written in; one line per month. */
const names = [
  "jan january januar jänner januari januára januar janvier enero ene gennaio janeiro styczeń stycznia tammikuuta tammikuu leden ledna január januára января",
  "feb february februar februari február februára febr février fevrier fév febrero febbraio fevereiro fev luty lutego helmikuuta helmikuu únor února февраля",
  "mar march märz mrz mars marts maart mrt marzo março marzec marca maaliskuuta maaliskuu březen března március márc марта",
  "apr april avril avr abril abr aprile kwiecień kwietnia huhtikuuta huhtikuu duben dubna április ápr апреля",
  "may mai maj mei mayo maggio maio toukokuuta toukokuu květen května május máj мая",
  "jun june juni juin junio giugno junho czerwiec czerwca kesäkuuta kesäkuu červen června június jún июня",
  "jul july juli juillet juil julio luglio julho lipiec lipca heinäkuuta heinäkuu červenec července július júl июля",
  "aug august augusti augustus août aout agosto sierpień sierpnia elokuuta elokuu srpen srpna augusztus августа",
  "sep sept september septembre septiembre setiembre settembre setembro wrzesień września syyskuuta syyskuu září szeptember szept сентября",
  "oct okt october oktober octobre octubre ottobre outubro październik października lokakuuta lokakuu říjen října október октября",
  "nov november novembre noviembre novembro listopad listopada listopadu marraskuuta marraskuu ноября",
  "dec dez dic december dezember desember décembre décembre déc diciembre dicembre dezembro grudzień grudnia joulukuuta joulukuu prosinec prosince декабря",
];
/** Short forms that are words elsewhere (`data set 2026`): they need a day before them. */
const shortNames = [
  ["gen", 1],
  ["mag", 5],
  ["giu", 6],
  ["lug", 7],
  ["ago", 8],
  ["set", 9],
  ["ott", 10],
  ["out", 10],
] as const;
const months: ReadonlyMap<string, number> = new Map([
  ...names.flatMap((line, index) =>
    line.split(" ").map((name): [string, number] => [name, index + 1]),
  ),
  ...shortNames,
]);
const short: ReadonlySet<string> = new Set(shortNames.map(([name]) => name));
const anyOf = (words: string[]) => `(?:${words.toSorted((a, b) => b.length - a.length).join("|")})`;
const month = anyOf([...months.keys()].filter((name) => !short.has(name)));
const monthAfterDay = anyOf([...months.keys()]);
const year = "((?:19|20)\\d{2})";
const end = "(?!\\d)";

/** Ways to write a date, the surest first, with the groups that are year, month and day. */
const forms: {
  pattern: RegExp;
  groups: [year: number, month: number, day: number | null];
  /** 03/04/2026 is March here and April there: nobody guesses. */
  either?: true;
}[] = [
  { pattern: form(`(?<!\\d)${year}([-/.])(\\d{2})\\2(\\d{2})`, "(?![\\d.])"), groups: [1, 3, 4] },
  { pattern: form(`${year}年\\s?(\\d{1,2})月\\s?(\\d{1,2})日`), groups: [1, 2, 3] },
  {
    pattern: form(
      `(?<![\\p{L}\\d])(\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?(?:\\s+|-)(?:of\\s+|de\\s+)?(${monthAfterDay})\\.?,?(?:\\s+|-)(?:de\\s+)?${year}`,
    ),
    groups: [3, 2, 1],
  },
  {
    pattern: form(`(?<!\\p{L})(${month})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+${year}`),
    groups: [3, 1, 2],
  },
  { pattern: form(`(?<!\\d)${year}\\.\\s+(${month})\\.?\\s+(\\d{1,2})`), groups: [1, 2, 3] },
  {
    pattern: form(`(?<![\\p{L}\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?${year}`, "(?!\\.?\\d)"),
    groups: [3, 2, 1],
  },
  {
    pattern: form(`(?<![\\d/-])(\\d{1,2})([/-])(\\d{1,2})\\2${year}`),
    groups: [4, 3, 1],
    either: true,
  },
  {
    pattern: form(`(?<!\\p{L}|\\d[.\\s]{1,2})(${month})\\.?,?\\s+(?:de\\s+)?${year}`),
    groups: [2, 1, null],
  },
];

function form(pattern: string, after = end): RegExp {
  return new RegExp(pattern + after, "iu");
}

/** A date found in text: `2026-11-04`, or `2026-11` where no day is given. */
export type FoundDate = { date: string; index: number; length: number };

/** The first date written in a text, in the languages of Europe or as numbers. */
export function findDate(text: string): FoundDate | undefined {
  const head = text.slice(0, 2000);
  for (const { pattern, groups, either } of forms) {
    const match = pattern.exec(head);
    if (!match || (either && Number(match[1]) <= 12 && Number(match[3]) <= 12)) continue;
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

const DAY_MS = 86_400_000;
const unitDays = { day: 1, week: 7, month: 30 };
const units: [unit: keyof typeof unitDays, word: string][] = [
  ["day", "days?|tage?n?|jours?|d[íi]as?|dagen|dag|giorn[io]|dias?"],
  ["week", "weeks?|wochen?|semaines?|semanas?|weken|week|settiman[ae]"],
  ["month", "months?|monate?n?|mois|mes(?:es)?|maanden|maand|mes[ei]"],
];
const ago = units.map(([unit, word]) => ({
  unit,
  pattern: new RegExp(
    `(?<![\\p{L}\\d])(?:(?:vor|il y a|hace|há)\\s+(\\d{1,2})\\s+(?:${word})|(\\d{1,2})\\s+(?:${word})\\s+(?:ago|geleden|fa))(?!\\p{L})`,
    "iu",
  ),
}));
const dayWords: [days: number, pattern: RegExp][] = [
  [0, /^(?:posted |new )?(?:today|just now|heute|aujourd['’]hui|hoy|vandaag|oggi)$/i],
  [1, /^(?:posted )?(?:yesterday|gestern|hier|ayer|gisteren|ieri)$/i],
];

/** The day `3 days ago` was, for a reader at this time; null where the text counts no days. */
export function relativeDate(text: string, seenAt: string): string | null {
  const head = text.slice(0, 200).trim();
  const word = dayWords.find(([, pattern]) => pattern.test(head));
  const counted = ago
    .map(({ unit, pattern }) => ({ unit, match: pattern.exec(head) }))
    .find(({ match }) => match);
  const count = Number(counted?.match?.[1] ?? counted?.match?.[2]);
  const days = word?.[0] ?? (counted ? count * unitDays[counted.unit] : null);
  return days === null
    ? null
    : new Date(Date.parse(seenAt) - days * DAY_MS).toISOString().slice(0, 10);
}

function isoDate(
  year: string | null | undefined,
  month: string | null | undefined,
  day: string | null | undefined,
): string | undefined {
  let m = months.get((month ?? "").toLowerCase()) ?? Number(month);
  let d = day === null ? null : Number(day);
  if (m > 12 && d !== null && d <= 12) [m, d] = [d, m];
  if (!year || !(m >= 1 && m <= 12)) return undefined;
  const yearAndMonth = `${year}-${String(m).padStart(2, "0")}`;
  if (d === null) return yearAndMonth;
  const date = `${yearAndMonth}-${String(d).padStart(2, "0")}`;
  return new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ? date : undefined;
}
