import { type DateSystem, type NumberFormat, numberFormat } from "./number-format.ts";
import { TableRefused } from "./table.ts";
import { attributesOf, elementsOf, textOf } from "./xml.ts";
import { blocksOf } from "./xml-blocks.ts";
import { unpacked, type ZipPart } from "./zip.ts";

/** What is needed to read the sheets of a workbook. */
export type Workbook = {
  /** In their order, hidden ones last. */
  sheets: { name: string; part: ZipPart }[];
  /** Texts that cells refer to by number. */
  texts: string[];
  /** How cells of a style show a number. */
  formats: NumberFormat[];
  dates: DateSystem;
};

type Parts = ReadonlyMap<string, ZipPart>;

/** Sheets beyond these are not looked at. */
const MAX_SHEETS = 50;
/** Of a part that says how the workbook is made. */
const MAX_PART = 20_000_000;
/** Of all texts together; they are held in memory. */
const MAX_TEXT = 300_000_000;

export async function readWorkbook(parts: Parts): Promise<Workbook> {
  const book = await textIn(parts, "xl/workbook.xml");
  if (book === undefined) {
    throw new TableRefused("That is no Excel workbook. Save it as CSV or XLSX and send that.");
  }
  const [{ date1904 } = {}] = attributesOf(book, "workbookPr");
  return {
    sheets: sheetsIn(book, (await textIn(parts, "xl/_rels/workbook.xml.rels")) ?? "", parts),
    texts: await textsIn(parts.get("xl/sharedstrings.xml")),
    formats: formatsIn((await textIn(parts, "xl/styles.xml")) ?? ""),
    dates: date1904 === "1" || date1904 === "true" ? 1904 : 1900,
  };
}

function sheetsIn(book: string, links: string, parts: Parts): Workbook["sheets"] {
  const targets = new Map(
    attributesOf(links, "Relationship").map(({ Id, Target = "" }) => [Id, pathOf(Target)]),
  );
  const sheets = attributesOf(book, "sheet").flatMap(({ name = "", id, state = "visible" }) => {
    const part = parts.get(targets.get(id) ?? "");
    return part ? [{ name, part, isHidden: state !== "visible" }] : [];
  });
  return sheets.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden)).slice(0, MAX_SHEETS);
}

function pathOf(target: string): string {
  const path = target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
  return path.toLowerCase();
}

async function textIn(parts: Parts, name: string): Promise<string | undefined> {
  const part = parts.get(name);
  if (!part) return undefined;
  if (part.size > MAX_PART) throw tooLarge();
  const pieces = await Array.fromAsync(unpacked(part));
  return Buffer.concat(pieces).toString("utf8");
}

async function textsIn(part: ZipPart | undefined): Promise<string[]> {
  const texts: string[] = [];
  let size = 0;
  for await (const blocks of part ? blocksOf(unpacked(part), "si") : []) {
    for (const block of blocks) {
      const text = plainText(block);
      size += text.length;
      texts.push(text);
    }
    if (size > MAX_TEXT) throw tooLarge();
  }
  return texts;
}

/** The runs of a rich text in one, without the readings that Japanese puts above it. */
export function plainText(block: string): string {
  const runs = [...elementsOf(block, "t")].map(({ content }) => textOf(content));
  if (!block.includes("rPh")) return runs.join("");
  const readings = [...elementsOf(block, "rPh")].flatMap(({ content }) => [
    ...elementsOf(content, "t"),
  ]);
  return runs.slice(0, runs.length - readings.length).join(""); // they stand behind the text
}

function formatsIn(styles: string): NumberFormat[] {
  const codes = new Map(
    attributesOf(styles, "numFmt").map(({ numFmtId, formatCode }) => [numFmtId, formatCode]),
  );
  const [cells] = elementsOf(styles, "cellXfs");
  return attributesOf(cells?.content ?? "", "xf").map(({ numFmtId = "0" }) =>
    numberFormat(Number(numFmtId), codes.get(numFmtId)),
  );
}

function tooLarge(): TableRefused {
  return new TableRefused("The workbook is too large. Save it as CSV and send that.");
}
