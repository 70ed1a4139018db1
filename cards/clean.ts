/** Zero-width, direction-changing and other control characters: they hide what a text says. */
const invisible =
  /[\p{Cc}\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** An outside text as people see it: nothing invisible, nothing ill-formed, line breaks kept. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(invisible, (char) => (char === "\n" ? "\n" : char === "\t" ? " " : ""));
}

/** The same on one line. */
export function oneLine(text: string): string {
  return clean(text).replaceAll(/\s+/g, " ").trim();
}

/** Cuts long text at a word and says so with `…`. The result is never longer than `max`. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  const head = text.slice(0, max - 1);
  const gap = head.search(/\s\S*$/);
  const cut = gap > max / 2 ? head.slice(0, gap) : head.replace(/[\uD800-\uDBFF]$/, "");
  return `${cut.trimEnd()}…`;
}

/** An address a link may lead to, in a form that cannot break out of any mark-up; else undefined. */
export function safeUrl(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !["http:", "https:", "mailto:"].includes(parsed.protocol)) return undefined;
  const href = parsed.href.replaceAll(/[<>|()\\"'\s`]/g, percent);
  return href.length > 2000 ? undefined : href;
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
