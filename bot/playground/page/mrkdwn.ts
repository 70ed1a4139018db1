import { desk } from "./desk.ts";
import { el, safeUrl } from "./dom.ts";

const pattern = new RegExp(
  [
    "```\\n?([\\s\\S]+?)\\n?```",
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    ...["\\*", "_", "~"].map(
      (mark) =>
        `(?<![\\p{L}\\p{N}${mark}])${mark}(\\S(?:[^${mark}\\n]*\\S)?)${mark}(?![\\p{L}\\p{N}${mark}])`,
    ),
  ].join("|"),
  "gu",
);

/** Slack's mark-up as nodes: bold, italics, strike, code, links, mentions and dates. */
export function mrkdwn(text: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) nodes.push(plain(text.slice(at, match.index)));
    nodes.push(styled(match));
    at = match.index + match[0].length;
  }
  if (at < text.length) nodes.push(plain(text.slice(at)));
  return nodes;
}

function styled([, block, code, reference, bold, italic, strike]: RegExpMatchArray): Node {
  if (block !== undefined) return el("pre", {}, el("code", {}, ...mrkdwnLinks(block)));
  if (code !== undefined) return el("code", {}, plain(code));
  if (reference !== undefined) return referenceNode(reference);
  if (bold !== undefined) return el("strong", {}, ...mrkdwn(bold));
  if (italic !== undefined) return el("em", {}, ...mrkdwn(italic));
  return el("s", {}, ...mrkdwn(strike ?? ""));
}

/** In preformatted text only links are mark-up. */
function mrkdwnLinks(text: string): Node[] {
  return text
    .split(/(<[^<>\n]+>)/)
    .map((piece) => (/^<.+>$/.test(piece) ? referenceNode(piece.slice(1, -1)) : plain(piece)));
}

function referenceNode(reference: string): Node {
  const [target = "", ...labels] = reference.split("|");
  const label = labels.join("|");
  if (target.startsWith("@")) {
    const person = desk.state?.people.find(({ id }) => id === target.slice(1));
    return mention(`@${person?.name ?? (label || target.slice(1))}`);
  }
  if (target.startsWith("#")) return mention(`#${label || target.slice(1)}`);
  if (target.startsWith("!date^")) return plain(dateText(target) ?? label);
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`);
  const url = safeUrl(decoded(target));
  if (!url) return plain(label || target);
  return el("a", { href: url, target: "_blank", rel: "noopener" }, plain(label || target));
}

function mention(text: string): Node {
  return el("span", { class: "mention" }, text);
}

/** `!date^1700000000^{date_short} at {time}`. Undefined when it is not one. */
function dateText(target: string): string | undefined {
  const [, seconds, format = "{date}"] = target.split("^");
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(+date)) return undefined;
  return format
    .replaceAll(/\{date_short[^}]*\}/g, date.toLocaleDateString("en", { dateStyle: "medium" }))
    .replaceAll("{date_num}", date.toISOString().slice(0, 10))
    .replaceAll(/\{date[^}]*\}/g, date.toLocaleDateString("en", { dateStyle: "long" }))
    .replaceAll(/\{time[^}]*\}/g, date.toLocaleTimeString("en", { timeStyle: "short" }));
}

function plain(text: string): Text {
  return document.createTextNode(decoded(text));
}

function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
