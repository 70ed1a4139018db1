import { associated, hubspotProperties } from "../../pipeline/ingest/doors/hubspot-record.ts";
import { askJson, NoRecord } from "./ask.ts";
import type { Asking, RecordSource } from "./lead-form.ts";

/** What HubSpot calls many of them. */
const plural: Readonly<Record<string, string>> = {
  contact: "contacts",
  company: "companies",
  deal: "deals",
  lead: "leads",
};

/** HubSpot's records, with the company and person they belong to. */
export const hubspotRecords: RecordSource = {
  provider: "hubspot",
  name: "HubSpot",
  async pull(asking, { externalId }) {
    const [object = "", , id = ""] = externalId.split(":");
    const record = await ask(asking, object, id);
    const [company] = object === "company" ? [] : associated(record, "companies");
    const [contact] = object === "contact" ? [] : associated(record, "contacts");
    return {
      record,
      company: company === undefined ? null : await askIfThere(asking, "company", company),
      contact: contact === undefined ? null : await askIfThere(asking, "contact", contact),
    };
  },
};

function ask({ world, access }: Asking, object: string, id: string): Promise<unknown> {
  const objects = plural[object] ?? object;
  const url = new URL(
    `${world.vendors.hubspot}/crm/v3/objects/${objects}/${encodeURIComponent(id)}`,
  );
  url.searchParams.set("properties", Object.keys(hubspotProperties[object] ?? {}).join(","));
  const linked = ["companies", "contacts"].filter((one) => one !== objects);
  url.searchParams.set("associations", object === "contact" ? "companies" : linked.join(","));
  return askJson(world, "HubSpot", url.href, {
    headers: { authorization: `Bearer ${access.token}` },
  });
}

async function askIfThere(asking: Asking, object: string, id: string): Promise<unknown> {
  try {
    return await ask(asking, object, id);
  } catch (error) {
    if (error instanceof NoRecord) return null; // deleted since; the record itself is not
    throw error;
  }
}
