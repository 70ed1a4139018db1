import { legalForms } from "../../data/people-words.ts";
import { fieldsNamed } from "./column-names.ts";
import type { ColumnField } from "./fields.ts";
import type { Meaning } from "./match-header.ts";
import { share } from "./value-kinds.ts";

/** `Name` in one language or another, and which half of a name it is beside the other half. */
const bare: Readonly<Record<string, "first_name" | "last_name">> = {
  name: "last_name",
  nom: "last_name",
  naam: "last_name",
  nev: "last_name",
  nombre: "first_name",
  nome: "first_name",
};

const legalForm = new RegExp(`(?:^|[\\s,])(?:${legalForms})\\.?$`, "u");

/** What a column called just `Name` means, which only its neighbours can tell; undefined for others. */
export function nameMeanings(
  key: string,
  keys: readonly string[],
  values: readonly string[],
): Meaning[] | undefined {
  const half = bare[key];
  if (!half) return undefined;

  const hasFirst = has(keys, "first_name");
  const hasLast = has(keys, "last_name");
  if (half === "last_name" && hasFirst && !hasLast) return [{ field: "last_name", score: 97 }];
  if (half === "first_name" && hasLast && !hasFirst) return [{ field: "first_name", score: 97 }];

  const isCompany =
    share(values, (value) => legalForm.test(value)) > 0.3 ||
    (!["company", "title", "email", "first_name", "last_name"].some((field) => has(keys, field)) &&
      ["url", "employees", "industry"].some((field) => has(keys, field)));
  return [{ field: isCompany ? "company" : "name", score: 96 }];
}

function has(keys: readonly string[], field: string): boolean {
  return keys.some((key) =>
    fieldsNamed(key).some(
      (one): one is { field: ColumnField; rank: number } => one.field === field,
    ),
  );
}
