/**
 * Characters that take no room on screen: zero-width ones, bidirectional controls, soft hyphens,
 * fillers and tag characters. Text that looks the same must be the same.
 */
const hidden =
  /\u034F|[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E0FFF}]/gu;

const lineBreak = /\r\n?|[\u0085\u2028\u2029]/g;

/** Every control character but tab and line feed. */
const control = /[^\P{Cc}\t\n]/gu;

/** Nothing to clean in these, and most texts are like that. */
const plain = /^[\t\n\x20-\x7e]*$/;

/** Makes an outside string safe to keep: visible characters only, composed (NFC), trimmed, at most `max` long. */
export function cleanText(text: string, max: number): string {
  const composed = (plain.test(text) ? text : visible(text).normalize("NFC")).trim();
  if (composed.length <= max) return composed;

  const cut = composed.slice(0, max);
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}

function visible(text: string): string {
  return text.toWellFormed().replace(lineBreak, "\n").replace(control, "").replace(hidden, "");
}

/** Like {@link cleanText}, on one line: names, titles, subjects. */
export function cleanLine(text: string, max: number): string {
  return cleanText(cleanText(text, text.length * 3).replace(/\s+/g, " "), max);
}
