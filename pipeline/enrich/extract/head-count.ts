/** Words that can only mean people who work there. */
const staff =
  "employees|staff(?: members)?|team ?members|teammates|colleagues|coworkers|mitarbeiter(?:innen|:innen|\\*innen)?(?: und mitarbeiter(?:innen)?)?|mitarbeitenden?|besch[äa]ftigten?|kolleg(?:inn)?en|collaborateurs|salari[ée]s|employ[ée]s|empleados|colaboradores|medewerkers|collega['’]?s";
/** Words that mean them only when the sentence is about us. */
const people =
  "people|persons|humans|folks|professionals|experts|specialists|menschen|personen|k[öo]pfe|personnes|personas|profesionales|mensen";

const number = (name: string) =>
  `(?<${name}>\\d{1,3}(?:[.,'’ \u00a0]\\d{3})+|\\d{1,6})(?<${name}K>\\s?k(?![a-z]))?`;
const dash = "\\s?(?:–|—|-|to|and|bis|und|à|a|tot|en)\\s?";
const noun = `\\s+(?:[\\p{L}-]+\\s){0,2}?(?:(?<staff>${staff})|${people})(?!\\p{L})`;

/** Ways to state a head count, the surest first. `k` is a thousand, `+` is at least. */
const forms = [
  `(?<![\\d.,$€£%])${number("min")}${dash}${number("max")}\\+?${noun}`,
  `(?<team>\\bteam of|\\bteam aus|[ée]quipe de|equipo de|\\bteam van|\\bwe(?: a|['’])re(?: now)?(?: a)?)\\s(?:(?<over>about|around|over|more than|nearly|almost|some)\\s)?${number("min")}(?<plus>\\+)?(?!\\s?%|[\\d.,]*\\d|-?year)(?! (?:or|engineers|developers|designers|salespeople|students|volunteers|years|hours|percent)\\b)`,
  `(?<![\\p{L}\\d.,$€£%])${number("min")}(?<plus>\\+)? (?<team>of us)(?= (?:work|are|live|build|in|from|across|and|now|strong)|[.,;!]|$)`,
  `(?<label>employees|headcount|team size|company size|number of employees|mitarbeiterzahl|mitarbeiter|effectif|empleados|medewerkers)\\s?:?\\s${number("min")}(?:\\s?(?:–|—|-|to|bis)\\s?${number("max")})?(?<plus>\\+)?(?!\\s?%|\\p{L})`,
  `(?<![\\d.,$€£%–-])${number("min")}(?<plus>\\+)?(?!\\s?%)${noun}`,
].map((form) => new RegExp(form, "iu"));

const spelled =
  "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split(
    " ",
  );
const spelledSizes = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50];
/** `A team of six`, `we are twelve people`: small companies write their number out. */
const inWords = new RegExp(
  `(?:(?<!\\p{L})we(?: a|['’])re (?:now )?(?:just )?(?:an? )?(?:[\\p{L}-]+ )?team of|(?<!\\p{L})our (?:[\\p{L}-]+ )?team of|(?<!\\p{L})we(?: a|['’])re(?: now)?) (?<word>${spelled.join("|")})(?= (?:people|employees|humans|friends|colleagues)|[.,!]|$)`,
  "iu",
);

const atLeast =
  /(?:over|more than|at least|upwards of|above|mehr als|[üu]ber|plus de|m[áa]s de|meer dan|ruim)\s+$/i;

export type HeadCount = {
  min: number;
  /** null is `or more`. */
  max: number | null;
  /** How it is said: a word for staff, a label, `team of`, or just so many people. */
  said: "staff" | "label" | "team" | "people";
  0: string;
  index: number;
};

/** The first head count a text states, whoever's it is. */
export function findHeadCount(text: string): HeadCount | undefined {
  for (const form of forms) {
    const match = form.exec(text);
    const found = match && read(text, match);
    if (found) return found;
  }
  const match = inWords.exec(text);
  const size = spelledSizes[spelled.indexOf(match?.groups?.word?.toLowerCase() ?? "")];
  return match && size
    ? { min: size, max: size, said: "team", 0: match[0], index: match.index }
    : undefined;
}

function read(text: string, match: RegExpExecArray): HeadCount | undefined {
  const { staff, label, team, plus, over, ...groups } = match.groups ?? {};
  if (label && text.length > 80) return undefined;
  const before = over ? `${over} ` : text.slice(0, match.index);
  const open = Boolean(plus) || atLeast.test(before);
  const min = count(groups.min, groups.minK);
  const max = count(groups.max, groups.maxK) ?? (open ? null : min);
  const year = !staff && min === max && isYear(groups.min);
  if (!min || max === undefined || (max !== null && max < min) || year) return undefined;
  return { min, max, said: wayOf(staff, label, team), 0: match[0], index: match.index };
}

function isYear(digits: string | undefined): boolean {
  return /^(?:19|20)\d\d$/.test(digits ?? "");
}

function wayOf(staff?: string, label?: string, team?: string): HeadCount["said"] {
  if (staff) return "staff";
  if (label) return "label";
  return team ? "team" : "people";
}

/** A whole number as written: `1,200`, `1.200`, `1 200`. */
export function count(
  digits: string | undefined,
  thousands: string | undefined,
): number | undefined {
  const whole = digits ? Number(digits.replace(/[.,'’\s]/g, "")) : Number.NaN;
  if (!Number.isSafeInteger(whole)) return undefined;
  return thousands ? whole * 1000 : whole;
}
