import { hash } from "node:crypto";
import { z } from "zod";
import { blankLead } from "../blank-lead.ts";
import { cleanLine } from "../clean-text.ts";
import { missingOf, normalise, type RawLead } from "../normalise.ts";
import { verifySignature } from "../signature.ts";
import { defineProfile, type Reading } from "./door.ts";
import { mappable } from "./field-map.ts";
import { fieldsOf, ownOf, parseJson } from "./json.ts";
import { isTooDeep } from "./json-paths.ts";
import { textOf } from "./record.ts";
import { verifyShownSecret } from "./shown-secret.ts";

const WINDOW_MS = 300_000;
/** The same bytes within ten minutes are one event, where it has no id. */
const RETRY_MS = 600_000;
/** What programs call things; no sentence, and nobody's address. */
const typePattern = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;

/** Types whose fields are ours, wherever their sender put them. */
const known: readonly string[] = ["lead.created", "form.submitted"];

/** What is done with a type of event that nobody here knew: somebody said so once. */
export const EventRule = z.union([
  z.object({ ignore: z.literal(true) }),
  /** Our field → where it stands, as a JSON pointer. */
  z.object({ paths: z.partialRecord(z.enum(mappable), z.string().max(200)) }),
]);
export type EventRule = z.infer<typeof EventRule>;

const Config = z.object({ types: z.record(z.string(), EventRule).default({}) });

/** Any program's events: `{ type, … }`. Known types become leads, others wait until somebody says what they mean. */
export const events = defineProfile<z.infer<typeof Config>>({
  kind: "events",
  config: Config,
  maxBytes: 1_000_000,
  verify(knock, { secrets }) {
    const signature = knock.header("x-signature");
    if (signature === null) return verifyShownSecret(knock, secrets);
    const headers = { signature, timestamp: knock.header("x-timestamp") };
    const { body, nowMs } = knock;
    return verifySignature({ headers, body, secrets, nowMs, windowMs: WINDOW_MS });
  },
  read: (knock) => readEvent(knock.body, knock.header("idempotency-key"), knock.nowMs),
});

/** One event, or what is wrong with it. What it is done with is decided later, by type. */
export function readEvent(body: Buffer, idempotencyKey: string | null, nowMs: number): Reading {
  const json = parseJson(body);
  const { type } = fieldsOf(json);
  const errors: { field: string; message: string }[] = [];
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    const message = 'The body is not a JSON object. Send one with a type, like "lead.created".';
    errors.push({ field: "body", message });
  } else if (typeof type !== "string" || !typePattern.test(type)) {
    const message =
      'type is missing or is no name. Send 1 to 100 letters, digits, dots, dashes, slashes or colons, like "lead.created".';
    errors.push({ field: "type", message });
  }
  if (isTooDeep(json)) {
    errors.push({ field: "body", message: "The body is nested more than 32 levels deep." });
  }
  if (errors.length > 0 || typeof type !== "string") return { ok: false, errors };

  const raw = body.toString("utf8");
  const isLead = known.includes(type);
  const input = isLead ? normalise(leadIn(fieldsOf(json)), "events").lead : blankLead("events");
  const kind = isLead ? (missingOf(input).length > 0 ? "needs_info" : "lead") : "parked";
  const id = idempotencyKey ?? eventKeyOf(raw);
  const key = id ?? `${hash("sha256", body)}:${Math.floor(nowMs / RETRY_MS)}`;
  return {
    ok: true,
    items: [
      {
        kind,
        key: `${type} ${key}`,
        externalId: input.externalId,
        input,
        raw,
        at: null,
        eventType: type,
      },
    ],
  };
}

/** What the sender calls one event, where it says so. */
export function eventKeyOf(raw: string): string | null {
  const body = fieldsOf(parseJson(raw));
  const id = body.id ?? body.event_id ?? body.eventId ?? body.key;
  return (typeof id === "string" || typeof id === "number") && id !== ""
    ? cleanLine(String(id), 200)
    : null;
}

/** Our fields by the names the intake door and most programs use; snake and camel case alike. */
const names: Readonly<Record<string, keyof RawLead>> = {
  company: "company",
  companyname: "company",
  organization: "company",
  url: "url",
  domain: "url",
  website: "url",
  email: "email",
  name: "name",
  fullname: "name",
  firstname: "firstName",
  lastname: "lastName",
  title: "title",
  jobtitle: "title",
  phone: "phone",
  country: "country",
  productinterest: "productInterest",
  message: "freeText",
  freetext: "freeText",
  externalid: "externalId",
  pageurl: "pageUrl",
  budget: "budget",
  employees: "employees",
  consent: "consent",
};

function leadIn(body: Record<string, unknown>): RawLead {
  const data = fieldsOf(body.data);
  const said = { ...body, ...data, ...fieldsOf(body.lead), ...fieldsOf(data.lead) };
  const lead: Record<string, string> = {};
  for (const [name, value] of Object.entries(said)) {
    const ours = ownOf(names, name.toLowerCase().replaceAll(/[_-]/g, ""));
    const text = textOf(value);
    if (ours && text) lead[ours] ??= text;
  }
  return lead;
}
