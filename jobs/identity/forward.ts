import type { Card } from "../../cards/card.ts";
import { forwardedCard } from "../../cards/recognised-card.ts";
import { appendEvent } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { readForwarding } from "../../db/forwarding.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead, readLeadInput } from "../../db/leads.ts";
import { channelsFor, type ForwardKind, forwardKindOf } from "../../pipeline/score/forwarding.ts";
import type { Verdict } from "../../pipeline/score/gates.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { type NoticePlace, wantNotice } from "../handoff/notices.ts";
import type { World } from "../world.ts";

/** Sends what is no lead to whoever the settings name for its kind, once; false where they name nobody. */
export async function forward(
  tx: Tx,
  world: Pick<World, "chat" | "now">,
  leadId: string,
  kind: ForwardKind,
): Promise<boolean> {
  const channels = channelsFor(kind, await readForwarding(tx));
  const places = surfaces.flatMap((surface): NoticePlace[] => {
    const channelId = channels[surface];
    return channelId && world.chat[surface] ? [{ surface, userId: null, channelId }] : [];
  });
  for (const place of places) {
    await wantNotice(tx, { notice: "forwarded", about: leadId, leadId }, place);
  }
  if (places.length === 0) return false;
  const about = { key: leadId, leadId, features: { kind } };
  await appendEvent(tx, "actions.triggered", "lead.forwarded", world.now(), about);
  return true;
}

/** The same for what a gate said; rules that concern nobody else are kept to ourselves. */
export async function forwardVerdict(
  tx: Tx,
  world: Pick<World, "chat" | "now">,
  leadId: string,
  verdict: Verdict,
): Promise<void> {
  const kind = forwardKindOf(verdict);
  if (kind) await forward(tx, world, leadId, kind);
}

export async function forwardedNotice(tx: Tx, world: World, leadId: string): Promise<Card | null> {
  const lead = await findLead(tx, leadId);
  if (!lead) return null;
  const view = await getLeadView(tx, leadId, world.publicUrl, world.now());
  const { freeText } = await readLeadInput(tx, lead);
  const gate = view.decision?.gate;
  return forwardedCard(view, (gate && forwardKindOf(gate)) ?? null, freeText);
}
