import type { Card } from "../../cards/card.ts";
import {
  canaryCard,
  deadLetterCard,
  errorShareCard,
  settledLetterCard,
} from "../../cards/operator-cards.ts";
import { unknownEffectCard } from "../../cards/unknown-effect-card.ts";
import type { Tx } from "../../db/client.ts";
import { companyNameOf } from "../../db/companies.ts";
import { findEffect } from "../../db/effects.ts";
import { findLead } from "../../db/leads.ts";
import { findDeadLetter } from "../../db/queue.ts";
import { lastHour } from "../../db/tally.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { budgetNotice, providerNotice } from "../enrich/paid-notices.ts";
import { forwardedNotice } from "../identity/forward.ts";
import { sameNotice } from "../identity/same-notice.ts";
import { needsInfoNotice } from "../ingest/ask-for-more.ts";
import { spamNotice } from "../ingest/count-spam.ts";
import { importNotice } from "../ingest/import/import-notice.ts";
import { outreachNotice } from "../outreach/outreach-notices.ts";
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
  approval: (tx, world, { about }) => outreachNotice("approval", tx, world, about),
  approval_reminder: (tx, world, { about }) =>
    outreachNotice("approval_reminder", tx, world, about),
  async dead_letter(tx, { db }, { about }) {
    const letter = await findDeadLetter(db, tx.tenantId, about);
    return letter ? deadLetterCard(letter) : settledLetterCard(about);
  },
  async error_share(tx, { db }) {
    const tally = (await lastHour(db)).get(tx.tenantId);
    return tally ? errorShareCard(tally.done, tally.failed) : null;
  },
  needs_info: (tx, world, { about }) => needsInfoNotice(tx, world, about),
  spam: (tx, world, { about }) => spamNotice(tx, world, about),
  outreach_news: (tx, world, { about }) => outreachNotice("outreach_news", tx, world, about),
  import: (tx, world, { about }) => importNotice(tx, world, about),
  same_company: (tx, world, { about }) => sameNotice(tx, world, about),
  forwarded: (tx, world, { about }) => forwardedNotice(tx, world, about),
  async canary(tx, _, { about }) {
    const lead = await findLead(tx, about);
    const company = lead && (await companyNameOf(tx, lead.companyId));
    return company ? canaryCard(about, company) : null;
  },
  budget: (tx, _, { about }) => budgetNotice(tx, about),
  provider_pause: (tx, _, { about }) => providerNotice(tx, about),
};

export function noticeCard(tx: Tx, world: World, notice: Notice): Promise<Card | null> {
  return cards[notice.notice](tx, world, notice);
}
