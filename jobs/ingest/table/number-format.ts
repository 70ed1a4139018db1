/** How a cell's style shows a number: as a date, through a mask like `+00 000`, or plainly. */
export type NumberFormat = { kind: "date" } | { kind: "mask"; mask: string } | { kind: "plain" };

/** Which day of which year a workbook counts from. */
export type DateSystem = 1900 | 1904;

const DAY_MS = 86_400_000;

/** The formats without a code of their own that are dates: https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.numberingformat */
const builtInDate = (id: number) =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

/** What a format's number or code means for the values it shows. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return { kind: builtInDate(id) ? "date" : "plain" };

  const [positive = ""] = code.split(";");
  const bare = positive.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|[_*]./gi, "");
  if (/[ymdhs]/i.test(bare) && !/general|[0#?]/i.test(bare)) return { kind: "date" };
  const mask = positive.replace(/\[[^\]]*\]|[_*]./g, "").replace(/"([^"]*)"|\\(.)/g, "$1$2");
  return /^[^.,%E@]*[0#][^.,%E@]*$/.test(mask) && mask.length > 1 && !/general/i.test(mask)
    ? { kind: "mask", mask }
    : { kind: "plain" };
}

/** A number as a person sees it in the sheet: dates in ISO, long ones with all their digits. */
export function shownNumber(value: string, format: NumberFormat, dates: DateSystem): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (format.kind === "date") return shownDate(number, dates) ?? plain(value, number);
  if (format.kind === "mask" && Number.isInteger(number) && number >= 0) {
    return masked(plain(value, number), format.mask);
  }
  return plain(value, number);
}

/** Fifteen digits are what a spreadsheet knows; beyond them is noise of binary fractions. */
function plain(value: string, number: number): string {
  return /^-?\d{1,15}$/.test(value) ? value : String(Number(number.toPrecision(15)));
}

/** Fills digits into a mask from its end; what is left over stands at the first place. */
function masked(digits: string, mask: string): string {
  const places = mask.match(/[0#]/g)?.length ?? 0;
  let left = digits.padStart(places, "\0");
  const surplus = left.slice(0, left.length - places);
  left = left.slice(surplus.length);
  let place = 0;
  const shown = mask.replace(/[0#]/g, (kind) => {
    const digit = left[place++] ?? "";
    const filled = digit === "\0" ? (kind === "0" ? "0" : "") : digit;
    return place === 1 ? surplus + filled : filled;
  });
  return shown.trim();
}

/** Excel believes that 1900 had a 29th of February; days before that are one off. */
function shownDate(days: number, dates: DateSystem): string | undefined {
  const sinceEpoch = dates === 1904 ? days + 1462 : days < 60 ? days + 1 : days;
  const ms = Math.round(((sinceEpoch - 25_569) * DAY_MS) / 1000) * 1000;
  if (Math.abs(ms) > 8e14 || days < 0) return undefined;
  const [day = "", time = ""] = new Date(ms).toISOString().replace(".000Z", "").split("T");
  if (days < 1) return time;
  return time === "00:00:00" ? day : `${day}T${time}`;
}
