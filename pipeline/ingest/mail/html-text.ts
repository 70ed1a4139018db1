import { readDocument } from "../../enrich/read-document.ts";

const nowhere = "https://mail.invalid/";

/**
 * What a reader of an HTML mail sees, as lines: the cells of a table row share one, parted by tabs,
 * and what is quoted from an earlier mail is marked as in plain text.
 */
export function htmlText(html: string): string {
  const { blocks } = readDocument(html, nowhere);
  const lines: string[] = [];
  let row = { item: -1, cell: false };
  for (const { tag, text, item, quoted } of blocks) {
    const cell = tag === "td" || tag === "th";
    const goesOn = cell && row.cell && row.item === item;
    const line = quoted ? `> ${text}` : text;
    if (goesOn) lines.push(`${lines.pop()}\t${text}`);
    else lines.push(line);
    row = { item, cell };
  }
  return lines.join("\n");
}
