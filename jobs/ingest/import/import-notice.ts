import type { Card } from "../../../cards/card.ts";
import { importCard } from "../../../cards/import-card.ts";
import type { Tx } from "../../../db/client.ts";
import {
  changeImport,
  findImport,
  type ImportChange,
  type ImportState,
  type LeadImport,
} from "../../../db/imports/imports.ts";
import { identitiesOf } from "../../../db/people.ts";
import { timeZoneOf } from "../../../db/tenants.ts";
import { noticePlaces } from "../../handoff/notice-places.ts";
import { noticeChanged, wantNotice } from "../../handoff/notices.ts";
import type { World } from "../../world.ts";
import { importView } from "./import-view.ts";

/** The card of an import, as it stands now; null when the import is gone. */
export async function importNotice(tx: Tx, { now }: World, id: string): Promise<Card | null> {
  const row = await findImport(tx, id);
  if (!row) return null;
  return importCard(await importView(tx, row), { now: now(), timeZone: await timeZoneOf(tx) });
}

/**
 * Has an import's card posted where the file was dropped; where that is no chat, to whoever sent
 * it, else where everybody hears of leads.
 */
export async function wantImportCard(
  tx: Tx,
  world: World,
  { id, origin, personId }: Pick<LeadImport, "id" | "origin" | "personId">,
): Promise<void> {
  const notice = { notice: "import", about: id, leadId: null } as const;
  if (origin?.kind === "channel") {
    await wantNotice(tx, notice, origin);
    return;
  }
  const own = origin ? [origin] : personId ? await identitiesOf(tx, personId) : [];
  const to = own.find(({ surface }) => world.chat[surface] !== null);
  const places = to ? [{ surface: to.surface, userId: to.userId }] : await noticePlaces(tx, world);
  for (const place of places) await wantNotice(tx, notice, place);
}

/** Changes an import and has its card follow; false when it is not in the state it was expected in. */
export async function moveImport(
  tx: Tx,
  id: string,
  from: ImportState,
  change: ImportChange,
): Promise<boolean> {
  if (!(await changeImport(tx, id, change, from))) return false;
  await noticeChanged(tx, id);
  return true;
}
