import { z } from "zod";
import { missingOf, normalise, type RawLead } from "../normalise.ts";
import { defineProfile, type Reading } from "./door.ts";
import { FieldMap } from "./field-map.ts";
import { leadOfAnswers } from "./form-answers.ts";
import { fieldsOf, listOf, parseJson } from "./json.ts";
import { idOf, momentOf, recordId } from "./record.ts";
import { isOneOf } from "./shown-secret.ts";

const Config = z.object({ fields: FieldMap });

/**
 * Google's lead forms: each delivery is a whole lead, proved by the key the advertiser typed in.
 * https://developers.google.com/google-ads/webhook/docs/implementation
 */
export const googleLeadForm = defineProfile<z.infer<typeof Config>>({
  kind: "google_lead_form",
  config: Config,
  maxBytes: 200_000,
  taken: { status: 200, contentType: "application/json", body: "{}" },
  verify(knock, { secrets }) {
    const { google_key: key } = fieldsOf(parseJson(knock.body)); // Google puts its proof there
    return typeof key === "string" && isOneOf(key, secrets)
      ? { ok: true }
      : { ok: false, why: "google_key is missing or is not this door's secret." };
  },
  read(knock, { config }): Reading {
    const { google_key: _, ...body } = fieldsOf(parseJson(knock.body));
    const id = idOf(body.lead_id);
    if (id === undefined) {
      return { ok: false, errors: [{ field: "lead_id", message: "lead_id is missing." }] };
    }
    const isTest = body.is_test === true;
    const { lead } = normalise(leadOf(body, config.fields), "google_lead_form");
    const at = momentOf(body.lead_submit_time);
    const kind = isTest ? "ignored" : missingOf(lead).length > 0 ? "needs_info" : "lead";
    return {
      ok: true,
      items: [
        {
          kind,
          key: id,
          externalId: recordId("lead", idOf(body.form_id) ?? "", id),
          input: lead,
          raw: JSON.stringify(body),
          at: at === undefined ? null : new Date(at),
          eventType: isTest ? "test lead" : "lead",
          ...(isTest ? { remark: "A test lead: Google sent it to try the door." } : {}),
        },
      ],
    };
  },
});

function leadOf(body: Record<string, unknown>, map: FieldMap): RawLead {
  const answers = listOf(body.user_column_data).map((column) => {
    const { column_id: id, column_name: name, string_value: value } = fieldsOf(column);
    return { name: String(id ?? ""), label: String(name ?? id ?? ""), value: String(value ?? "") };
  });
  const lead = leadOfAnswers(answers, map);
  const campaign = idOf(body.campaign_id) ?? null;
  return { ...lead, utm: { source: "google", medium: "lead_form", campaign } };
}
