import { budgetCard } from "../../cards/budget-card.ts";
import type { Card } from "../../cards/card.ts";
import { providerPauseCard } from "../../cards/provider-card.ts";
import { findBudgetAlert } from "../../db/budgets.ts";
import type { Tx } from "../../db/client.ts";
import { listPeople } from "../../db/people.ts";
import { findPause } from "../../db/provider-accounts.ts";

/** The card about a budget that is nearly or altogether used up. */
export async function budgetNotice(tx: Tx, id: string): Promise<Card | null> {
  const alert = await findBudgetAlert(tx, id);
  return alert ? budgetCard({ ...alert, percent: alert.percent === 100 ? 100 : 80 }) : null;
}

/** The card about a provider's pause, as it stands now; a later pause has a card of its own. */
export async function providerNotice(tx: Tx, pauseId: string): Promise<Card | null> {
  const account = await findPause(tx, pauseId);
  if (!account?.pausedWhy) return null;
  const { name, kind, pausedAt, pausedWhy: why, resumedBy } = account;
  const people = pausedAt === null && resumedBy ? await listPeople(tx) : [];
  const by = people.find(({ personId }) => personId === resumedBy)?.name ?? null;
  return providerPauseCard({ pauseId, name, kind, why, over: pausedAt ? null : { by } });
}
