import { hubspotRecords } from "./hubspot.ts";
import type { LeadForms, RecordSource } from "./lead-form.ts";
import { linkedinForms } from "./linkedin.ts";
import { metaForms } from "./meta.ts";

/** Forms that are looked through besides being told of what they took in. */
export const leadForms: readonly LeadForms[] = [linkedinForms, metaForms];

const sources: readonly RecordSource[] = [hubspotRecords, ...leadForms];

/** Where the records of a kind of door are fetched; undefined where deliveries are all there is. */
export function sourceOf(kind: string): RecordSource | undefined {
  return sources.find(({ provider }) => provider === kind);
}
