import { UserError } from "../../errors.ts";
import type { ColumnField, Mapping } from "./fields.ts";
import { headerKey } from "./header-key.ts";

/** Which column a person wants for a field: by its name or its number from 1; empty for none. */
export type Wish = { field: ColumnField; column: string };

/** A mapping as a person wants it. A column that gets a new meaning loses its old one. */
export function remapped(
  mapping: Mapping,
  wishes: readonly Wish[],
  header: readonly string[],
): Mapping {
  const wanted = new Map(
    Object.entries(mapping).map(([field, column]) => [field as ColumnField, column]), // the keys of a Mapping
  );
  for (const { field, column } of wishes) {
    wanted.delete(field);
    if (column === "") continue;
    const index = columnCalled(column, header);
    for (const [other, taken] of wanted) if (taken === index) wanted.delete(other);
    wanted.set(field, index);
  }
  return Object.fromEntries(wanted);
}

function columnCalled(name: string, header: readonly string[]): number {
  const key = headerKey(name);
  const exact = header.indexOf(name);
  const byName = exact >= 0 ? exact : header.findIndex((cell) => headerKey(cell) === key);
  const index = byName < 0 && /^\d+$/.test(name) ? Number(name) - 1 : byName;
  if (index >= 0 && index < header.length) return index;
  throw new UserError(`There is no column ${name}. There are ${header.join(", ")}.`);
}
