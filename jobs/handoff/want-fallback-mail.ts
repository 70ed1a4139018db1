import type { Tx } from "../../db/client.ts";
import type { EffectRow } from "../../db/effects.ts";
import type { MessageKind } from "../../db/messages.ts";
import { findSetting } from "../../db/settings.ts";
import { Fallback, noFallback } from "../../pipeline/ops/fallback.ts";
import { type Ended, wantEffect } from "../effect.ts";

export const mailFallback = { name: "mail_fallback" };

/** Who is told by mail about a lead whose card the chat would not take. */
export type FallbackTarget = { email: string };

async function fallbackOf(tx: Tx): Promise<Fallback> {
  const stored = await findSetting(tx, "fallback");
  return stored === undefined ? noFallback : Fallback.parse(stored);
}

/**
 * A lead that somebody waits for and no chat would take goes out by mail, once: when the chat was
 * away for as many tries as the tenant said, or said no. The card still waits for the chat.
 */
export async function wantFallbackMail(
  tx: Tx,
  { leadId, attempts }: EffectRow,
  kind: MessageKind,
  status: Ended["status"],
): Promise<void> {
  if (leadId === null || (kind !== "alert" && kind !== "dm")) return;
  const { email, afterFailures } = await fallbackOf(tx);
  if (email === null || (status === "waiting" && attempts < afterFailures)) return;
  const target: FallbackTarget = { email };
  await wantEffect(tx, mailFallback, {
    leadId,
    effectKey: `fallback:${leadId}`,
    channel: "mail",
    lane: `fallback:${leadId}`,
    priority: -10,
    target,
  });
}
