import { hash } from "node:crypto";
import { newId } from "../../../db/ids.ts";
import type { ReadRow } from "../../../db/imports/stage.ts";
import type { Vault } from "../../../db/vault.ts";
import type { Mapping } from "../../../pipeline/ingest/columns/fields.ts";
import { rowReader } from "../../../pipeline/ingest/columns/read-row.ts";
import { emailNormal } from "../../../pipeline/ingest/dedupe.ts";
import type { TableRow } from "../table/table.ts";
import { rawOf } from "./raw-row.ts";

/** Where leads of a file come from, in the tenant's words. */
const SOURCE = "csv";

/**
 * Makes of each row of a file what is staged: read, and sealed as the arrival it may become. Its
 * dedupe key is a keyed hash of what it means, so that the same said twice is known again whatever
 * the file is called and however it is written.
 */
export function rowSealer(vault: Vault, header: readonly string[], mapping: Mapping) {
  const read = rowReader(header, mapping, SOURCE);
  return (row: TableRow): ReadRow => {
    const raw = rawOf("cells" in row ? row.cells : [row.text]);
    const reading = "cells" in row ? read(row.cells) : { ok: false as const, reason: row.problem };
    const lead = reading.ok ? reading.lead : null;
    const normalised = lead && JSON.stringify(lead);
    const key = vault.newDataKey();
    const email = lead?.email ?? null;
    return {
      line: row.line,
      reason: reading.ok ? null : reading.reason,
      sourceEventId: newId(),
      leadRef: newId(),
      source: SOURCE,
      externalId: lead?.externalId ?? null,
      domain: lead?.domain ?? null,
      emailIndex: email === null ? null : vault.blindIndex("email", emailNormal(email)),
      dedupeKey: `row:${vault.blindIndex("row", normalised ?? raw).toString("base64url")}`,
      bodyHash: hash("sha256", raw, "buffer"),
      dataKey: key.wrapped,
      raw: key.seal(raw),
      normalised: key.seal(normalised),
    };
  };
}
