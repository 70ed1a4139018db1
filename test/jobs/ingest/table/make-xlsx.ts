import { strToU8, zipSync } from "fflate";

type Sheet = { name: string; state?: string; rows: string };

type Book = {
  sheets?: Sheet[];
  texts?: string;
  styles?: string;
  date1904?: boolean;
  more?: Record<string, string>;
};

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const links = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** A workbook with the XML of its rows given: `<row r="1">…</row>`. */
export function makeXlsx({
  sheets = [],
  texts = "",
  styles = "",
  date1904 = false,
  more = {},
}: Book): Uint8Array {
  const listed = sheets.map(({ name, state }, at) => {
    return `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ""} r:id="rId${at + 1}"/>`;
  });
  const linked = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="x/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${head}<Types/>`,
    "xl/workbook.xml": `${head}<workbook ${main} ${links}><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships>${linked.join("")}</Relationships>`,
    "xl/sharedStrings.xml": `${head}<sst ${main}>${texts}</sst>`,
    "xl/styles.xml": `${head}<styleSheet ${main}>${styles}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${head}<worksheet ${main}><dimension ref="A1"/><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...more,
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])),
  );
}

/** Rows of plain texts as XML. */
export function textRows(rows: readonly string[][]): string {
  return rows
    .map((cells, at) => {
      const inner = cells.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`);
      return `<row r="${at + 1}">${inner.join("")}</row>`;
    })
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
