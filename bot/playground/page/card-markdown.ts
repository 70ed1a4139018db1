import { el, safeUrl } from "./dom.ts";

const pattern =
  /\\([\s\S])|\*\*((?:\\[\s\S]|[^\\*])+)\*\*|(?<![\p{L}\p{N}])([*_])((?:\\[\s\S]|[^\\*_])+)\3(?![\p{L}\p{N}])|\[((?:\\[\s\S]|[^\\\]])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/gu;

/**
 * The Markdown of Teams cards as HTML text, which is what the card library takes. The browser
 * writes it from our nodes, so it holds nothing but what these nodes are.
 */
export function markdownHtml(text: string): string {
  return markdown(text).innerHTML;
}

/** The Markdown of Teams: paragraphs, lists, bold, italics and links. */
export function markdown(text: string): HTMLElement {
  const holder = el("div", { class: "text" });
  let list: HTMLElement | undefined;
  for (const line of text.split("\n")) {
    const item = /^\s*[-*+]\s+(.*)$/.exec(line);
    if (item) {
      list ??= holder.appendChild(el("ul"));
      list.append(el("li", {}, ...inline(item[1] ?? "")));
    } else if (line.trim() !== "") {
      list = undefined;
      holder.append(el("p", {}, ...inline(line)));
    }
  }
  return holder;
}

function inline(text: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    nodes.push(document.createTextNode(text.slice(at, match.index)), styled(match));
    at = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

function styled([whole, escaped, bold, , italic, label, target]: RegExpMatchArray): Node {
  if (escaped !== undefined) return document.createTextNode(escaped);
  if (bold !== undefined) return el("strong", {}, ...inline(bold));
  if (italic !== undefined) return el("em", {}, ...inline(italic));
  const url = safeUrl(target);
  const words = inline(label ?? "");
  if (!url) return el("span", {}, ...(words.length > 0 ? words : [whole]));
  return el("a", { href: url, target: "_blank", rel: "noopener" }, ...words);
}
