import { z } from "zod";

const Cells = z.array(z.string());

/** A row as it is kept: its cells, in their order. */
export function rawOf(cells: readonly string[]): string {
  return JSON.stringify(cells);
}

export function readRaw(raw: string): string[] {
  return Cells.parse(JSON.parse(raw));
}
