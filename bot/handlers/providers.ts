import { answers } from "../../cards/answers.ts";
import type { BudgetMeter } from "../../cards/budget-meter.ts";
import type { Check } from "../../cards/doctor-card.ts";
import { providerWords } from "../../cards/provider-words.ts";
import { appendEvent } from "../../db/audit.ts";
import { readMeter } from "../../db/budgets.ts";
import type { Db, Tx } from "../../db/client.ts";
import { isId } from "../../db/ids.ts";
import { findPause, listProviderAccounts, resumeProvider } from "../../db/provider-accounts.ts";
import { noticeCard } from "../../jobs/handoff/notice-cards.ts";
import { noticeChanged } from "../../jobs/handoff/notices.ts";
import { readResearchSettings } from "../../jobs/playbook.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { can } from "../../pipeline/person.ts";
import { note } from "./act.ts";
import type { Answer, Request, Who } from "./request.ts";

/** Lets a provider be asked again. The first press counts; who comes later sees who it was. */
export function resume(
  world: World,
  { who, place }: Request,
  { pause: pauseId = "" }: Record<string, string>,
): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const account = isId(pauseId) ? await findPause(tx, pauseId) : undefined;
    if (!account) throw new UserError(answers.oldButton);
    const isFirst = await resumeProvider(tx, account.id, who.personId, world.now());
    if (isFirst) {
      const features = { by: who.personId, place: who.via ?? who.surface };
      const about = { key: account.name, features };
      await appendEvent(tx, "actions.triggered", "provider.resumed", world.now(), about);
      await noticeChanged(tx, pauseId);
    }
    const label = providerWords.label(account);
    const said = isFirst ? providerWords.resumed(label, who.name) : providerWords.notPaused(label);
    if (!place.messageId) return note(said);
    const notice = { notice: "provider_pause", about: pauseId, leadId: null } as const;
    const card = await noticeCard(tx, world, notice);
    if (!card) return note(said);
    return { kind: "replace", card, whisper: isFirst ? null : said };
  });
}

/** What research costs, for who answers for it; null for everybody else. */
export async function meterFor(tx: Tx, who: Who, now: Date): Promise<BudgetMeter | null> {
  if (!can(who, "approve")) return null;
  const { providers, ...spent } = await readMeter(tx, now);
  const { budget } = await readResearchSettings(tx);
  const accounts = await listProviderAccounts(tx);
  const uses = accounts.map(({ name, kind, pauseId, pausedWhy, pausedAt }) => {
    const used = providers.find((one) => one.name === name) ?? { usd: 0, lookups: 0, hits: 0 };
    const paused = pausedAt && pauseId && pausedWhy ? { pauseId, why: pausedWhy } : null;
    return { ...used, name, kind, paused };
  });
  return { ...spent, budget, providers: uses, resumes: can(who, "configure") };
}

/** One check per account: that it is asked at all, and what to do where it is not. */
export async function checkProviders(db: Db, tenantId: string): Promise<Check[]> {
  return db.inTenant(tenantId, async (tx) => {
    const { waterfall } = await readResearchSettings(tx);
    const named = new Set(waterfall.flatMap(({ providers }) => providers));
    return (await listProviderAccounts(tx)).map((account) => {
      const name = `Provider ${providerWords.label(account)}`;
      const price = providerWords.price(account.usdPerHit, account.usdPerMiss);
      if (account.pausedAt && account.pausedWhy) {
        return { name, ok: false, detail: "paused", fix: providerWords.why[account.pausedWhy] };
      }
      const used = named.has(account.name) ? "in use" : providerWords.unused;
      return { name, ok: true, detail: `${used}; ${price}`, fix: null };
    });
  });
}
