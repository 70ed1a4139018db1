import { timingSafeEqual } from "node:crypto";
import { NotFound } from "../pipeline/errors.ts";
import type { Db } from "./client.ts";
import { isId } from "./ids.ts";
import type { Vault } from "./vault.ts";

/*
 * Links that are good for one purpose, one lead and some days, for whoever holds them: tenant (16),
 * lead (16), last day (4), and a keyed hash (16) of these and the purpose.
 */
export const ID_BYTES = 16;
export const MAC_BYTES = 16;
const BODY_BYTES = 2 * ID_BYTES + 4;
const DAY_MS = 86_400_000;
const EVIDENCE_DAYS = 30;
/** How long a link can be used to change something. */
const ACT_DAYS = 14;

type Purpose = "evidence" | "upload" | `act:${string}`;
type Linked = { tenantId: string; leadId: string };

/** A link that opens one lead's evidence page. */
export function evidenceLink(
  vault: Vault,
  publicUrl: string,
  tenantId: string,
  leadId: string,
  now: Date,
): string {
  const token = sign(vault, "evidence", { tenantId, leadId }, dayOf(now) + EVIDENCE_DAYS);
  return `${publicUrl}/evidence/${token}`;
}

/** The lead a link opens; undefined when it is forged, of a destroyed tenant, or too old. */
export function readEvidenceLink(db: Db, token: string, now: Date): Promise<Linked | undefined> {
  return read(db, "evidence", token, now);
}

/** A link to the page on which one thing can be done to one lead: `…/act/claim.<token>`. */
export function actLink(
  vault: Vault,
  publicUrl: string,
  lead: Linked,
  verb: string,
  now: Date,
): string {
  const token = sign(vault, `act:${verb}`, lead, dayOf(now) + ACT_DAYS);
  return `${publicUrl}/act/${verb}.${token}`;
}

/** What an {@link actLink} is for; undefined as for {@link readEvidenceLink}. */
export async function readActLink(
  db: Db,
  signed: string,
  now: Date,
): Promise<(Linked & { verb: string }) | undefined> {
  const [verb = "", token = ""] = signed.split(".", 2);
  const lead = await read(db, `act:${verb}`, token, now);
  return lead && { ...lead, verb };
}

/** Whole days, so that a card rendered twice on one day carries the same link. */
function dayOf(now: Date): number {
  return Math.floor(now.getTime() / DAY_MS);
}

function sign(vault: Vault, purpose: Purpose, { tenantId, leadId }: Linked, lastDay: number) {
  const body = Buffer.concat([bytesOf(tenantId), bytesOf(leadId), uint32(lastDay)]);
  return Buffer.concat([body, macOf(vault, purpose, body)]).toString("base64url");
}

async function read(
  db: Db,
  purpose: Purpose,
  token: string,
  now: Date,
): Promise<Linked | undefined> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return undefined;
  const body = bytes.subarray(0, BODY_BYTES);
  const tenantId = idOf(body.subarray(0, ID_BYTES));
  const leadId = idOf(body.subarray(ID_BYTES, 2 * ID_BYTES));
  if (!isId(tenantId) || !isId(leadId)) return undefined;
  const vault = await vaultIfAny(db, tenantId);
  if (!vault || !timingSafeEqual(macOf(vault, purpose, body), bytes.subarray(BODY_BYTES))) {
    return undefined;
  }
  return body.readUInt32BE(2 * ID_BYTES) < dayOf(now) ? undefined : { tenantId, leadId };
}

/** A keyed hash that is good for one purpose. */
export function macOf(vault: Vault, purpose: Purpose, body: Buffer): Buffer {
  return vault.mac(`${purpose}:${body.toString("hex")}`).subarray(0, MAC_BYTES);
}

/** A tenant that is not there is a bad link; a database that is not there is our fault. */
export function vaultIfAny(db: Db, tenantId: string): Promise<Vault | undefined> {
  return db.vault(tenantId).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });
}

export function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

export function idOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
