import { type ImportPlace, importHereCard } from "../../cards/import-here-card.ts";
import { uploadLink } from "../../db/upload-links.ts";
import type { World } from "../../jobs/world.ts";
import { expectsFiles } from "./expects-files.ts";
import type { Answer, Request } from "./request.ts";

/** `/lead import` without a file: how to hand one in from here, and a page to do it outside the chat. */
export async function importHere(world: World, request: Request): Promise<Answer> {
  const { who, place } = request;
  const { tenantId, personId, surface, userId } = who;
  const { channelId, kind } = place;
  const origin = { surface, channelId, kind, userId, personId, replyUrl: null };
  const vault = await world.db.vault(tenantId);
  const url = uploadLink(vault, world.publicUrl, { tenantId, personId, origin }, world.now());
  return { kind: "whisper", card: importHereCard(await placeOf(world, request), url) };
}

async function placeOf(world: World, request: Request): Promise<ImportPlace> {
  const { who, place } = request;
  if (who.surface === "teams") return place.kind === "dm" ? "teams_dm" : "teams_channel";
  if (place.kind === "dm") return "slack_dm";
  return (await expectsFiles(world, request)) ? "slack_leads" : "slack_channel";
}
