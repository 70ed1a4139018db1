/** A sign's value as a pattern. */
export type Pattern = { test: (text: string) => boolean; at: (text: string) => number };

const file = /\.(?:js|css)$/;
const host = /^[\w-]+(?:\.[\w-]+)+\//;

/** `*` stands for up to eighty characters of an address, `#` for a digit; a host or a file is whole or not there. */
export function patternOf(value: string): Pattern {
  if (!/[*#]/.test(value) && !file.test(value) && !host.test(value)) {
    return { test: (text) => text.includes(value), at: (text) => text.indexOf(value) };
  }
  const source = value
    .split(/([*#])/)
    .map((part) => wildcards.get(part) ?? RegExp.escape(part))
    .join("");
  const before = host.test(value) ? "(?<=[/.])" : "";
  const after = file.test(value) ? "(?!\\w)" : "";
  const pattern = new RegExp(before + source + after);
  return { test: (text) => pattern.test(text), at: (text) => text.search(pattern) };
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ["*", "[^\\s\"'<>]{0,80}?"],
  ["#", "\\d"],
]);
