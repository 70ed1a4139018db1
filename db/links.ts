import { timingSafeEqual } from "node:crypto";
import type { Db } from "./client.ts";
import { isId } from "./ids.ts";
import type { Vault } from "./vault.ts";

const ID_BYTES = 16;
const MAC_BYTES = 16;
const LIFE_DAYS = 30;

/** A link that opens one lead's evidence page for {@link LIFE_DAYS} days, for whoever holds it. */
export function evidenceLink(
  vault: Vault,
  publicUrl: string,
  tenantId: string,
  leadId: string,
  now: Date,
): string {
  // Whole days, so that a card rendered twice on one day carries the same link.
  const expiresDay = Math.floor(now.getTime() / 86_400_000) + LIFE_DAYS;
  const body = Buffer.concat([bytesOf(tenantId), bytesOf(leadId), uint32(expiresDay)]);
  const mac = vault.mac(`evidence:${body.toString("hex")}`).subarray(0, MAC_BYTES);
  return `${publicUrl}/evidence/${Buffer.concat([body, mac]).toString("base64url")}`;
}

/** The lead a link opens; undefined when it is forged, of a destroyed tenant, or too old. */
export async function readEvidenceLink(
  db: Db,
  token: string,
  now: Date,
): Promise<{ tenantId: string; leadId: string } | undefined> {
  const bytes = Buffer.from(token, "base64url");
  const bodyLength = 2 * ID_BYTES + 4;
  if (bytes.length !== bodyLength + MAC_BYTES) return undefined;
  const body = bytes.subarray(0, bodyLength);
  const tenantId = idOf(body.subarray(0, ID_BYTES));
  const leadId = idOf(body.subarray(ID_BYTES, 2 * ID_BYTES));
  if (!isId(tenantId) || !isId(leadId)) return undefined;
  const vault = await db.vault(tenantId).catch(() => undefined);
  const mac = vault?.mac(`evidence:${body.toString("hex")}`).subarray(0, MAC_BYTES);
  if (!mac || !timingSafeEqual(mac, bytes.subarray(bodyLength))) return undefined;
  const expired = body.readUInt32BE(2 * ID_BYTES) < Math.floor(now.getTime() / 86_400_000);
  return expired ? undefined : { tenantId, leadId };
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

function idOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
