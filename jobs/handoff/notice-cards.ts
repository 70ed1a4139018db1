import type { Card } from "../../cards/card.ts";
import { unknownEffectCard } from "../../cards/unknown-effect-card.ts";
import type { Tx } from "../../db/client.ts";
import { companyNameOf } from "../../db/companies.ts";
import { findEffect } from "../../db/effects.ts";
import { findLead } from "../../db/leads.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../world.ts";
import type { Notice, NoticeKind } from "./notices.ts";

type Draw = (tx: Tx, world: World, notice: Notice) => Promise<Card | null>;

/** Each notice as its row stands now; null when there is nothing left to say. */
const cards: Record<NoticeKind, Draw> = {
  async unknown_effect(tx, { now }, { about }) {
    const effect = await findEffect(tx, about);
    if (!effect) return null;
    const lead = effect.leadId ? await findLead(tx, effect.leadId) : undefined;
    const company = lead ? await companyNameOf(tx, lead.companyId) : null;
    return unknownEffectCard({ ...effect, company }, now(), await timeZoneOf(tx));
  },
  approval: () => Promise.resolve(null),
};

export function noticeCard(tx: Tx, world: World, notice: Notice): Promise<Card | null> {
  return cards[notice.notice](tx, world, notice);
}
