import type { RawLead } from "../normalise.ts";
import type { FieldMap } from "./field-map.ts";
import { fieldsOf, listOf, ownOf, parseJson } from "./json.ts";
import {
  idOf,
  momentOf,
  type RawField,
  recordId,
  type Statement,
  textOf,
  valuesOf,
} from "./record.ts";

/** Fields of Pipedrive's own, by kind of record. */
const names: Readonly<Record<string, Readonly<Record<string, RawField>>>> = {
  person: { name: "name", first_name: "firstName", last_name: "lastName", job_title: "title" },
  organization: {
    name: "company",
    website: "url",
    employee_count: "employees",
  },
  deal: { title: "productInterest", value: "budget" },
  lead: { title: "productInterest" },
};

/** What a delivery says of its record: all of it, as of the moment it was sent. */
export function readPipedrive(raw: string, receivedMs: number, fields: FieldMap): Statement[] {
  const body = fieldsOf(parseJson(raw));
  const meta = fieldsOf(body.meta);
  const data = fieldsOf(body.data);
  const atMs = momentOf(meta.timestamp) ?? receivedMs;
  if (meta.action === "delete") return [{ atMs, values: {}, gone: true }];

  const entity = String(meta.entity ?? "");
  const values = {
    ...valuesOf(data, ownOf(names, entity) ?? {}),
    ...(entity === "person" ? reachOf(data) : {}),
    ...(entity === "organization" ? { country: countryOf(data.address) } : {}),
    ...customOf(fieldsOf(data.custom_fields), fields),
  };
  return [{ atMs, values, gone: false, related: relatedOf(data, idOf(meta.company_id) ?? "") }];
}

function reachOf(data: Record<string, unknown>): RawLead {
  return {
    email: primary(data.emails ?? data.email),
    phone: primary(data.phones ?? data.phone),
  };
}

/** The address marked as the primary one, or else the first. */
function primary(list: unknown): string | null {
  const all = listOf(list).map(fieldsOf);
  const chosen = all.find(({ primary: marked, value }) => marked === true && value) ?? all[0];
  return textOf(chosen?.value) ?? null;
}

function countryOf(address: unknown): string | null {
  return textOf(fieldsOf(address).country) ?? null;
}

/** Custom fields are bare values or objects with a value, by the field's type. */
function customOf(custom: Record<string, unknown>, fields: FieldMap): RawLead {
  const bare = Object.entries(custom).map(([name, value]) => {
    const inner = fieldsOf(value);
    return [name, "value" in inner ? inner.value : value] as const;
  });
  return valuesOf(Object.fromEntries(bare), fields);
}

function relatedOf(data: Record<string, unknown>, account: string): string[] {
  const links = [
    ["contact", data.person_id] as const,
    ["company", data.org_id ?? data.organization_id] as const,
  ];
  return links.flatMap(([object, link]) => {
    const id = idOf(link);
    return id === undefined ? [] : [recordId(object, account, id)];
  });
}
