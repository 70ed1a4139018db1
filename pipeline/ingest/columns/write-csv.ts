/**
 * What makes a spreadsheet compute a cell instead of showing it, also behind spaces and in the
 * full width that Asian keyboards type: https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^[\s\u00a0\u3000\u200b\ufeff]*[=+\-@\t\r＝＋－＠]|^[\t\r\n]/u;

/** Lets Excel know that a CSV file is UTF-8. */
const byteOrderMark = "\uFEFF";

/**
 * A table as a CSV file that opens right in Excel and cannot make it compute anything: every cell
 * that would begin a formula has an apostrophe before it. All tables that leave Baton are written here.
 */
export function csvOf(header: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [header, ...rows].map((row) => row.map(csvCell).join(","));
  return `${byteOrderMark}${lines.join("\r\n")}\r\n`;
}

function csvCell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
