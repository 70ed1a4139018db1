import { isNothing } from "./nothing.ts";

/** `="0049 30 123"`: how programs make spreadsheets keep leading zeros. */
const asFormula = /^="([^"]*)"$/;

/** An apostrophe that keeps a spreadsheet from reading the rest as a number or formula. */
const asText = /^'(?=\s*[\d=+\-@＝＋－＠])/u;

/** What a cell says: without what spreadsheets put around it, and empty where it only says that it is empty. */
export function tidyCell(cell: string): string {
  const text = cell.trim();
  if (text === "" || isNothing(text)) return "";
  return text.replace(asFormula, "$1").replace(asText, "").trim();
}
