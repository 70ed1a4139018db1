import { XMLParser } from "fast-xml-parser";
import { ownOf } from "./json.ts";

/** An element with its name as XML means it: the namespace, not the prefix somebody chose. */
export type XmlElement = {
  namespace: string;
  name: string;
  /** By name, their prefixes left out. */
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  text: string;
};

export type ReadXml = { ok: true; root: XmlElement } | { ok: false; why: string };

/** Deeper than any message of a vendor. */
const MOST_DEPTH = 30;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false, // and with them every attack that is built of entities
  trimValues: false,
  cdataPropName: "#cdata",
  maxNestedTags: MOST_DEPTH,
});

/**
 * Reads XML that strangers sent: UTF-8, no document type, no entities but the five of XML itself
 * and numbered characters. What it refuses it names; it never throws.
 */
export function readXml(bytes: Buffer): ReadXml {
  const text = decoded(bytes);
  if (text === undefined) return no("The body is not UTF-8. Send XML in UTF-8.");
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return no("A document type is not taken. Leave it out.");
  try {
    const nodes: unknown = parser.parse(text, true);
    const roots = elementsOf(nodes, {});
    const [root] = roots;
    return root && roots.length === 1 ? { ok: true, root } : no("The body is not one XML element.");
  } catch {
    return no("The body is not well-formed XML.");
  }
}

/** The first child of a name, whatever its namespace. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

function decoded(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined; // UTF-16 and 32
  const [, encoding = "utf-8"] =
    /^[^<]{0,3}<\?xml[^>]{0,200}encoding=["']([\w.-]{1,40})["']/.exec(
      bytes.subarray(0, 300).toString("latin1"),
    ) ?? [];
  if (!/^(?:utf-?8|us-ascii)$/i.test(encoding)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

type Scope = Readonly<Record<string, string>>;

/** The parser's nodes: `{ "sf:Id": [children], ":@": { attributes } }`, texts as `{ "#text": … }`. */
function elementsOf(nodes: unknown, outer: Scope): XmlElement[] {
  return listed(nodes).flatMap((node) => {
    const [tag] = Object.keys(node).filter((key) => key !== ":@");
    if (tag === undefined || tag === "#text" || tag === "#cdata" || tag.startsWith("?")) return [];
    const given = Object.entries(node[":@"] ?? {}).map(
      ([key, value]) => [key, String(value)] as const,
    );
    const scope = { ...outer, ...declared(given) };
    const [prefix, name] = split(tag);
    const inside = listed(node[tag]);
    return [
      {
        namespace: ownOf(scope, prefix) ?? "",
        name,
        attributes: Object.fromEntries(given.map(([key, value]) => [split(key)[1], plain(value)])),
        children: elementsOf(inside, scope),
        text: inside.map(textOf).join(""),
      },
    ];
  });
}

function declared(attributes: readonly (readonly [string, string])[]): Scope {
  return Object.fromEntries(
    attributes.flatMap(([key, value]) => {
      if (key === "xmlns") return [["", plain(value)]];
      return key.startsWith("xmlns:") ? [[key.slice(6), plain(value)]] : [];
    }),
  );
}

function textOf(node: Record<string, unknown>): string {
  if ("#text" in node) return plain(String(node["#text"]));
  return listed(node["#cdata"])
    .map((inner) => String(inner["#text"] ?? ""))
    .join("");
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function plain(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, ...found) => {
      const [decimal, hex, name] = found as (string | undefined)[];
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function listed(nodes: unknown): Record<string, unknown>[] {
  return Array.isArray(nodes) ? nodes.filter((one) => typeof one === "object" && one !== null) : [];
}

function no(why: string): ReadXml {
  return { ok: false, why };
}
