import type { z } from "zod";
import { blankLead } from "../blank-lead.ts";
import type { DoorKind, Knock, Reading } from "./door.ts";
import type { FormConfig } from "./form-config.ts";
import { type Filled, formItem } from "./form-item.ts";
import { parseObject } from "./read-fields.ts";
import { momentOf } from "./record.ts";

/** How a vendor wraps a filled-in form: what tells its sort, and where its content is. */
export type Envelope<Content> = {
  kind: DoorKind;
  type: { at: string; wanted: string };
  content: { at: string; schema: z.ZodType<Content> };
  filled: (content: Content) => Omit<Filled, "raw">;
};

const MOST_ERRORS = 10;

/** Reads a delivery of one form. One of another sort is parked, where people see it: it may be about a lead. */
export function readDelivery<Content>(
  { kind, type, content, filled }: Envelope<Content>,
  knock: Knock,
  door: { name: string; config: FormConfig },
): Reading {
  const read = parseObject(knock.body);
  if (!read.ok) return read;
  const raw = knock.body.toString("utf8");
  const envelope = new Map<string, unknown>(Object.entries(read.json));
  const sort = envelope.get(type.at);
  if (typeof sort !== "string") {
    const message = `${type.at} is missing. Send what the vendor documents.`;
    return { ok: false, errors: [{ field: type.at, message }] };
  }
  if (sort !== type.wanted) {
    const input = blankLead(door.config.source ?? door.name);
    const parked = { kind: "parked", externalId: null, input, raw, at: null } as const;
    return {
      ok: true,
      items: [{ ...parked, key: `${kind}:${sort}:${raw}`, eventType: sort.slice(0, 100) }],
    };
  }
  const parsed = content.schema.safeParse(envelope.get(content.at));
  if (!parsed.success) return misshapen(parsed.error, content.at);
  return { ok: true, items: [formItem({ ...filled(parsed.data), raw }, door, knock.nowMs)] };
}

/** A moment of the vendor's clock. */
export function dateIn(value: unknown): Date | null {
  const at = momentOf(value);
  return at === undefined ? null : new Date(at);
}

function misshapen({ issues }: z.ZodError, under: string): Reading {
  const errors = issues.slice(0, MOST_ERRORS).map(({ path, message }) => {
    const field = [under, ...path.map(String)].join(".");
    return { field, message: `${field}: ${message}. Send what the vendor documents.` };
  });
  return { ok: false, errors };
}
