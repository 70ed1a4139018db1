import { shownNumber } from "./number-format.ts";
import type { TableRow } from "./table.ts";
import { plainText, type Workbook } from "./workbook.ts";
import { elementsOf, textOf } from "./xml.ts";
import { blocksOf } from "./xml-blocks.ts";
import { unpacked, type ZipPart } from "./zip.ts";

const value = /<(?:\w{1,20}:)?v(?:\s[^<>]*)?>([^<]*)</;
const rowNumber = /\sr\s*=\s*["'](\d+)["']/;

/** The filled rows of a sheet with the numbers Excel gives them, in pieces. */
export async function* sheetRows(part: ZipPart, book: Workbook): AsyncGenerator<TableRow[]> {
  let line = 0;
  for await (const blocks of blocksOf(unpacked(part), "row")) {
    const rows: TableRow[] = [];
    for (const block of blocks) {
      const stated = rowNumber.exec(block.slice(0, block.indexOf(">")))?.[1];
      line = Number(stated) || line + 1;
      const cells = cellsIn(block, book);
      if (cells.some((text) => text.trim() !== "")) rows.push({ line, cells });
    }
    yield rows;
  }
}

function cellsIn(row: string, book: Workbook): string[] {
  const cells: string[] = [];
  let column = -1;
  for (const { attributes, content } of elementsOf(row, "c")) {
    const { r, t = "n", s = "0" } = attributes;
    column = r === undefined ? column + 1 : columnOf(r);
    const text = textIn(t, Number(s), content, book);
    if (text === "" || column < 0 || column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push("");
    cells[column] = text;
  }
  return cells;
}

function textIn(type: string, style: number, content: string, book: Workbook): string {
  if (type === "inlineStr") return plainText(content);
  const raw = value.exec(content)?.[1] ?? "";
  switch (type) {
    case "s":
      return book.texts[Number(raw)] ?? "";
    case "b":
      return raw === "1" || raw === "true" ? "TRUE" : "FALSE";
    case "e":
      return "";
    case "n":
      if (raw === "") return "";
      return shownNumber(raw, book.formats[style] ?? { kind: "plain" }, book.dates);
    default:
      return textOf(raw); // a formula's text, or a date as ISO
  }
}

const MOST_COLUMNS = 16_384;

/** `AB12` stands in column 27, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.slice(0, 3).replace(/\d+$/, "")) {
    column = column * 26 + letter.toUpperCase().charCodeAt(0) - 64;
  }
  return column - 1;
}
