import { answers } from "../../cards/answers.ts";
import { importCard, importsCard } from "../../cards/import-card.ts";
import { importWords as w } from "../../cards/import-words.ts";
import type { Tx } from "../../db/client.ts";
import { isId } from "../../db/ids.ts";
import {
  findImportByNumber,
  type LeadImport,
  listImports,
  lockImport,
} from "../../db/imports/imports.ts";
import { listPeople } from "../../db/people.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { importView } from "../../jobs/ingest/import/import-view.ts";
import type { World } from "../../jobs/world.ts";
import { NotFound, UserError } from "../../pipeline/errors.ts";
import { can } from "../../pipeline/person.ts";
import { note } from "./act.ts";
import type { Answer, IncomingFile, Request, Who } from "./request.ts";
import { isTableFile } from "./table-file.ts";
import { takeFile } from "./take-file.ts";

const LISTED = 15;

/** Takes a dropped file; its card appears where it was dropped. Files that are no tables are nobody's business in a channel. */
export async function dropFile(
  world: World,
  { who, place }: Request,
  file: IncomingFile,
): Promise<Answer> {
  if (!isTableFile(file)) return place.kind === "dm" ? note(w.noTable) : { kind: "done" };
  if (!can(who, "work")) return note(answers.viewer);
  const { tenantId, personId, surface, userId } = who;
  const { channelId, kind, replyUrl } = place;
  const origin = { surface, channelId, kind, userId, personId, replyUrl };
  await takeFile(world, { tenantId, personId, origin, doorId: null }, file);
  return { kind: "done" };
}

/** The history: everybody's for those who may decide about them, else one's own. */
export async function listOfImports(world: World, { who }: Request): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const own = can(who, "reassign") ? null : who.personId;
    const rows = await listImports(tx, LISTED, own);
    const views = await Promise.all(rows.map((row) => importView(tx, row)));
    const card = importsCard(views, { now: world.now(), timeZone: await timeZoneOf(tx) });
    return { kind: "whisper", card };
  });
}

/** The card of an import by its number, and `act` on it where something is wanted besides. */
export async function byNumber(
  world: World,
  request: Request,
  number: number,
  act: (importId: string) => Promise<Answer>,
): Promise<Answer> {
  const found = await world.db.inTenant(request.who.tenantId, (tx) =>
    findImportByNumber(tx, number),
  );
  return found ? act(found.id) : note(w.unknown(number));
}

export function showImport(world: World, request: Request, importId: string): Promise<Answer> {
  return onImport(world, request, importId, async (deciding) => ({
    kind: "whisper",
    card: await cardOf(deciding),
  }));
}

/** A transaction with the import locked, by somebody who may decide about it. */
export type Deciding = { tx: Tx; row: LeadImport; at: Date; world: World; request: Request };

/** Does something with an import, if it is the person's own or they may decide about others'. */
export async function onImport(
  world: World,
  request: Request,
  importId: string,
  act: (deciding: Deciding) => Promise<Answer>,
): Promise<Answer> {
  if (!isId(importId)) throw new UserError(answers.oldButton);
  return world.db.inTenant(request.who.tenantId, async (tx) => {
    const row = await lockImport(tx, importId).catch((error: unknown) => {
      throw error instanceof NotFound ? new UserError(answers.oldButton) : error;
    });
    if (!mayDecide(request.who, row)) return note(w.notYours(await ownerOf(tx, row)));
    return act({ tx, row, at: world.now(), world, request });
  });
}

function mayDecide(who: Who, { personId }: LeadImport): boolean {
  return can(who, "reassign") || (can(who, "work") && personId === who.personId);
}

async function ownerOf(tx: Tx, { personId }: LeadImport): Promise<string> {
  const owner = (await listPeople(tx)).find((one) => one.personId === personId);
  return owner?.name ?? w.somebodyElse;
}

/** The pressed card as the import stands now, `whisper` said besides; where none was pressed, one of the two. */
export async function currentImport(
  deciding: Deciding,
  whisper: string | null = null,
): Promise<Answer> {
  const { messageId } = deciding.request.place;
  if (!messageId && whisper !== null) return note(whisper);
  const card = await cardOf(deciding);
  return messageId ? { kind: "replace", card, whisper } : { kind: "whisper", card };
}

async function cardOf({ tx, row, at }: Deciding) {
  return importCard(await importView(tx, row), { now: at, timeZone: await timeZoneOf(tx) });
}
