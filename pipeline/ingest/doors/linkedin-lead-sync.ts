import { createHmac } from "node:crypto";
import { z } from "zod";
import { blankLead } from "../blank-lead.ts";
import { defineProfile, type HttpAnswer, type Reading } from "./door.ts";
import { FieldMap } from "./field-map.ts";
import { fieldsOf, parseJson } from "./json.ts";
import { momentOf, recordId } from "./record.ts";
import { verifyHexMac } from "./signed.ts";

export const LinkedinConfig = z.object({
  /** Whose forms: `urn:li:sponsoredAccount:…` or `urn:li:organization:…`; needed to look by ourselves. */
  owner: z
    .string()
    .regex(/^urn:li:(?:sponsoredAccount|organization):\d+$/, "is not urn:li:sponsoredAccount:…")
    .nullable()
    .default(null),
  leadType: z.enum(["SPONSORED", "EVENT", "COMPANY", "ORGANIZATION_PRODUCT"]).default("SPONSORED"),
  fields: FieldMap,
});

/**
 * LinkedIn's Lead Sync: told of a response's number, which is fetched.
 * https://learn.microsoft.com/linkedin/marketing/lead-sync/leadsync
 */
export const linkedinLeadSync = defineProfile<z.infer<typeof LinkedinConfig>>({
  kind: "linkedin_lead_sync",
  config: LinkedinConfig,
  maxBytes: 200_000,
  taken: { status: 200, contentType: "application/json", body: "{}" },
  handshake(knock, { secrets }): HttpAnswer | undefined {
    if (knock.method !== "GET") return undefined;
    const challengeCode = URL.parse(knock.url)?.searchParams.get("challengeCode") ?? "";
    const [secret] = secrets;
    if (!secret || !/^[\w-]{1,200}$/.test(challengeCode)) {
      return { status: 400, contentType: "text/plain", body: "" };
    }
    const challengeResponse = createHmac("sha256", secret).update(challengeCode).digest("hex");
    const body = JSON.stringify({ challengeCode, challengeResponse });
    return { status: 200, contentType: "application/json", body };
  },
  verify: (knock, { secrets }) =>
    verifyHexMac(knock.header("x-li-signature"), "", secrets, "hmacsha256=", knock.body),
  read(knock): Reading {
    const body = fieldsOf(parseJson(knock.body));
    const action = String(body.leadAction ?? "CREATED");
    const id = lastOf(body.leadGenFormResponse);
    if (id === undefined) {
      const message = "leadGenFormResponse is missing: urn:li:leadGenFormResponse:…";
      return { ok: false, errors: [{ field: "leadGenFormResponse", message }] };
    }
    const owner = Object.values(fieldsOf(body.owner))[0];
    const isKnown = action === "CREATED" || action === "DELETED";
    const at = momentOf(body.occurredAt);
    return {
      ok: true,
      items: [
        {
          kind: isKnown ? (action === "DELETED" ? "gone" : "pull") : "ignored",
          key: `${action}:${id}`,
          externalId: recordId("lead", lastOf(owner) ?? "", id),
          input: blankLead("linkedin_lead_sync"),
          raw: knock.body.toString("utf8"),
          at: at === undefined ? null : new Date(at),
          eventType: `lead ${action.toLowerCase()}`.slice(0, 100),
          ...(isKnown ? {} : { remark: "Baton does nothing with events of this type." }),
        },
      ],
    };
  },
});

/** What a URN ends in: `urn:li:leadGenFormResponse:1a2b-4` names `1a2b-4`. */
export function lastOf(urn: unknown): string | undefined {
  if (typeof urn !== "string") return undefined;
  return /^(?:urn:li:\w+:)?([\w-]{1,100})$/.exec(urn)?.[1];
}
