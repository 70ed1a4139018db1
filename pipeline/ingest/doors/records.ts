import { z } from "zod";
import { FieldMap } from "./field-map.ts";
import { readHubspot } from "./hubspot-record.ts";
import { ownOf } from "./json.ts";
import { readLinkedin } from "./linkedin-record.ts";
import { readMeta } from "./meta-record.ts";
import { readPipedrive } from "./pipedrive-record.ts";
import type { Statement } from "./record.ts";
import { readSalesforce } from "./salesforce-record.ts";

type Read = (
  raw: string,
  about: { object: string; receivedMs: number; map: FieldMap },
) => Statement[];

/** Systems whose records are put together from what is said about them, by kind of door. */
const readers: Readonly<Record<string, Read>> = {
  hubspot: (raw, { object }) => readHubspot(raw, object),
  pipedrive: (raw, { receivedMs, map }) => readPipedrive(raw, receivedMs, map),
  salesforce: (raw, { receivedMs, map }) => readSalesforce(raw, receivedMs, map),
  linkedin_lead_sync: (raw, { map }) => readLinkedin(raw, map),
  meta_lead_ads: (raw, { map }) => readMeta(raw, map),
};

/** What each arrival about a record said, in our terms. An erased one says nothing. */
export function statementsOf(
  channel: string,
  externalId: string,
  config: unknown,
  arrivals: readonly { raw: string | null; receivedAt: Date }[],
): Statement[] {
  const read = ownOf(readers, channel);
  const [object = ""] = externalId.split(":");
  const map = mapOf(config);
  return arrivals.flatMap(({ raw, receivedAt }) =>
    raw === null || !read ? [] : read(raw, { object, receivedMs: receivedAt.getTime(), map }),
  );
}

function mapOf(config: unknown): FieldMap {
  return z.object({ fields: FieldMap }).safeParse(config).data?.fields ?? {};
}
