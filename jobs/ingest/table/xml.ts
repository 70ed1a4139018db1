/** XML as workbooks are written in: no entities but the five everybody knows, so nothing can be pulled in. */
const named: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

type Element = { attributes: Record<string, string>; content: string };

/**
 * The elements of a name in a text, namespaces aside, which are known not to nest. Reads on from
 * where each one ends and stops at one that does not: a hostile file costs no more than its length.
 */
export function* elementsOf(xml: string, name: string): Generator<Element> {
  const start = startOf(name);
  for (let at = 0; ; ) {
    start.lastIndex = at;
    const found = start.exec(xml);
    if (!found) return;
    const [tag, prefix = "", attributes = "", empty] = found;
    const from = found.index + tag.length;
    const end = empty ? from : xml.indexOf(`</${prefix}${name}>`, from);
    if (end < 0) return;
    yield { attributes: attributesIn(attributes), content: xml.slice(from, end) };
    at = end;
  }
}

const starts = new Map<string, RegExp>();

/** Made once per name: a workbook has millions of cells. */
function startOf(name: string): RegExp {
  const made = starts.get(name) ?? new RegExp(`<((?:\\w{1,20}:)?)${name}(\\s[^<>]*?)?(/?)>`, "g");
  starts.set(name, made);
  return made;
}

/** The attributes of every element of a name, whatever is in it. */
export function attributesOf(xml: string, name: string): Record<string, string>[] {
  const tag = new RegExp(`<(?:\\w{1,20}:)?${name}(\\s[^<>]*)?>`, "g");
  return [...xml.matchAll(tag)].map(([, text = ""]) => attributesIn(text));
}

function attributesIn(text: string): Record<string, string> {
  const pairs = text.matchAll(/(?<!\w)(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries([...pairs].map(([, name = "", a, b]) => [name, textOf(a ?? b ?? "")]));
}

/** Text without its escapes, Excel's own `_x000D_` included. */
export function textOf(escaped: string): string {
  const text = escaped.includes("&")
    ? escaped.replace(
        /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,9}));/gi,
        (all, hex, decimal, name) => {
          if (name) return named[name] ?? all;
          return character(hex ? Number.parseInt(hex, 16) : Number(decimal));
        },
      )
    : escaped;
  return text.includes("_x")
    ? text.replace(/_x([\dA-F]{4})_/gi, (_, hex) => character(Number.parseInt(hex, 16)))
    : text;
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
