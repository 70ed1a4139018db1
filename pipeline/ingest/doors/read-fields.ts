import type { Knock, Reading } from "./door.ts";
import type { FormField } from "./form-fields.ts";
import { parseJson } from "./json.ts";

/** More than any form has. */
const MOST_FIELDS = 200;
const DEEPEST = 4;
const LONGEST = 20_000;

type Refusal = Extract<Reading, { ok: false }>;

export function unreadable(field: string, message: string): Refusal {
  return { ok: false, errors: [{ field, message }] };
}

export function mediaTypeOf(knock: Knock): string {
  return (knock.header("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** The JSON object of a body, or what to send instead. A byte order mark in front is no mistake. */
export function parseObject(body: Buffer): { ok: true; json: object } | Refusal {
  const json = parseJson(body);
  if (isObject(json)) return { ok: true, json };
  if (body.length === 0) return unreadable("body", "The body is empty. Send one JSON object.");
  if (json === undefined) return unreadable("body", "The body is not JSON. Send one JSON object.");
  return unreadable("body", "The body is JSON, but no object. Send one JSON object.");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of an object, those of objects in it by dotted names: `contact.email`. */
export function fieldsOf(json: object): FormField[] {
  return leaves(json, "", 0).slice(0, MOST_FIELDS);
}

function leaves(value: unknown, name: string, depth: number): FormField[] {
  const text = textOf(value);
  if (text !== undefined) return [{ name, value: text }];
  if (typeof value !== "object" || value === null || depth > DEEPEST) return [];
  return Object.entries(value)
    .slice(0, MOST_FIELDS)
    .filter(([key]) => key !== "__proto__")
    .flatMap(([key, inner]) => leaves(inner, name === "" ? key : `${name}.${key}`, depth + 1));
}

/** A value as one text: lists of plain values are joined. Undefined where it is something else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.slice(0, LONGEST);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const texts = value
    .slice(0, MOST_FIELDS)
    .map((one) => (Array.isArray(one) ? undefined : textOf(one)));
  return texts.every((text) => text !== undefined) ? texts.join(", ").slice(0, LONGEST) : undefined;
}

/** The fields of a form as browsers send it; one that comes twice has two values. */
export function urlencodedFields(body: Buffer): FormField[] {
  const fields = [...new URLSearchParams(body.toString("utf8"))].slice(0, MOST_FIELDS);
  return fields.map(([name, value]) => ({ name, value: value.slice(0, LONGEST) }));
}
