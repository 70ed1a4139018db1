import type { RawLead } from "../normalise.ts";
import type { FieldMap } from "./field-map.ts";
import { leadOfAnswers } from "./form-answers.ts";
import { fieldsOf, listOf, parseJson } from "./json.ts";
import { idOf, momentOf, type Statement } from "./record.ts";

/** What a lead of Meta says, once it was fetched; the notice of it says nothing. */
export function readMeta(raw: string, map: FieldMap): Statement[] {
  const fetched = fieldsOf(parseJson(raw));
  if (!("record" in fetched)) return [];
  const record = fieldsOf(fetched.record);
  const atMs = momentOf(record.created_time) ?? momentOf(fetched.fetchedAt) ?? 0;
  if (fetched.record === null) return [{ atMs, values: {}, gone: true }];
  return [{ atMs, values: leadOf(record, map) }];
}

function leadOf(record: Record<string, unknown>, map: FieldMap): RawLead {
  const answers = listOf(record.field_data).map((field) => {
    const { name, values } = fieldsOf(field);
    const value = listOf(values).map(String).join(", ");
    return { name: String(name ?? ""), label: String(name ?? ""), value };
  });
  const campaign = text(record.campaign_name) ?? idOf(record.campaign_id) ?? null;
  const utm = { source: text(record.platform) ?? "meta", medium: "lead_form", campaign };
  return { ...leadOfAnswers(answers, map), utm };
}

/** Meta fills its test leads with these words. */
export function isMetaTest(record: unknown): boolean {
  return listOf(fieldsOf(record).field_data).some((field) =>
    listOf(fieldsOf(field).values).some((value) => String(value).startsWith("<test lead:")),
  );
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
