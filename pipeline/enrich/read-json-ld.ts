/** One node of a page's structured data, with the block it was written in. */
export type Thing = {
  types: string[];
  /** JSON as found: nothing about it is certain. */
  properties: Readonly<Record<string, unknown>>;
  source: string;
};

const MOST_NODES = 5000;
const MOST_BLOCK = 300_000;

/** All typed nodes of a page's JSON-LD, `@graph`s and nested ones included. Blocks beyond repair are skipped. */
export function readJsonLd(blocks: readonly string[]): Thing[] {
  const things: Thing[] = [];
  for (const source of blocks.slice(0, 50)) {
    const waiting: unknown[] = [parse(source.slice(0, MOST_BLOCK))];
    for (let visited = 0; waiting.length > 0 && visited < MOST_NODES; visited++) {
      const node = waiting.shift();
      if (typeof node !== "object" || node === null) continue;
      const children = Object.values(node).filter((child) => typeof child === "object");
      for (const child of children.slice(0, MOST_NODES)) waiting.push(child);
      const types = listOf(fieldOf(node, "@type")).filter((type) => typeof type === "string");
      if (types.length > 0) {
        const plain = types.map((type) => type.replace(/^.*[/#:]/, ""));
        things.push({ types: plain, properties: { ...node }, source });
      }
    }
  }
  return things;
}

/** A property as text: its own, its `name`, or `@value`; undefined when it is none of these. */
export function textOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  if (typeof first === "string" || typeof first === "number")
    return String(first).trim() || undefined;
  return first === undefined || first === null
    ? undefined
    : (scalar(fieldOf(first, "name")) ?? scalar(fieldOf(first, "@value")));
}

/** A named property of something that may not be an object at all. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function scalar(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : undefined;
}

/** People write JSON-LD by hand: comments around it, line breaks in strings, commas too many. */
function parse(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, "")
    .replace(/(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/, "");
  const repairs = [
    (text: string) => text,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters are the fault
    (text: string) => text.replace(/[\u0000-\u001f]+/g, " "),
    (text: string) => text.replace(/,(\s*[}\]])/g, "$1").replace(/;\s*$/, ""),
    (text: string) =>
      text.replace(/"(?:[^"\\]|\\.)*"|\/\*[^*]*\*\//g, (part) =>
        part.startsWith('"') ? part : " ",
      ),
  ];
  let text = bare;
  for (const repair of repairs) {
    text = repair(text);
    try {
      return JSON.parse(text);
    } catch {
      // The next repair may do; after the last one the block is given up.
    }
  }
  return undefined;
}
