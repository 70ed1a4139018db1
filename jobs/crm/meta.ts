import { z } from "zod";
import { fieldsOf, listOf } from "../../pipeline/ingest/doors/json.ts";
import { isMetaTest } from "../../pipeline/ingest/doors/meta-record.ts";
import { idOf, momentOf, recordId } from "../../pipeline/ingest/doors/record.ts";
import { askJson } from "./ask.ts";
import type { Asking, FoundLead, LeadForms } from "./lead-form.ts";

/** https://developers.facebook.com/docs/graph-api/changelog */
const VERSION = "v24.0";
/** Ninety days of a busy form. */
const MOST_PAGES = 200;
const fields = "created_time,ad_id,campaign_id,campaign_name,form_id,platform,field_data";

const Config = z.object({
  pageId: z.coerce.string().nullable().default(null),
  forms: z.array(z.coerce.string().regex(/^\d+$/)).default([]),
});

/** Leads of Meta's instant forms. */
export const metaForms: LeadForms = {
  provider: "meta_lead_ads",
  name: "Meta",

  async pull(asking, { externalId }) {
    const id = externalId.split(":").slice(2).join(":");
    return { record: await ask(asking, `/${encodeURIComponent(id)}`, { fields }) };
  },

  isTest: (answer) => isMetaTest(fieldsOf(answer).record),

  async list(asking, since) {
    const { pageId, forms } = Config.parse(asking.door.config);
    if (pageId === null || forms.length === 0) return undefined;
    const found: FoundLead[] = [];
    for (const form of forms) {
      const seconds = Math.floor(since.getTime() / 1_000);
      const recent = [{ field: "time_created", operator: "GREATER_THAN", value: seconds }];
      const filtering = JSON.stringify(recent);
      let after = "";
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = { fields, filtering, limit: "100", ...(after ? { after } : {}) };
        const { data, paging } = fieldsOf(await ask(asking, `/${form}/leads`, query));
        found.push(...listOf(data).flatMap((record) => leadOf(record, pageId)));
        const { next, cursors } = fieldsOf(paging);
        after = String(fieldsOf(cursors).after ?? "");
        if (next === undefined || after === "") break;
      }
    }
    return found;
  },
};

function leadOf(record: unknown, page: string): FoundLead[] {
  const { id, created_time } = fieldsOf(record);
  const known = idOf(id);
  if (known === undefined) return [];
  const at = momentOf(created_time);
  return [
    {
      key: `lead:${known}`,
      externalId: recordId("lead", page, known),
      answer: { record },
      at: at === undefined ? null : new Date(at),
    },
  ];
}

function ask(
  { world, access }: Asking,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<unknown> {
  const url = new URL(`${world.vendors.meta}/${VERSION}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return askJson(world, "Meta", url.href, {
    headers: { authorization: `Bearer ${access.token}` }, // never in the address: those are logged
  });
}
