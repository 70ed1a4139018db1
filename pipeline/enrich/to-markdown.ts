import type { Block, PageDocument } from "./extract/document.ts";

type Links = PageDocument["links"];
/** What one block becomes, and how close it stands to the next. */
type Line = { text: string; row: number | null; list: boolean };

/** Blocks of a page as Markdown, cut after whole blocks. Their words stay as they are: nothing in them is escaped but cells. */
export function toMarkdown(blocks: readonly Block[], links: Links, most: number): string {
  let markdown = "";
  let last: Line | null = null;
  for (const line of linesOf(blocks, links)) {
    const apart = last === null ? "" : gap(last, line);
    if (markdown.length + apart.length + line.text.length > most) break;
    markdown += apart + line.text;
    last = line;
  }
  return markdown;
}

/** Every block is a line, but for the cells of a row, which share one. */
function linesOf(blocks: readonly Block[], links: Links): Line[] {
  const lines: Line[] = [];
  const rows = rowsOf(blocks);
  for (let at = 0; at < blocks.length; ) {
    const first = blocks[at];
    if (!first) break;
    const row = rows.has(first.item) ? first.item : null;
    let end = at + 1;
    while (row !== null && blocks[end]?.item === row) end++;
    const words = blocks.slice(at, end).map((block) => linked(block, links));
    if (row === null) lines.push({ text: marked(first, words[0] ?? ""), row, list: isItem(first) });
    else lines.push({ text: tableRow(words), row, list: false });
    at = end;
  }
  return lines.flatMap((line, index) => {
    const opens = line.row !== null && (lines[index - 1]?.row ?? null) === null;
    if (!opens) return [line];
    const cells = line.text.split(" | ").length;
    return [line, { ...line, text: `|${" --- |".repeat(cells)}` }];
  });
}

/** The items that are rows of a table. */
function rowsOf(blocks: readonly Block[]): ReadonlySet<number> {
  const cells = blocks.filter(({ tag }) => tag === "td" || tag === "th");
  return new Set(cells.map(({ item }) => item));
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "/")).join(" | ")} |`;
}

function gap(before: Line, after: Line): string {
  const together = (before.row !== null && after.row !== null) || (before.list && after.list);
  return together ? "\n" : "\n\n";
}

function marked({ tag, quoted }: Block, words: string): string {
  const level = /^h([1-6])$/.exec(tag)?.[1];
  if (level) return `${"#".repeat(Number(level))} ${words}`;
  if (tag === "li") return `- ${words}`;
  return quoted ? `> ${words}` : words;
}

function isItem({ tag }: Block): boolean {
  return tag === "li";
}

/** A block's words with its links in them. A link around several blocks stands at the first. */
function linked({ text, links: inside }: Block, links: Links): string {
  let done = "";
  let rest = text;
  for (const index of inside) {
    const link = links[index];
    if (!link?.text || !/^(?:https?|mailto|tel):/.test(link.url)) continue;
    const label = rest.includes(link.text) ? link.text : link.text.startsWith(rest) ? rest : "";
    const at = rest.indexOf(label);
    if (!label) continue;
    done += `${rest.slice(0, at)}[${label}](${address(link.url)})`;
    rest = rest.slice(at + label.length);
  }
  return done + rest;
}

/** Brackets and spaces would end the address too early. */
function address(url: string): string {
  return url.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll(" ", "%20");
}
