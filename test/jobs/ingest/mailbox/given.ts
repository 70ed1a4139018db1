import type { Db } from "../../../../db/client.ts";
import { openDoor } from "../../../../db/tenants.ts";
import { addWatchedAccount, getWatchedAccount } from "../../../../db/watched-accounts.ts";
import type { MailProvider } from "../../../../jobs/ingest/mailbox/mailbox.ts";
import { LeadInput } from "../../../../pipeline/ingest/lead-input.ts";
import { givenTenant } from "../../../support/given.ts";
import { testNow } from "../../../support/world.ts";

export const clientState = "state-that-only-we-and-microsoft-know";
const credentials: Record<MailProvider, object> = {
  gmail: { client_id: "client", client_secret: "secret", refresh_token: "refresh" },
  microsoft365: {
    tenant_id: "acme.example",
    client_id: "client",
    client_secret: "secret",
    client_state: clientState,
  },
};

export type Box = { tenantId: string; doorId: string; id: string };

/** A mailbox `sales@acme.example` of a tenant of its own. */
export async function givenMailbox(
  db: Db,
  provider: MailProvider,
  config: Record<string, unknown> = {},
): Promise<Box> {
  const tenantId = await givenTenant(db);
  const door = await openDoor(db, tenantId, "Sales inbox", { kind: provider, config });
  const id = await db.inTenant(tenantId, (tx) =>
    addWatchedAccount(
      tx,
      {
        doorId: door.id,
        provider,
        address: "sales@acme.example",
        credentials: JSON.stringify(credentials[provider]),
      },
      testNow,
    ),
  );
  return { tenantId, doorId: door.id, id };
}

export function accountOf(db: Db, { tenantId, id }: Box) {
  return db.inTenant(tenantId, (tx) => getWatchedAccount(tx, id));
}

/** What arrived, with its words opened. */
export function arrivalsOf(db: Db, { tenantId }: Pick<Box, "tenantId">) {
  return db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{
      kind: string;
      dataKey: Buffer;
      raw: Buffer | null;
      normalised: Buffer;
    }>(
      `select kind, data_key as "dataKey", raw, normalised from source_event order by received_at, id`,
    );
    return rows.map(({ kind, dataKey, raw, normalised }) => {
      const key = tx.vault.dataKey(dataKey);
      const input = LeadInput.parse(JSON.parse(key.open(normalised) ?? ""));
      return { kind, raw: key.open(raw), input };
    });
  });
}

/** A mail to the mailbox, as it lies there. */
export function mime(name: string, body = "Could we see a demo for 40 people?"): string {
  return [
    "Authentication-Results: mx.acme.example; dkim=pass header.i=@northwind.example",
    `From: Ana Weber <ana.${name}@northwind.example>`,
    "To: sales@acme.example",
    "Subject: Demo",
    `Message-ID: <${name}@northwind.example>`,
    "",
    body,
    "",
  ].join("\r\n");
}
