import { oneLine } from "./clean.ts";

/** A table as lines of plain text with its columns lined up. */
export function align(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const table = [head, ...rows].map((row) => row.map(oneLine));
  const widths = head.map((_, column) =>
    Math.max(
      ...table.map((row) => (row.length === 1 && head.length > 1 ? 0 : (row[column]?.length ?? 0))),
    ),
  );
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
