import type { Action, Card, Form } from "../../cards/card.ts";
import { fillForm, fixForm } from "../../cards/fix-form.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { outcomeForm, reassignForm, snoozeForm } from "../../cards/lead-forms.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { listPeople } from "../../db/people.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { can, type Person } from "../../pipeline/person.ts";
import { mayPress } from "../handlers/refusal.ts";

/** A lead, what a link lets people do to it, and who may. */
export type ActScene = {
  tenantId: string;
  leadId: string;
  verb: string;
  card: Card;
  /** The card's own button for it; undefined where it cannot be done any more. */
  action: Action | undefined;
  /** What has to be filled in; null where one button is enough. */
  form: Form | null;
  people: Person[];
};

const forms: Record<string, (view: LeadView, people: readonly Person[]) => Form> = {
  log_outcome: (view) => outcomeForm(view),
  snooze: (view) => snoozeForm(view),
  fill_by_hand: fillForm,
  fix_data: fixForm,
  reassign: (view, people) =>
    reassignForm(
      view,
      people.filter((one) => can(one, "work")),
    ),
};

/** Reads what a link's page shows; undefined when the lead was erased. Changes nothing. */
export function readScene(
  { db, now, publicUrl }: World,
  { tenantId, leadId, verb }: { tenantId: string; leadId: string; verb: string },
): Promise<ActScene | undefined> {
  return db.inTenant(tenantId, async (tx) => {
    const known = await findLead(tx, leadId);
    if (!known) return undefined;
    const at = now();
    const view = await getLeadView(tx, await rootOf(tx, "lead", leadId), publicUrl, at);
    const card = leadCard(view, at, await timeZoneOf(tx));
    const everybody = await listPeople(tx);
    return {
      tenantId,
      leadId: view.id,
      verb,
      card,
      action: actionsOf(card).find((action) => action.verb === verb),
      form: forms[verb]?.(view, everybody) ?? null,
      people: everybody.filter((one) => mayPress(one, verb)),
    };
  });
}

function actionsOf({ parts }: Card): Action[] {
  return parts.flatMap((part) => (part.kind === "actions" ? [...part.buttons, ...part.more] : []));
}
