import type { Card } from "../../cards/card.ts";
import { unfurlCard } from "../../cards/unfurl-card.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { listMine } from "../../db/lists.ts";
import { searchLeads } from "../../db/search.ts";
import type { World } from "../../jobs/world.ts";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import type { Request } from "./request.ts";

/** A compose box shows no more, and a name is no longer. */
const MOST = 10;
const LONGEST = 100;

/** Leads by a part of their company's name or domain; nothing typed shows the asker's own. */
export async function search(world: World, { who }: Request, text: string): Promise<Card[]> {
  const typed = cleanLine(text, LONGEST);
  const now = world.now();
  return world.db.inTenant(who.tenantId, async (tx) => {
    const found =
      typed === ""
        ? (await listMine(tx, who.personId)).slice(0, MOST).map(({ id }) => id)
        : await searchLeads(tx, typed, MOST);
    const cards: Card[] = [];
    for (const id of found) {
      cards.push(unfurlCard(await getLeadView(tx, id, world.publicUrl, now), false, now));
    }
    return cards;
  });
}
