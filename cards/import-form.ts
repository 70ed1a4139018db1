import type { ColumnField, Mapping } from "../pipeline/ingest/columns/fields.ts";
import type { Field, Form, Part } from "./card.ts";
import { importWords as w } from "./import-words.ts";
import { slackLimits } from "./limits.ts";

/** What the fields of a lead are called, those that matter most first. */
export const fieldLabels: Record<ColumnField, string> = {
  company: "Company",
  url: "Site",
  email: "E-mail",
  name: "Name",
  first_name: "First name",
  last_name: "Last name",
  title: "Job title",
  phone: "Phone",
  linkedin: "LinkedIn",
  country: "Country",
  employees: "Employees",
  free_text: "Message",
  product_interest: "Interest",
  external_id: "Record id",
  consent: "Consent",
  budget: "Budget",
  industry: "Industry",
  city: "City",
  page_url: "Page",
  utm_campaign: "Campaign",
  company_linkedin: "Company's LinkedIn",
  utm_source: "Campaign source",
  utm_medium: "Campaign medium",
  utm_term: "Campaign term",
  utm_content: "Campaign content",
  is_test: "Marked as a test",
};

/** As many as a form can ask without being a wall; the others keep their columns. */
const ASKED = 20;
export const askedFields = (Object.keys(fieldLabels) as ColumnField[]).slice(0, ASKED); // its own keys
export const NO_COLUMN = "none";

type Asked = { id: string; fileName: string };

/** The yes: where the list is from, and what is in it. Nothing is filled in that was not said. */
export function approveForm(
  { id, fileName }: Asked,
  said: { purpose: string; declaration: string | null; wanted: number },
): Form {
  return {
    ...{ title: w.formTitle, submit: w.import(said.wanted), verb: "import_approve" },
    args: { import: id },
    parts: named(fileName),
    fields: [
      choice("declaration", w.declaration, w.declarations, said.declaration, w.declarationHint),
      choice("purpose", w.purpose, w.purposes, said.purpose),
    ],
  };
}

/** Which column says what; a column shows what its first row says. */
export function mapForm(
  { id, fileName }: Asked,
  { columns, first, mapping }: { columns: string[]; first: string[]; mapping: Mapping },
): Form {
  const room = slackLimits.selectOptions - 1;
  const used = new Set(Object.values(mapping));
  const shown = columns
    .map((name, at) => ({ at, label: w.column(name || `${at + 1}`, first[at] ?? "") }))
    .sort((a, b) => Number(used.has(b.at)) - Number(used.has(a.at)) || a.at - b.at)
    .slice(0, room)
    .sort((a, b) => a.at - b.at);
  const options = [
    { value: NO_COLUMN, label: w.notInFile },
    ...shown.map(({ at, label }) => ({ value: String(at), label })),
  ];
  return {
    ...{ title: w.mapTitle, submit: w.changeMapping, verb: "import_map", args: { import: id } },
    parts: [...named(fileName), { kind: "note", line: [w.mapHint] }],
    fields: askedFields.map(
      (field): Field => ({
        ...{ name: field, label: fieldLabels[field], hint: null, required: false },
        ...{ kind: "choice", options, initial: String(mapping[field] ?? NO_COLUMN) },
      }),
    ),
  };
}

/** Asked once more, for much goes at once. */
export function undoForm({ id, fileName }: Asked, number: number): Form {
  return {
    ...{ title: w.undoTitle, submit: w.undo, verb: "import_undo", args: { import: id } },
    parts: [...named(fileName), { kind: "text", line: [w.undoText(number)] }],
    fields: [],
  };
}

function named(fileName: string): Part[] {
  return [{ kind: "text", line: [{ kind: "bold", text: fileName }] }];
}

function choice(
  name: string,
  label: string,
  words: Readonly<Record<string, string>>,
  initial: string | null,
  hint: string | null = null,
): Field {
  const options = Object.entries(words).map(([value, label]) => ({ value, label }));
  return { ...{ name, label, hint, required: true }, ...{ kind: "choice", options, initial } };
}
