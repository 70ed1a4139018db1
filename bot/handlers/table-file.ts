import type { IncomingFile } from "./request.ts";

const extensions = /\.(?:csv|tsv|tab|txt|xls[bmx]?)$/i;
const types = new Set([
  "text/csv",
  "text/plain",
  "text/tab-separated-values",
  "application/csv",
  "application/vnd.ms-excel",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]);

/**
 * Whether a file may be a list of leads, by its name; by its type where the name does not say. Old
 * kinds of workbook count: whoever reads them says how to save them anew.
 */
export function isTableFile({ name, contentType }: Pick<IncomingFile, "name" | "contentType">) {
  if (/\.[a-z0-9]{1,8}$/i.test(name)) return extensions.test(name);
  return types.has(contentType?.split(";")[0]?.trim().toLowerCase() ?? "");
}
