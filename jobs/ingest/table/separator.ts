import { rowSplitter } from "./split-rows.ts";

const separators = [",", ";", "\t", "|"];

/** Lines to judge by; enough to outweigh a preamble. */
const JUDGED = 50;

const declaration = /^"?sep=([^\n"]?)"?\n/i;

/** The separator that Excel's own first line names. */
export function declaredSeparator(head: string): string | undefined {
  return declaration.exec(head)?.[1] || undefined;
}

/** The separator that splits most lines into the same number of cells, or the first line where two do; a comma where none does. */
export function detectSeparator(head: string): string {
  const judged = separators.map((separator) => ({ separator, ...cellsBy(head, separator) }));
  const [best] = judged.toSorted((a, b) => b.regular - a.regular || b.first - a.first);
  return best?.separator ?? ",";
}

/** How many cells stand in lines of the most usual length, and in the first; a line of one cell counts for nothing. */
function cellsBy(head: string, separator: string): { regular: number; first: number } {
  const rows = rowSplitter(separator)(head.slice(0, 64_000), true).slice(0, JUDGED);
  const widths = rows.flatMap((row) => ("cells" in row ? [row.cells.length] : []));
  const lines = new Map<number, number>();
  for (const width of widths) lines.set(width, (lines.get(width) ?? 0) + 1);
  const [width = 1, count = 0] = [...lines].toSorted(([a, n], [b, m]) => m - n || b - a)[0] ?? [];
  return { regular: (width - 1) * count, first: widths[0] ?? 0 };
}
