import { el, safeUrl } from "./dom.ts";
import { type Json, list, obj, str } from "./json.ts";

/** Slack's rich text: paragraphs, lists, quotes and code. */
export function richText(parts: Json[]): HTMLElement[] {
  return parts.map((part) => {
    const inside = list(part.elements);
    switch (part.type) {
      case "rich_text_list":
        return el(
          part.style === "ordered" ? "ol" : "ul",
          {},
          ...inside.map((item) => el("li", {}, ...list(item.elements).map(run))),
        );
      case "rich_text_quote":
        return el("blockquote", {}, ...inside.map(run));
      case "rich_text_preformatted":
        return el("pre", {}, el("code", {}, ...inside.map(run)));
      default:
        return el("p", {}, ...inside.map(run));
    }
  });
}

function run(part: Json): Node {
  const url = part.type === "link" ? safeUrl(part.url) : undefined;
  const text = str(part.text) || str(part.url) || str(part.name);
  const { bold, italic, strike, code } = obj(part.style);
  let node: Node = document.createTextNode(text);
  if (code === true) node = el("code", {}, node);
  if (bold === true) node = el("strong", {}, node);
  if (italic === true) node = el("em", {}, node);
  if (strike === true) node = el("s", {}, node);
  return url ? el("a", { href: url, target: "_blank", rel: "noopener" }, node) : node;
}
