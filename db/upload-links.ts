import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { surfaces } from "../pipeline/surface.ts";
import type { Db } from "./client.ts";
import { isId } from "./ids.ts";
import { bytesOf, ID_BYTES, idOf, MAC_BYTES, macOf, uint32, vaultIfAny } from "./links.ts";
import type { Origin } from "./schema.ts";
import type { Vault } from "./vault.ts";

/** How long files can be handed in with a link. */
const UPLOAD_LINK_MS = 24 * 3_600_000;
const HEAD_BYTES = 2 * ID_BYTES + 4;

/** Where a link was asked for, in the chat's own ids: the card of what comes by it goes there. */
const Asked = z.tuple([z.enum(surfaces), z.enum(["channel", "dm"]), z.string(), z.string()]);

/** Whoever holds it may hand in files for a person, and nothing else. */
export type UploadLink = { tenantId: string; personId: string; origin: Origin };

/** `…/upload/<token>`: tenant (16), person (16), last second (4), a keyed hash (16), and the place. */
export function uploadLink(vault: Vault, publicUrl: string, link: UploadLink, now: Date): string {
  const { surface, kind, channelId, userId } = link.origin;
  const until = Math.floor((now.getTime() + UPLOAD_LINK_MS) / 1_000);
  const head = Buffer.concat([bytesOf(link.tenantId), bytesOf(link.personId), uint32(until)]);
  const place = Buffer.from(JSON.stringify([surface, kind, channelId, userId]));
  const mac = macOf(vault, "upload", Buffer.concat([head, place]));
  return `${publicUrl}/upload/${Buffer.concat([head, mac, place]).toString("base64url")}`;
}

/** What a token stands for; undefined when it is forged, too old, or of a tenant that is no more. */
export async function readUploadLink(
  db: Db,
  token: string,
  now: Date,
): Promise<UploadLink | undefined> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length <= HEAD_BYTES + MAC_BYTES) return undefined;
  const head = bytes.subarray(0, HEAD_BYTES);
  const mac = bytes.subarray(HEAD_BYTES, HEAD_BYTES + MAC_BYTES);
  const place = bytes.subarray(HEAD_BYTES + MAC_BYTES);
  const tenantId = idOf(head.subarray(0, ID_BYTES));
  const personId = idOf(head.subarray(ID_BYTES, 2 * ID_BYTES));
  if (!isId(tenantId) || !isId(personId)) return undefined;
  const vault = await vaultIfAny(db, tenantId);
  if (!vault || !timingSafeEqual(macOf(vault, "upload", Buffer.concat([head, place])), mac)) {
    return undefined;
  }
  if (head.readUInt32BE(2 * ID_BYTES) * 1_000 < now.getTime()) return undefined;
  const [surface, kind, channelId, userId] = Asked.parse(JSON.parse(place.toString())); // ours, by its hash
  const origin = { surface, kind, channelId, userId, personId, replyUrl: null };
  return { tenantId, personId, origin };
}
